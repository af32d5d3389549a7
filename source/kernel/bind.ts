import type { Ip } from '../tcp/address.ts';
import { decide, type Context } from './context.ts';
import type { CallErrno } from './call-errnos.ts';
import type { Socket } from './host.ts';
import { allEntries, entriesAt } from './lookup.ts';
import { portPasses } from './port-search.ts';

function overlaps(a: Ip, b: Ip): boolean {
  return a === 0 || b === 0 || a === b;
}

/** A connection that is over has its port no longer, unless bind() chose it: the descriptor may be bound anew. Source: tcp.c:tcp_set_state, inet_put_port. */
function hasGivenBack({ state, remotePort, portLocked }: Socket): boolean {
  return state === 'CLOSED' && remotePort !== 0 && !portLocked;
}

/**
 * May this socket have that port? Yes when both sides set SO_REUSEPORT (all programs here are of one user). A live listener
 * never gives way otherwise; anything else only when both sides set SO_REUSEADDR. Source: F9.1 to F9.5, inet_connection_sock.c:inet_bind_conflict.
 */
function conflicts(ctx: Context, socket: Socket, ip: Ip, port: number): boolean {
  const rule = ctx.rules['F9.1 bind over an old socket'];
  const shareable = (other: { readonly reusePort: boolean }): boolean => ctx.constants.knowsReusePort && socket.reusePort && other.reusePort;
  for (const other of ctx.host.sockets.values()) {
    if (other.id === socket.id || !other.bound || other.localPort !== port || !overlaps(other.localIp, ip)) continue;
    if (hasGivenBack(other)) continue;
    if (shareable(other)) continue;
    if (!rule(socket.reuseAddr, other.reuseAddr, other.state === 'LISTEN')) return true;
  }
  for (const entry of ip === 0 ? allEntries(ctx.host) : entriesAt(ctx.host, ip, port)) {
    if (entry.kind !== 'time-wait' || entry.localPort !== port || !overlaps(entry.localIp, ip)) continue;
    if (!shareable(entry) && !rule(socket.reuseAddr, entry.reuseAddr, false)) return true;
  }
  return false;
}

export function bind(ctx: Context, socket: Socket, ip: Ip, port: number): Exclude<CallErrno<'bind'>, 'EBADF'> | null {
  if (ip !== 0 && !ctx.host.addresses.includes(ip) && !socket.transparent) {
    decide(ctx, 'bind/not-local');
    return 'EADDRNOTAVAIL';
  }
  if (socket.bound && !hasGivenBack(socket)) return 'EINVAL';
  const chosen = port === 0 ? freePort(ctx, ip) : port;
  if (chosen === null || conflicts(ctx, socket, ip, chosen)) {
    decide(ctx, 'bind/in-use');
    return 'EADDRINUSE';
  }
  ctx.host.portSearch = null;
  socket.bound = true;
  socket.portLocked = true;
  socket.localIp = ip;
  socket.localPort = chosen;
  return null;
}

/** Gives a socket that listens without bind() a port of its own; false when all are taken (F8.7). Source: inet_csk_get_port. */
export function autobind(ctx: Context, socket: Socket): boolean {
  return bind(ctx, socket, 0, 0) === null;
}

/**
 * A port for bind() with port 0: odd ones first (F8.9), none that anything on this address uses, whatever SO_REUSEADDR
 * says (F8.11); null when there is none. Source: inet_connection_sock.c:inet_csk_find_open_port.
 */
function freePort(ctx: Context, ip: Ip): number | null {
  const taken = new Set<number>();
  for (const socket of ctx.host.sockets.values()) if (socket.bound && overlaps(socket.localIp, ip)) taken.add(socket.localPort);
  for (const entry of allEntries(ctx.host)) if (overlaps(entry.localIp, ip)) taken.add(entry.localPort);
  const passes = portPasses(ctx);
  for (const { first, step, size, start } of passes.toReversed()) {
    for (let i = 0; i < size; i++) {
      const port = first + ((start + i) % size) * step;
      if (!taken.has(port)) return port;
    }
  }
  return null;
}
