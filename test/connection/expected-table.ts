import type { ConnectionEventType } from '../../source/connection/connection-event.ts';
import { TCP_STATES, type TcpState } from '../../source/tcp/state.ts';

/**
 * Where every state goes on every event, written down by hand from RFC 9293 figure 5 and section 3.10, not derived from
 * the machine. One row per event; the columns are the states in the order of TCP_STATES; a dot is "must not move".
 * A request in SYN-RECEIVED is not a socket in Linux, so LISTEN has no column entry for a SYN (F1.1).
 */
const SHORT: Readonly<Record<string, TcpState>> = {
  Cl: 'CLOSED', Li: 'LISTEN', SS: 'SYN-SENT', SR: 'SYN-RECEIVED', Es: 'ESTABLISHED', F1: 'FIN-WAIT-1',
  F2: 'FIN-WAIT-2', CW: 'CLOSE-WAIT', Cg: 'CLOSING', LA: 'LAST-ACK', TW: 'TIME-WAIT',
};

const GRID: Readonly<Record<ConnectionEventType, string>> = {
  //                          Cl Li SS SR Es F1 F2 CW Cg LA TW
  'call.listen':             'Li .  .  .  .  .  .  .  .  .  . ',
  'call.connect':            'SS .  .  .  .  .  .  .  .  .  . ',
  'call.close':              '.  Cl Cl F1 F1 .  .  LA .  .  . ',
  'call.abort':              '.  Cl Cl Cl Cl Cl Cl Cl Cl Cl . ',
  'segment.syn-ack':         '.  .  Es .  .  .  .  .  .  .  . ',
  'segment.crossing-syn':    '.  .  SR .  .  .  .  .  .  .  . ',
  'segment.acks-our-syn':    '.  .  .  Es .  .  .  .  .  .  . ',
  'segment.fin':             '.  .  .  CW CW Cg TW .  .  .  . ',
  'segment.acks-our-fin':    '.  .  .  .  .  F2 .  .  TW Cl . ',
  'segment.reset':           '.  .  Cl Cl Cl Cl Cl Cl Cl Cl Cl',
  'segment.reopens':         '.  .  .  .  .  .  .  .  .  .  Cl',
  'timer.gave-up':           '.  .  Cl Cl Cl Cl Cl Cl Cl Cl . ',
  'timer.fin-wait-2':        '.  .  .  .  .  .  Cl .  .  .  . ',
  'timer.time-wait':         '.  .  .  .  .  .  .  .  .  .  Cl',
};

export interface Cell {
  readonly state: TcpState;
  readonly event: ConnectionEventType;
  /** The state itself where the event must not move it. */
  readonly next: TcpState;
}

function row(event: ConnectionEventType): Cell[] {
  const entries = GRID[event].trim().split(/\s+/);
  if (entries.length !== TCP_STATES.length) throw new Error(`${event}: ${TCP_STATES.length} columns expected, ${entries.length} written`);
  return TCP_STATES.map((state, column) => {
    const entry = entries[column]!;
    const next = entry === '.' ? state : SHORT[entry];
    if (next === undefined) throw new Error(`${event}, ${state}: no state is called ${entry}`);
    return { state, event, next };
  });
}

export const EXPECTED_CELLS: readonly Cell[] = (Object.keys(GRID) as ConnectionEventType[]).flatMap(row);
