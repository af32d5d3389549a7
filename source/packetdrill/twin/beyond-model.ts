import { CWR, ECE, has, SYN, URG } from '../../tcp/flags.ts';
import type { Segment } from '../../tcp/segment.ts';
import { after, before, distance } from '../../tcp/sequence.ts';
import { endOf } from '../../kernel/socket.ts';
import { findEntryFor } from '../../kernel/lookup.ts';
import type { Host, Socket } from '../../kernel/host.ts';
import { NotModelled } from '../run/result.ts';
import type { WireSegment } from '../run/wire-segment.ts';

/** So many segments are mended and sent after a loss as Linux does it; with more the congestion window has its say. */
const FEW = 3;

/** Throws NotModelled when a socket has more on its way than a loss leaves to Linux: what a loss does to the congestion window is beyond the model. */
export function refuseBeyondModel(host: Host): void {
  for (const socket of host.sockets.values()) {
    const flight = distance(socket.sndUna, socket.sndNxt);
    if (flight <= 1 || socket.remotePort === 0) continue;
    const waits = socket.unsent.length > 0 && socket.recoveringTo !== null;
    if (socket.congestion.lossy && (socket.unacked.length > FEW || waits) && !mendsOne(socket)) throw new NotModelled('congestion control');
  }
}

/** Is it a single segment that was sent again before any timeout, with nothing sent since, and nothing more to be sent? */
function mendsOne({ unacked, unsent, recoveringTo, sndNxt, retransmits }: Socket): boolean {
  return unsent.length === 0 && recoveringTo === sndNxt && retransmits === 0 && unacked.filter(({ retransmitted }) => retransmitted).length <= 1;
}

/** What a connection's send buffer becomes when tcp_wmem begins with less. Source: tcp_input.c:tcp_sndbuf_expand, for ten segments of an Ethernet's size. */
export const EXPANDED_SEND_BUFFER = 46_080;

/** Throws NotModelled for more than a send buffer of that size takes in any case; SO_SNDBUF counts more. */
export function refuseWrite(socket: Socket | undefined, bytes: number, usual: number): void {
  if (!socket) return;
  const { sendBuffer, sndUna, sndNxt, unsent } = socket;
  // Linux counts what a segment takes in memory, at most about twice its data.
  if (distance(sndUna, sndNxt) + unsent.length + bytes > (sendBuffer ?? usual) / 2) throw new NotModelled('full send buffer');
}

/** Throws NotModelled for a segment with something that the simulated kernel does not look at. */
export function refuseUnknown({ flags, urg }: WireSegment): void {
  if (has(flags, URG) || urg !== 0) throw new NotModelled('urgent data');
  if (has(flags, ECE) || has(flags, CWR)) throw new NotModelled('ECN');
}

/**
 * Throws NotModelled for SACK over many segments, unless it leaves out a single one, which is sent again whatever the congestion
 * window is; and for blocks that end within a segment.
 */
export function refuseLossRecovery(host: Host, segment: Segment): void {
  const socket = findEntryFor(host, segment);
  if (socket?.kind !== 'socket' || !socket.options.sack) return;
  const blocks = (segment.options.sack ?? []).filter(([, right]) => after(right, socket.sndUna));
  const waiting = socket.unacked.filter(({ flags }) => !has(flags, SYN));
  if (blocks.length === 0 || waiting.length <= FEW) return;
  const told = waiting.map((piece) => piece.sacked || blocks.some(([left, right]) => !before(piece.seq, left) && !after(endOf(piece), right)));
  const cut = waiting.some((piece, index) => !told[index] && blocks.some(([left, right]) => before(piece.seq, right) && before(left, endOf(piece))));
  const holes = told.slice(0, told.lastIndexOf(true) + 1).filter((one) => !one).length;
  if (cut || holes > 1) throw new NotModelled('loss recovery by SACK');
}
