import type { Context } from '../../kernel/context.ts';
import type { CallResult } from '../../kernel/call-errnos.ts';
import type { Socket } from '../../kernel/host.ts';
import { getSocketOption, setSocketOption, socketOptionNamed } from '../../kernel/socket-options.ts';
import type { Linger, SocketOption } from '../run/system-call.ts';

const LINGER = 'SO_LINGER';

/** Does the model have the option? SO_LINGER is set from a structure, everything else from an integer. */
export function knowsOption({ level, name }: SocketOption, how: 'get' | 'set', isLinger: boolean): boolean {
  if (name === LINGER && how === 'get') return false;
  return socketOptionNamed(level, name, how) !== null && isLinger === (name === LINGER);
}

export function getOption(ctx: Context, socket: Socket, { level, name }: SocketOption): number {
  const known = socketOptionNamed(level, name, 'get');
  return known === null ? 0 : getSocketOption(ctx, socket, known);
}

export function setOption(ctx: Context, socket: Socket, { level, name }: SocketOption, value: number | Linger): CallResult {
  const known = socketOptionNamed(level, name, 'set');
  if (known === null) return { ok: true, value: 0 };
  return setSocketOption(ctx, socket, known, typeof value === 'number' ? value : value.on ? value.seconds : -1);
}
