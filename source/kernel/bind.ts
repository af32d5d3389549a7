import type { Ip } from '../tcp/address.ts';
import { decide, type Context } from './context.ts';
import type { Errno } from './errno.ts';
import { endpointKey, type Host, type Socket } from './host.ts';
import { allEntries, findEntry } from './lookup.ts';
import { reusable } from './time-wait-reuse.ts';

/** The first ephemeral port (F8.8). */
export const EPHEMERAL_LOW = 32_768;

/** The ports that the kernel may choose: ip_local_port_range (F8.8). */
function portRange({ host, constants }: Context): { readonly first: number; readonly last: number } {
  return host.ports ?? { first: EPHEMERAL_LOW, last: constants.lastEphemeralPort };
}

function overlaps(a: Ip, b: Ip): boolean {
  return a === 0 || b === 0 || a === b;
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
    if (other.state === 'CLOSED' && other.remotePort !== 0) continue;
    if (shareable(other)) continue;
    if (!rule(socket.reuseAddr, other.reuseAddr, other.state === 'LISTEN')) return true;
  }
  for (const entry of allEntries(ctx.host)) {
    if (entry.kind !== 'time-wait' || entry.localPort !== port || !overlaps(entry.localIp, ip)) continue;
    if (!shareable(entry) && !rule(socket.reuseAddr, entry.reuseAddr, false)) return true;
  }
  return false;
}

export function bind(ctx: Context, socket: Socket, ip: Ip, port: number): Errno | null {
  if (socket.bound) return 'EINVAL';
  if (ip !== 0 && !ctx.host.addresses.includes(ip) && !socket.transparent) {
    decide(ctx, 'bind/not-local');
    return 'EADDRNOTAVAIL';
  }
  const chosen = port === 0 ? freePort(ctx, ip) : port;
  if (chosen === null || conflicts(ctx, socket, ip, chosen)) {
    decide(ctx, 'bind/in-use');
    return 'EADDRINUSE';
  }
  ctx.host.portSearch = null;
  socket.bound = true;
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
  const { portOrder } = ctx.constants;
  const { first, last } = portRange(ctx);
  const ports = [...portsInOrder(ctx, false)].filter((port) => !taken.has(port));
  if (portOrder !== 'even-first') return ports[0] ?? null;
  return ports.find((port) => (port - first) % 2 === 1 && port <= last) ?? ports[0] ?? null;
}

/** A port for connect() without bind(), in the order of the kernel (F8.9); null when all are taken for that destination (F8.7). */
export function ephemeralPort(ctx: Context, localIp: Ip, remoteIp: Ip, remotePort: number): number | null {
  const { host } = ctx;
  const search = (host.portSearch ??= { bound: boundPorts(host), noEven: new Set() });
  const destination = `${localIp} ${endpointKey(remoteIp, remotePort)}`;
  let lasts = true;
  for (const port of portsInOrder(ctx, search.noEven.has(destination))) {
    const entry = findEntry(host, localIp, port, remoteIp, remotePort);
    if (!search.bound.has(port) && (!entry || reusable(ctx, entry, false))) {
      if ((port - portRange(ctx).first) % 2 === 1 && lasts && ctx.constants.portOrder === 'even-first') search.noEven.add(destination);
      return port;
    }
    // A TIME-WAIT entry may be reusable a little later.
    if (entry?.kind === 'time-wait') lasts = false;
  }
  return null;
}

/** What bind() chose is left alone, whatever it is used for (F8.10). */
function boundPorts(host: Host): ReadonlySet<number> {
  return new Set([...host.sockets.values()].flatMap(({ bound, autoBound, localPort }) => (bound && !autoBound ? [localPort] : [])));
}

function* portsInOrder(ctx: Context, oddOnly: boolean): Generator<number> {
  const { portOrder } = ctx.constants;
  const { first, last } = portRange(ctx);
  const count = last - first + 1;
  const start = ctx.host.nextSocketId * 2;
  if (portOrder !== 'even-first') {
    const offset = portOrder === 'upwards' ? start + 1 : start;
    for (let i = 0; i < count; i++) yield first + ((offset + i) % count);
    return;
  }
  for (let parity = oddOnly ? 1 : 0; parity < 2; parity++) {
    for (let i = 0; i + parity < count; i += 2) yield first + ((start + i) % count & ~1) + parity;
  }
}
