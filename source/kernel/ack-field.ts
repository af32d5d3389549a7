import { ACK, has, PSH, SYN } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, before } from '../tcp/sequence.ts';
import { acknowledgeWhenDue, challenge } from './acknowledge.ts';
import { echoAge } from './clock.ts';
import { count, decide, dropped, type Context } from './context.ts';
import { restartAfterIdleness, segmentsArrived } from './congestion.ts';
import type { Socket, Unacked } from './host.ts';
import { storeTimestamp } from './paws.ts';
import { memoryInReserve, pieceOf } from './receive-buffer.ts';
import { replyReset } from './reset.ts';
import { takeAckWithoutSack, takeSack } from './loss.ts';
import { armProbe } from './retransmit-timer.ts';
import { setRto } from './round-trip.ts';
import { takeAcknowledged } from './socket.ts';
import { receiveStream } from './stream.ts';
import { ackWhileProbing } from './window-probe-timer.ts';
import { mayUpdateWindow } from './write.ts';

/**
 * Is this exactly the segment that was expected next? Then Linux's fast path looks at the ACK number last: even with a too old
 * one its timestamp counts, and even with a much too old one its data are queued (F11.7). Data take that path only while the
 * socket has memory in reserve for them: what unread data have left of a page. Source: tcp_input.c:tcp_rcv_established.
 */
function predicted(socket: Socket, segment: Segment): boolean {
  const { ts, ...others } = segment.options;
  if (!socket.predicts || socket.state !== 'ESTABLISHED' || (segment.flags & ~PSH) !== ACK) return false;
  if (segment.seq !== socket.rcvNxt || segment.win * 2 ** socket.options.sndScale !== socket.sndWnd) return false;
  if ((ts !== undefined) !== socket.options.ts || Object.keys(others).length > 0) return false;
  if (ts && ((ts.val - socket.timestamps.recent) | 0) < 0) return false;
  return segment.length === 0 || pieceOf(segment).memory <= memoryInReserve(socket);
}

/** Fifth check: the ACK field. False when the segment is to be discarded. Source: F11.6, tcp_input.c:tcp_ack. */
export function processAck(ctx: Context, socket: Socket, segment: Segment): boolean {
  const old = before(segment.ack, socket.sndUna);
  const unsent = after(segment.ack, socket.sndNxt);
  if (!old && !unsent) {
    takeAck(ctx, socket, segment);
    return true;
  }
  if (unsent) dropped(ctx, 'TCP_ACK_UNSENT_DATA');
  if (socket.state === 'SYN-RECEIVED') {
    decide(ctx, 'request/bad-ack-reset');
    replyReset(ctx, segment);
    return false;
  }
  return unsent ? ackOfUnsent(ctx, socket, segment) : oldAck(ctx, socket, segment);
}

/** While closing, kernels up to 4.4 look at the rest of the segment whatever its ACK says. */
function goesOn(ctx: Context, socket: Socket): boolean {
  return socket.state !== 'ESTABLISHED' && ctx.constants.badAckWhileClosing === 'goes-on';
}

function ackOfUnsent(ctx: Context, socket: Socket, segment: Segment): boolean {
  if (goesOn(ctx, socket)) return true;
  decide(ctx, 'segment/ack-of-unsent');
  if (socket.state !== 'ESTABLISHED' || ctx.constants.challengesAckOfUnsent) challenge(ctx, socket, segment);
  return false;
}

function oldAck(ctx: Context, socket: Socket, segment: Segment): boolean {
  const expected = predicted(socket, segment);
  if (expected && socket.rcvNxt === socket.rcvWup) storeTimestamp(ctx, segment, socket.options.ts, socket.timestamps);
  if (!tooOld(ctx, socket, segment.ack)) {
    takeSack(ctx, socket, segment, []);
    if (socket.state === 'ESTABLISHED' || ctx.constants.badAckWhileClosing !== 'old-ones-too') return true;
    decide(ctx, 'segment/ack-too-old');
    challenge(ctx, socket, segment);
    return false;
  }
  const early = expected && segment.length > 0;
  if (!goesOn(ctx, socket)) dropped(ctx, 'TCP_TOO_OLD_ACK');
  decide(ctx, 'segment/ack-too-old');
  if (early) receiveStream(ctx, socket, segment);
  challenge(ctx, socket, segment);
  if (early) acknowledgeWhenDue(ctx, socket);
  return goesOn(ctx, socket);
}

