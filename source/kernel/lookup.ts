import type { Ip } from '../tcp/address.ts';
import type { Segment } from '../tcp/segment.ts';
import { endpointKey, type HashEntry, type Host, type Socket } from './host.ts';

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
  row.set(endpointKey(entry.remoteIp, entry.remotePort), entry);
}

/** Takes exactly this entry out: a TIME-WAIT entry that has taken the tuple over stays. */
export function unhash(host: Host, entry: HashEntry): void {
  const local = endpointKey(entry.localIp, entry.localPort);
  const remote = endpointKey(entry.remoteIp, entry.remotePort);
  const row = host.ehash.get(local);
  if (row?.get(remote) !== entry) return;
  row.delete(remote);
  if (row.size === 0) host.ehash.delete(local);
}

/** The listening socket for a destination; an exact address wins over 0.0.0.0. */
export function findListener(host: Host, ip: Ip, port: number): Socket | undefined {
  let wildcard: Socket | undefined;
  for (const socket of host.sockets.values()) {
    if (socket.listener === null || socket.localPort !== port || socket.state !== 'LISTEN') continue;
    if (socket.localIp === ip) return socket;
    if (socket.localIp === 0) wildcard = socket;
  }
  return wildcard;
}

/** Every entry of the table, in a stable order (that of insertion). */
export function* allEntries(host: Host): Generator<HashEntry> {
  for (const row of host.ehash.values()) yield* row.values();
}
