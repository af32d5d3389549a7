import { FIN, has, SYN } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, before, distance } from '../tcp/sequence.ts';
import { dataArrived, enterQuickAck, measureSegment, scheduleAck } from './acknowledge.ts';
import { count, decide, dropped, type Context } from './context.ts';
import type { OutOfOrder, Socket } from './host.ts';
import { growBuffer, growWindow, pieceOf, queueForReading, type QueuedPiece } from './receive-buffer.ts';
import { addDuplicate, forgetTaken, reportDuplicate, reportEarly, type SackBlock } from './sack-blocks.ts';
import { move } from './socket.ts';
import { enterTimeWait } from './time-wait-enter.ts';
import { sendAck } from './transmit.ts';

/**
 * Takes in data and FIN: in order, again, or too early. Source: F6.1, F6.2, F5.25; tcp_input.c:tcp_data_queue.
 */
export function receiveStream(ctx: Context, socket: Socket, segment: Segment): void {
  const length = sequenceLength(segment);
  if (length === 0) return;
  // What an earlier segment was to be told has waited too long (tcp_data_queue).
  socket.dsack = null;
  const end = add(segment.seq, length);
  if (segment.seq === socket.rcvNxt) {
    inOrder(ctx, socket, segment, 0);
    return;
  }
  if (!after(end, socket.rcvNxt)) {
    oldData(ctx, socket, segment, end);
    return;
  }
  if (!before(segment.seq, add(socket.rcvWup, socket.rcvWnd))) {
    dropped(ctx, 'TCP_OVERWINDOW');
    decide(ctx, 'segment/beyond-window-acked');
    enterQuickAck(ctx, socket);
    scheduleAck(socket);
    return;
  }
  if (before(segment.seq, socket.rcvNxt)) {
    reportDuplicate(ctx, socket, segment.seq, socket.rcvNxt);
    inOrder(ctx, socket, segment, distance(segment.seq, socket.rcvNxt));
    return;
  }
  outOfOrder(ctx, socket, segment, end);
}

/** A retransmission of what we have: acknowledge again, with a D-SACK. A crossing SYN counts as such (F2.2). */
function oldData(ctx: Context, socket: Socket, segment: Segment, end: number): void {
  dropped(ctx, 'TCP_OLD_DATA');
  count(ctx, 'DelayedACKLost');
  reportDuplicate(ctx, socket, segment.seq, end);
  if (has(segment.flags, SYN)) decide(ctx, socket.options.sack ? 'crossed/second-syn-d-sack' : 'crossed/second-syn-plain-ack');
  else decide(ctx, 'data/duplicate');
  enterQuickAck(ctx, socket);
  scheduleAck(socket);
}

/** Bytes of which only the number is known are kept as dots, so that what is read stays where it was sent. */
function deliver(ctx: Context, socket: Socket, data: string, length: number, piece: QueuedPiece, follows: boolean): void {
  queueForReading(socket, piece, length, follows);
  socket.received += data.padEnd(length, '.');
  socket.receivedBytes += length;
  if (length > 0) ctx.out.note({ type: 'readable', socket: socket.id, bytes: length, eof: false });
}

function inOrder(ctx: Context, socket: Socket, segment: Segment, skip: number): void {
  const length = Math.max(segment.length - skip, 0);
  const stale = socket.early;
  deliver(ctx, socket, segment.data?.slice(skip) ?? '', length, pieceOf(segment), skip === 0);
  socket.rcvNxt = add(segment.seq, sequenceLength(segment));
  // All of the segment counts for the delayed acknowledgment, even what was there before.
  if (segment.length > 0) {
    dataArrived(ctx, socket, segment);
    decide(ctx, 'data/in-order');
  }
  socket.predicts = true;
  if (has(segment.flags, FIN)) {
    receiveFin(ctx, socket, undefined);
    return;
  }
  if (socket.outOfOrder.length === 0) return;
  drainOutOfOrder(ctx, socket, stale);
  forgetTaken(socket);
  socket.predicts = socket.outOfOrder.length === 0;
  if (socket.outOfOrder.length === 0) socket.ackNow = true;
}

/** The gap is filled: what had come too early now counts, the FIN included (F6.2). Source: tcp_input.c:tcp_ofo_queue. */
function drainOutOfOrder(ctx: Context, socket: Socket, stale: readonly SackBlock[]): void {
  let fin = false;
  const filledTo = socket.rcvNxt;
  while (socket.outOfOrder.length > 0) {
    const piece = socket.outOfOrder[0]!;
    if (after(piece.seq, socket.rcvNxt)) break;
    socket.outOfOrder.shift();
    ctx.out.note({ type: 'queued', queue: 'out-of-order', length: socket.outOfOrder.length, change: -1 });
    if (before(piece.seq, filledTo)) addDuplicate(ctx, socket, piece.seq, before(piece.end, filledTo) ? piece.end : filledTo);
    const skip = distance(piece.seq, socket.rcvNxt);
    if (!after(piece.end, socket.rcvNxt)) continue;
    deliver(ctx, socket, piece.data.slice(skip), Math.max(piece.length - skip, 0), { unread: 0, memory: piece.memory, room: piece.room }, skip === 0);
    socket.rcvNxt = piece.end;
    fin ||= piece.fin;
  }
  decide(ctx, 'data/gap-filled');
  scheduleAck(socket);
  if (fin) receiveFin(ctx, socket, socket.options.sack && stale.length > 0 ? stale : undefined);
}

