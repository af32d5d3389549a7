import type { TcpState } from '../tcp/state.ts';
import type { ConnectionEventType } from './connection-event.ts';
import { connectionTable } from './connection-table.ts';

/** Where a socket goes from `state` when something of class `event` happens; the same state when it does not move. */
export function nextState(state: TcpState, event: ConnectionEventType): TcpState {
  return (connectionTable[state]?.[event] as TcpState | undefined) ?? state;
}
