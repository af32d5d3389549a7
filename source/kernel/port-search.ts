import type { Ip } from '../tcp/address.ts';
import type { Context } from './context.ts';
import { endpointKey, type Host } from './host.ts';
import { findEntry } from './lookup.ts';
import { portsOf } from './sysctl.ts';
import { destinationKey, noneTaken, nextFree, setTaken, type PortPass, type TakenPorts } from './taken-ports.ts';
import { isOutOfReach, reusable } from './time-wait-reuse.ts';

/**
 * The ports that the kernel may choose, in its order: 6.18 tries those of the first one's parity, then the others, and leaves out the last
 * of an odd number of ports; older kernels try one after the other (F8.8, F8.9). Source: inet_hashtables.c:__inet_hash_connect.
 */
export function portPasses({ host, constants }: Context): readonly PortPass[] {
  const { first, last } = portsOf(host.sysctl.ip_local_port_range);
  const count = last - first + 1;
  const offset = host.nextSocketId * 2;
  if (constants.portOrder !== 'even-first') return [{ first, step: 1, size: count, start: (offset + (constants.portOrder === 'upwards' ? 1 : 0)) % count }];
  const size = Math.max(1, count >> 1);
  return [0, 1].slice(0, count).map((parity) => ({ first: first + parity, step: 2, size, start: (offset >> 1) % size }));
}

/** A port for connect() without bind(), in the order of the kernel (F8.9); null when all are taken for that destination (F8.7). */
export function ephemeralPort(ctx: Context, localIp: Ip, remoteIp: Ip, remotePort: number): number | null {
  const { host } = ctx;
  const search = (host.portSearch ??= { bound: boundPorts(host), taken: new Map() });
  const destination = destinationKey(localIp, endpointKey(remoteIp, remotePort));
  const taken = takenPorts(search.taken, destination, ctx);
  for (const [n, { first, step, size, start }] of portPasses(ctx).entries()) {
    const row = taken.rows[n]!;
    for (const [from, to] of [[start, size], [0, start]] as const) {
      for (let at = nextFree(row, from, to); at < to; at = nextFree(row, at + 1, to)) {
        const port = first + at * step;
        const entry = findEntry(host, localIp, port, remoteIp, remotePort);
        if (!search.bound.has(port) && (!entry || reusable(ctx, entry, false))) return port;
        // A TIME-WAIT entry may be reusable a little later.
        if (!entry || entry.kind !== 'time-wait' || isOutOfReach(ctx, entry)) setTaken(row, at, true);
      }
    }
  }
  return null;
}

/** What was found out before, unless it was under other settings. */
function takenPorts(known: Map<string, TakenPorts>, destination: string, ctx: Context): TakenPorts {
  const { tcp_tw_reuse, ip_local_port_range } = ctx.host.sysctl;
  const settings = `${tcp_tw_reuse} ${ip_local_port_range}`;
  const found = known.get(destination);
  if (found?.settings === settings) return found;
  const taken = noneTaken(settings, portPasses(ctx));
  known.set(destination, taken);
  return taken;
}

/** What bind() chose is left alone, whatever it is used for (F8.10). */
function boundPorts(host: Host): ReadonlySet<number> {
  return new Set([...host.sockets.values()].flatMap(({ bound, autoBound, localPort }) => (bound && !autoBound ? [localPort] : [])));
}
