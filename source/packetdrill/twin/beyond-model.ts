import { CWR, ECE, has, SYN, URG } from '../../tcp/flags.ts';
import type { Segment } from '../../tcp/segment.ts';
import { after, distance } from '../../tcp/sequence.ts';
import { findEntryFor } from '../../kernel/lookup.ts';
import type { Host, Socket } from '../../kernel/host.ts';
import { NotModelled } from '../run/result.ts';
import type { WireSegment } from '../run/wire-segment.ts';

/** Segments that Linux sends before it waits for an acknowledgment. Source: include/net/tcp.h, TCP_INIT_CWND. */
const INITIAL_WINDOW = 10;

/** Throws NotModelled when a socket has sent more than the first window holds: what then comes is beyond the model. */
export function refuseBeyondModel(host: Host): void {
  for (const socket of host.sockets.values()) {
    const flight = distance(socket.sndUna, socket.sndNxt);
    if (flight <= 1 || socket.remotePort === 0) continue;
    if (socket.unacked.length > INITIAL_WINDOW) throw new NotModelled('congestion control');
  }
}

/** Throws NotModelled for a segment with something that the simulated kernel does not look at. */
export function refuseUnknown({ flags, urg }: WireSegment): void {
  if (has(flags, URG) || urg !== 0) throw new NotModelled('urgent data');
  if (has(flags, ECE) || has(flags, CWR)) throw new NotModelled('ECN');
}

function isWaiting(socket: Socket): boolean {
  return socket.unacked.some(({ flags }) => !has(flags, SYN));
}

/** SACK over so few segments is mended as Linux does; with more the congestion window has its say. */
const MENDED_BY_SACK = 3;

/** Throws NotModelled for what makes Linux mend a loss before a timeout: the third duplicate ACK without SACK, and SACK over many segments. */
export function refuseLossRecovery(host: Host, segment: Segment, duplicates: Map<number, number>): void {
  const socket = findEntryFor(host, segment);
  if (socket?.kind !== 'socket' || !isWaiting(socket)) return;
  if (socket.options.sack) {
    const reported = segment.options.sack?.some(([, right]) => after(right, socket.sndUna)) ?? false;
    if (reported && socket.unacked.length > MENDED_BY_SACK) throw new NotModelled('loss recovery by SACK');
    return;
  }
  const duplicate = segment.ack === socket.sndUna && segment.length === 0 && (segment.flags & ~0x18) === 0;
  const count = duplicate ? (duplicates.get(socket.id) ?? 0) + 1 : 0;
  duplicates.set(socket.id, count);
  if (count >= 3) throw new NotModelled('fast retransmit');
}
