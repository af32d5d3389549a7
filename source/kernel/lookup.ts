import { mix } from '../random.ts';
import type { Ip } from '../tcp/address.ts';
import type { Segment } from '../tcp/segment.ts';
import { endpointKey, type HashEntry, type Host, type Socket } from './host.ts';
import { destinationKey, notePort } from './taken-ports.ts';

/** The socket, request or TIME-WAIT entry of this tuple, our end first. Source: inet_hashtables.c:__inet_lookup_established. */
export function findEntry(host: Host, localIp: Ip, localPort: number, remoteIp: Ip, remotePort: number): HashEntry | undefined {
  return host.ehash.get(endpointKey(localIp, localPort))?.get(endpointKey(remoteIp, remotePort));
}

export function findEntryFor(host: Host, segment: Segment): HashEntry | undefined {
  return findEntry(host, segment.dstIp, segment.dstPort, segment.srcIp, segment.srcPort);
}

export function hash(host: Host, entry: HashEntry): void {
  const local = endpointKey(entry.localIp, entry.localPort);
  let row = host.ehash.get(local);
  if (!row) {
    row = new Map();
    host.ehash.set(local, row);
  }
  const remote = endpointKey(entry.remoteIp, entry.remotePort);
  row.set(remote, entry);
  // Whether a TIME-WAIT entry may be reused is asked when its port is looked at.
  if (host.portSearch) notePort(host.portSearch, destinationKey(entry.localIp, remote), entry.localPort, entry.kind !== 'time-wait');
}

/** Takes exactly this entry out: a TIME-WAIT entry that has taken the tuple over stays. */
export function unhash(host: Host, entry: HashEntry): void {
  const local = endpointKey(entry.localIp, entry.localPort);
  const remote = endpointKey(entry.remoteIp, entry.remotePort);
  const row = host.ehash.get(local);
  if (row?.get(remote) !== entry) return;
  if (host.portSearch) notePort(host.portSearch, destinationKey(entry.localIp, remote), entry.localPort, false);
  row.delete(remote);
  if (row.size === 0) host.ehash.delete(local);
}

/**
 * The listening socket for a destination; an exact address wins over 0.0.0.0. Of several that share a port by SO_REUSEPORT,
 * the remote end decides (F9.5). Source: inet_hashtables.c:__inet_lookup_listener.
 */
export function findListener(host: Host, ip: Ip, port: number, remoteIp: Ip = 0, remotePort = 0): Socket | undefined {
  const first = host.listeners.get(endpointKey(ip, port)) ?? host.listeners.get(endpointKey(0, port));
  if (!first?.reusePort) return first;
  const group = sharing(host, first);
  return group[mix(host.secret, remoteIp, remotePort, port) % group.length];
}

function sharing(host: Host, { localIp, localPort }: Socket): Socket[] {
  return [...host.sockets.values()].filter((socket) => socket.listener && socket.reusePort && socket.localIp === localIp && socket.localPort === localPort);
}

export function addListener(host: Host, socket: Socket): void {
  const key = endpointKey(socket.localIp, socket.localPort);
  if (!host.listeners.has(key)) host.listeners.set(key, socket);
}

export function removeListener(host: Host, socket: Socket): void {
  const key = endpointKey(socket.localIp, socket.localPort);
  if (host.listeners.get(key) !== socket) return;
  host.listeners.delete(key);
  const heir = sharing(host, socket).find((other) => other !== socket);
  if (heir) host.listeners.set(key, heir);
}

/** The entries whose own end is exactly this. */
export function entriesAt(host: Host, ip: Ip, port: number): Iterable<HashEntry> {
  return host.ehash.get(endpointKey(ip, port))?.values() ?? [];
}

/** Every entry of the table, in a stable order (that of insertion). */
export function* allEntries(host: Host): Generator<HashEntry> {
  for (const row of host.ehash.values()) yield* row.values();
}