function tooOld(ctx: Context, socket: Socket, ack: number): boolean {
  const { tooOldAck } = ctx.constants;
  if (tooOldAck === 'never') return false;
  const acked = (socket.sndUna - socket.ackedFrom) >>> 0;
  return before(ack, add(socket.sndUna, -(tooOldAck === 'beyond-window' ? socket.maxWindow : Math.min(socket.maxWindow, acked))));
}

/** Takes in what the segment acknowledges: window, round-trip time, the retransmission timer. */
function takeAck(ctx: Context, socket: Socket, segment: Segment): void {
  // Only now: a segment that acknowledges what was never sent must not move TS.Recent (tcp_ack, FLAG_UPDATE_TS_RECENT).
  if (!after(segment.seq, socket.rcvWup)) storeTimestamp(ctx, segment, socket.options.ts, socket.timestamps);
  const window = segment.win * 2 ** (has(segment.flags, SYN) ? 0 : socket.options.sndScale);
  const updates = mayUpdateWindow(ctx, socket, segment.ack, segment.seq, window);
  const duplicate = !updates && sequenceLength(segment) === 0;
  if (updates) {
    if (window !== socket.sndWnd && socket.unsent.length > 0) restartAfterIdleness(ctx, socket);
    socket.sndWl1 = segment.seq;
    if (socket.sndWnd !== window) socket.predicts = socket.outOfOrder.length === 0;
    socket.sndWnd = window;
    socket.maxWindow = Math.max(socket.maxWindow, window);
  }
  for (const [, right] of segment.options.sack ?? []) if (!after(right, segment.ack)) count(ctx, 'TCPDSACKIgnoredDubious');
  const { sampleFrom, any, taken } = takeAcknowledged(socket, segment.ack);
  socket.sndUna = segment.ack;
  if (socket.probedAt !== null && !before(segment.ack, socket.probedAt)) socket.probedAt = null;
  if (any) acknowledged(ctx, socket, segment, sampleFrom);
  else ackWhileProbing(ctx, socket);
  if (any) segmentsTaken(ctx, socket, taken);
  takeSack(ctx, socket, segment, taken);
  takeAckWithoutSack(ctx, socket, duplicate, any);
}

/** Tells the congestion window what has arrived; what SACK or duplicate ACKs told of before is not news. Source: tcp_input.c:tcp_clean_rtx_queue, tcp_remove_reno_sacks. */
function segmentsTaken(ctx: Context, socket: Socket, taken: readonly Unacked[]): void {
  const data = taken.filter(({ flags }) => !has(flags, SYN));
  const news = data.filter(({ sacked }) => !sacked).length - socket.congestion.duplicates;
  socket.congestion.duplicates = 0;
  if (data.length > 0) segmentsArrived(ctx, socket, Math.max(news, 1));
}

/** Something that was sent has been acknowledged: a round trip is measured, and the timer begins anew. Source: tcp_input.c:tcp_clean_rtx_queue. */
function acknowledged(ctx: Context, socket: Socket, segment: Segment, sampleFrom: number | null): void {
  const echo = socket.options.ts ? segment.options.ts?.ecr : undefined;
  if (sampleFrom !== null) setRto(ctx, socket, ctx.now - sampleFrom);
  else if (echo) setRto(ctx, socket, echoAge(ctx, socket.timestamps.offset, echo));
  socket.retransmits = 0;
  socket.retransmittingSince = null;
  socket.retransmitTimer = 0;
  if (socket.unacked.length > 0) armProbe(ctx, socket, true);
}
