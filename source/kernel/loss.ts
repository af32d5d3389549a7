import type { Segment } from '../tcp/segment.ts';
import { after, before } from '../tcp/sequence.ts';
import type { Ms } from '../time.ts';
import { count, decide, type Context } from './context.ts';
import type { Socket, Unacked } from './host.ts';
import { armRetransmit, armTimeout, TIMEOUT_MIN } from './retransmit-timer.ts';
import { setRto } from './round-trip.ts';
import { endOf } from './socket.ts';
import { sendAgain } from './transmit.ts';

/** Marks what SACK blocks tell of and mends what they leave out; `taken` was acknowledged by the same segment. Source: tcp_input.c:tcp_sacktag_write_queue, tcp_fastretrans_alert. */
export function takeSack(ctx: Context, socket: Socket, segment: Segment, taken: readonly Unacked[]): void {
  if (socket.recoveringTo !== null && !before(segment.ack, socket.recoveringTo)) socket.recoveringTo = null;
  if (!socket.options.sack || !ctx.constants.lossByTime) return;
  const told = newlySacked(socket, segment);
  const clean = told.findLast(({ retransmitted }) => !retransmitted);
  if (taken.length === 0 && clean) setRto(ctx, socket, ctx.now - clean.sentAt);
  let advanced = false;
  for (const piece of [...taken.filter(({ sacked }) => !sacked), ...told]) advanced = arrived(ctx, socket, piece) || advanced;
  if (advanced) mend(ctx, socket);
}

function newlySacked(socket: Socket, segment: Segment): Unacked[] {
  const blocks = (segment.options.sack ?? []).filter(([left, right]) => before(left, right) && !before(left, socket.sndUna) && !after(right, socket.sndNxt));
  const told = socket.unacked.filter((piece) => !piece.sacked && blocks.some(([left, right]) => !before(piece.seq, left) && !after(endOf(piece), right)));
  for (const piece of told) piece.sacked = true;
  return told;
}

/** Something has arrived: is it the latest sent so far? One that was sent again may have arrived the first time. Source: tcp_recovery.c:tcp_rack_advance. */
function arrived(ctx: Context, socket: Socket, piece: Unacked): boolean {
  const took = ctx.now - piece.lastSentAt;
  if (piece.retransmitted && took < socket.minRtt) return false;
  const newest = socket.newestArrival;
  const isNewest = newest === null || piece.lastSentAt > newest.sentAt || (piece.lastSentAt === newest.sentAt && after(endOf(piece), newest.end));
  // How long it took counts even when it is not the latest sent.
  socket.newestArrival = isNewest ? { sentAt: piece.lastSentAt, end: endOf(piece), took } : { ...newest, took };
  return true;
}

/** How much later than something sent after it a piece may come; none while a loss is being mended, or when three are beyond it. Source: tcp_recovery.c:tcp_rack_reo_wnd. */
function patience(socket: Socket): Ms {
  const sacked = socket.unacked.filter((piece) => piece.sacked).length;
  if (socket.recoveringTo !== null || socket.retransmits > 0 || sacked >= 3) return 0;
  return Math.min(socket.minRtt / 4, socket.srtt ?? 0);
}

/** Sends again what must have been lost; for what may be late it waits. Source: tcp_recovery.c:tcp_rack_detect_loss. */
function mend(ctx: Context, socket: Socket): void {
  const wait = sendLost(ctx, socket);
  if (wait <= 0) return;
  armRetransmit(ctx, socket, wait + TIMEOUT_MIN);
  socket.timerFor = 'reordering';
}

/** Returns how long the longest of those that may only be late is waited for, ms. */
function sendLost(ctx: Context, socket: Socket): Ms {
  const newest = socket.newestArrival;
  if (newest === null) return 0;
  const spare = patience(socket);
  let wait = 0;
  for (const piece of socket.unacked) {
    const sentBefore = piece.lastSentAt < newest.sentAt || (piece.lastSentAt === newest.sentAt && before(endOf(piece), newest.end));
    if (piece.sacked || !sentBefore) continue;
    const left = piece.lastSentAt + newest.took + spare - ctx.now;
    if (left > 0) wait = Math.max(wait, left);
    else sendLostPiece(ctx, socket, piece);
  }
  return wait;
}

function sendLostPiece(ctx: Context, socket: Socket, piece: Unacked): void {
  decide(ctx, 'data/taken-for-lost');
  sendAgainEarly(ctx, socket, piece, 'TCPSackRecovery');
}

/** DupThresh: so many duplicate ACKs say that a segment is lost. */
const DUPLICATES_OF_A_LOSS = 3;

/**
 * An ACK of a connection without SACK. `duplicate`: it says nothing but that something else has arrived; `advances`: it
 * acknowledges something new. Source: RFC 6582, tcp_input.c:tcp_newreno_mark_lost, tcp_add_reno_sack.
 */
export function takeAckWithoutSack(ctx: Context, socket: Socket, duplicate: boolean, advances: boolean): void {
  const { congestion, unacked } = socket;
  const oldest = unacked[0];
  if (socket.options.sack || !oldest || socket.retransmits > 0) return;
  if (duplicate && congestion.duplicates + 1 < Math.max(unacked.length, 2)) congestion.duplicates++;
  const lost = socket.recoveringTo === null ? congestion.duplicates >= DUPLICATES_OF_A_LOSS : advances;
  if (!lost) return;
  decide(ctx, 'data/taken-for-lost');
  sendAgainEarly(ctx, socket, oldest, 'TCPRenoRecovery');
}

/** Sends again without waiting for the timeout. */
function sendAgainEarly(ctx: Context, socket: Socket, piece: Unacked, recovery: 'TCPSackRecovery' | 'TCPRenoRecovery'): void {
  if (socket.recoveringTo === null) count(ctx, recovery);
  socket.recoveringTo ??= socket.sndNxt;
  socket.congestion.lossy = true;
  count(ctx, 'TCPFastRetrans');
  sendAgain(ctx, socket, piece);
  socket.retransmittingSince ??= ctx.now;
  if (piece === socket.unacked[0]) armRetransmit(ctx, socket);
}

/** What may have been late has not come. Source: tcp_recovery.c:tcp_rack_reo_timeout. */
export function reorderingExpired(ctx: Context, socket: Socket): void {
  sendLost(ctx, socket);
  if (socket.retransmitTimer === 0) armTimeout(ctx, socket);
}
