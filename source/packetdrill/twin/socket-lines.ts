import type { Host } from '../../kernel/host.ts';
import { allEntries } from '../../kernel/lookup.ts';
import { distance } from '../../tcp/sequence.ts';
import type { SocketLine } from '../run/target.ts';

/** What `ss -Htan` lists of a host: listeners, sockets, half-open requests, TIME-WAIT entries; not what is bound only. */
export function socketLines(host: Host): readonly SocketLine[] {
  const lines: SocketLine[] = [];
  for (const socket of host.sockets.values()) {
    if (!socket.listener) continue;
    const { acceptQueue, backlog } = socket.listener;
    lines.push({ state: 'LISTEN', localIp: socket.localIp, localPort: socket.localPort, remoteIp: 0, remotePort: 0, recvQ: acceptQueue.length, sendQ: backlog });
  }
  for (const entry of allEntries(host)) {
    const { localIp, localPort, remoteIp, remotePort } = entry;
    const ends = { localIp, localPort, remoteIp, remotePort };
    if (entry.kind === 'request') lines.push({ ...ends, state: 'SYN-RECEIVED', recvQ: 0, sendQ: 0 });
    else if (entry.kind === 'time-wait') lines.push({ ...ends, state: entry.substate, recvQ: 0, sendQ: 0 });
    else if (entry.state !== 'CLOSED') lines.push({ ...ends, state: entry.state, recvQ: entry.receivedBytes + (entry.finReceived ? 1 : 0), sendQ: distance(entry.sndUna, entry.sndNxt) });
  }
  return lines;
}