/** Too early: kept for later; the state does not change, not even for a FIN (F6.1). Source: tcp_data_queue_ofo. */
function outOfOrder(ctx: Context, socket: Socket, segment: Segment, end: number): void {
  const fin = has(segment.flags, FIN);
  if (ctx.rules['F6.1 FIN in order'](segment.seq, socket.rcvNxt) && fin) {
    // Only a mutated rule comes here: a FIN that acts before what precedes it has arrived.
    receiveFin(ctx, socket, undefined);
    return;
  }
  measureSegment(ctx, socket, segment);
  count(ctx, 'TCPOFOQueue');
  socket.predicts = false;
  scheduleAck(socket);
  decide(ctx, fin ? 'fin/out-of-order' : 'data/out-of-order');
  const { memory, room } = pieceOf(segment);
  const piece: OutOfOrder = { seq: segment.seq, end, fin, data: segment.data ?? '', length: segment.length, memory, room };
  reportEarly(socket, piece.seq, piece.end);
  if (socket.outOfOrder.some((p) => !after(p.seq, piece.seq) && !after(piece.end, p.end))) {
    count(ctx, 'TCPOFOMerge');
    reportDuplicate(ctx, socket, piece.seq, piece.end);
    return;
  }
  const kept = keepUncovered(ctx, socket, piece);
  // Without SACK the window stays, so that the duplicate ACKs are seen to be some.
  if (socket.options.sack) growWindow(ctx, socket, segment);
  const into = kept.find((old) => old.end === piece.seq && piece.length <= old.room);
  if (into) {
    Object.assign(piece, { memory: 0, room: into.room - piece.length });
    into.room = 0;
  }
  kept.push(piece);
  kept.sort((a, b) => distance(b.seq, a.seq));
  socket.outOfOrder = kept;
  if (!into) growBuffer(ctx, socket);
  ctx.out.note({ type: 'queued', queue: 'out-of-order', length: kept.length, change: 1 });
}

/** What of the queue a new piece does not cover, in order; what both have is reported as a duplicate. Source: tcp_input.c:tcp_data_queue_ofo. */
function keepUncovered(ctx: Context, socket: Socket, { seq, end }: OutOfOrder): OutOfOrder[] {
  const kept: OutOfOrder[] = [];
  for (const old of socket.outOfOrder) {
    const covered = !before(old.seq, seq) && !after(old.end, end);
    if (before(old.seq, seq) && before(seq, old.end)) reportDuplicate(ctx, socket, seq, old.end);
    else if (!before(old.seq, seq) && before(old.seq, end)) addDuplicate(ctx, socket, old.seq, covered ? old.end : end);
    if (covered) count(ctx, 'TCPOFOMerge');
    else kept.push(old);
  }
  return kept;
}

/** The other side's FIN, everything before it received. Source: F5.2, F5.3; tcp_input.c:tcp_fin. */
export function receiveFin(ctx: Context, socket: Socket, staleSack: readonly SackBlock[] | undefined): void {
  scheduleAck(socket);
  socket.finReceived = true;
  socket.shutdownReceive = true;
  const before_ = socket.state;
  if (before_ === 'SYN-RECEIVED' || before_ === 'ESTABLISHED') {
    socket.pingpong = true;
    decide(ctx, 'fin/received');
    move(ctx, socket, 'segment.fin');
  } else if (before_ === 'FIN-WAIT-1') {
    decide(ctx, 'fin/closing');
    sendAck(ctx, socket, staleSack);
    move(ctx, socket, 'segment.fin');
  } else if (before_ === 'FIN-WAIT-2') {
    decide(ctx, 'fin/time-wait');
    sendAck(ctx, socket, staleSack);
    move(ctx, socket, 'segment.fin');
    enterTimeWait(ctx, socket, 'TIME-WAIT', ctx.rules['F7.1 TIME-WAIT length'](ctx.constants.timeWait, ctx.host.sysctl.tcp_fin_timeout * 1000));
  } else {
    // Another FIN after the first one: nothing but an ACK.
    decide(ctx, 'data/duplicate');
  }
  // What lay beyond the FIN is dropped, and with it everything that SACK was to say (tcp_sack_reset).
  socket.outOfOrder = [];
  socket.early = [];
  socket.dsack = null;
  ctx.out.note({ type: 'readable', socket: socket.id, bytes: 0, eof: true });
}
