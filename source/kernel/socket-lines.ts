import type { Host } from './host.ts';
import { allEntries } from './lookup.ts';
import { distance } from '../tcp/sequence.ts';
import type { Ip } from '../tcp/address.ts';
import type { TcpState } from '../tcp/state.ts';

/** A line of `ss -tan`. */
export interface SocketLine {
  readonly state: TcpState;
  readonly localIp: Ip;
  readonly localPort: number;
  /** 0 and port 0 for a listener. */
  readonly remoteIp: Ip;
  readonly remotePort: number;
  readonly recvQ: number;
  readonly sendQ: number;
}

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
