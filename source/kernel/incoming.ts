import { ACK, FIN, has, PSH, RST, SYN } from '../tcp/flags.ts';
import { hasAck, sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, before } from '../tcp/sequence.ts';
import { acknowledgeWhenDue, challenge } from './acknowledge.ts';
import { afterAck } from './after-ack.ts';
import { timestampNow } from './clock.ts';
import { count, decide, dropped, type Context } from './context.ts';
import type { Socket } from './host.ts';
import { pawsRejects, storeTimestamp } from './paws.ts';
import { outOfWindowLimited } from './rate-limit.ts';
import { replyReset } from './reset.ts';
import { armRetransmit } from './retransmit.ts';
import { setRto } from './round-trip.ts';
import { abortWith, resetErrno, takeAcknowledged } from './socket.ts';
import { receiveStream } from './stream.ts';
import { sendAck } from './transmit.ts';

/** TCP_PAWS_WINDOW: one tick, in ms. */
const FORGIVEN_TICK = 1;

/**
 * A segment for a full socket in any state from SYN-RECEIVED (crossed open) to LAST-ACK.
 * Source: RFC 9293 3.10.7.4 step by step; tcp_input.c:tcp_validate_incoming, tcp_ack, tcp_rcv_state_process.
 */
export function receiveSynchronized(ctx: Context, socket: Socket, segment: Segment): void {
  if (!hasAck(segment) && !has(segment.flags, RST) && !has(segment.flags, SYN)) {
    dropped(ctx, 'TCP_FLAGS');
    decide(ctx, 'segment/no-ack-flag-ignored');
    return;
  }
  if (!acceptable(ctx, socket, segment)) return;
  if (!after(segment.seq, socket.rcvWup)) storeTimestamp(ctx, segment, socket.options.ts, socket.timestamps);
  if (!processAck(ctx, socket, segment)) return;
  if (afterAck(ctx, socket, segment) === 'done') return;
  receiveText(ctx, socket, segment);
  // Data may have taken the socket to TIME-WAIT or away.
  if (socket.state !== 'CLOSED') acknowledgeWhenDue(ctx, socket);
}

/** First to fourth check: sequence number, RST, SYN. False when the segment has been dealt with. */
function acceptable(ctx: Context, socket: Socket, segment: Segment): boolean {
  const flags = segment.flags;
  const isRst = has(flags, RST);
  const isSyn = has(flags, SYN);
  if (!isRst && pawsRejects(ctx, segment, socket.options.ts, socket.timestamps, FORGIVEN_TICK) && !lateDuplicate(socket, segment)) {
    if (isSyn) {
      synChallenge(ctx, socket);
      return false;
    }
    dropped(ctx, 'TCP_RFC7323_PAWS');
    decide(ctx, 'segment/paws-rejected');
    if (pureAck(segment) && before(segment.seq, socket.rcvNxt)) {
      // An old ACK that was overtaken is no reason to speak.
      count(ctx, 'PAWSOldAck');
      return false;
    }
    count(ctx, 'PAWSEstab');
    duplicateAck(ctx, socket, segment, 'TCPACKSkippedPAWS');
    return false;
  }
  const end = add(segment.seq, sequenceLength(segment));
  const old = before(end, socket.rcvWup);
  const beyond = after(segment.seq, add(socket.rcvWup, socket.rcvWnd));
  if (old || beyond) {
    if (isRst) {
      if (resetBeforeFin(socket, segment)) obeyReset(ctx, socket);
      else {
        dropped(ctx, old ? 'TCP_OLD_SEQUENCE' : 'TCP_INVALID_SEQUENCE');
        decide(ctx, 'segment/rst-outside-ignored');
      }
      return false;
    }
    if (isSyn) {
      synChallenge(ctx, socket);
      return false;
    }
    if (beyond) count(ctx, 'BeyondWindow');
    dropped(ctx, old ? 'TCP_OLD_SEQUENCE' : 'TCP_INVALID_SEQUENCE');
    decide(ctx, old ? 'segment/old-acked' : 'segment/beyond-window-acked');
    duplicateAck(ctx, socket, segment, 'TCPACKSkippedSeq');
    return false;
  }
  if (isRst) {
    if (ctx.rules['F11.1 exact RST'](segment.seq, socket.rcvNxt) || resetBeforeFin(socket, segment) || resetBehindSack(socket, segment)) obeyReset(ctx, socket);
    else {
      decide(ctx, 'segment/rst-challenged');
      challenge(ctx, socket);
    }
    return false;
  }
  if (isSyn) {
    const crossing = socket.state === 'SYN-RECEIVED' && has(flags, ACK) && add(segment.seq, 1) === socket.rcvNxt && segment.ack === socket.sndNxt;
    if (crossing) {
      decide(ctx, 'crossed/syn-ack-completes');
      return true;
    }
    synChallenge(ctx, socket);
    return false;
  }
  return true;
}

function pureAck(segment: Segment): boolean {
  return hasAck(segment) && sequenceLength(segment) === 0;
}

/** A duplicate ACK that only came in another order than it was sent passes. Source: tcp_input.c:tcp_disordered_ack_check. */
function lateDuplicate(socket: Socket, segment: Segment): boolean {
  if (!pureAck(segment) || segment.seq !== socket.rcvNxt || segment.ack !== socket.sndUna) return false;
  const late = socket.timestamps.recent - (segment.options.ts?.val ?? 0);
  return segment.win * 2 ** socket.options.sndScale === socket.sndWnd && (late | 0) <= 1.2 * socket.rto;
}

/** RCV.NXT-1 also counts once their FIN has been received (F11.2). Source: tcp_reset_check. */
function resetBeforeFin(socket: Socket, segment: Segment): boolean {
  const closing = socket.state === 'CLOSE-WAIT' || socket.state === 'LAST-ACK' || socket.state === 'CLOSING';
  return closing && segment.seq === add(socket.rcvNxt, -1);
}

/** The right edge of the highest block that we report by SACK is as good as RCV.NXT: their RCV.NXT may be there (F11.2). */
function resetBehindSack(socket: Socket, segment: Segment): boolean {
  return socket.options.sack && segment.seq === socket.outOfOrder.at(-1)?.end;
}

function obeyReset(ctx: Context, socket: Socket): void {
  dropped(ctx, 'TCP_RESET');
  decide(ctx, 'segment/rst-exact');
  abortWith(ctx, socket, resetErrno(socket.state), 'segment.reset');
}

function synChallenge(ctx: Context, socket: Socket): void {
  if (socket.state === 'ESTABLISHED') count(ctx, 'InErrs');
  count(ctx, 'TCPSYNChallenge');
  dropped(ctx, 'TCP_INVALID_SYN');
  decide(ctx, 'segment/syn-challenged');
  challenge(ctx, socket);
}

function duplicateAck(ctx: Context, socket: Socket, segment: Segment, skipped: 'TCPACKSkippedSeq' | 'TCPACKSkippedPAWS'): void {
  if (outOfWindowLimited(ctx, socket, segment, skipped)) {
    decide(ctx, 'segment/out-of-window-limited');
    return;
  }
  if (sequenceLength(segment) > 0 && before(segment.seq, socket.rcvNxt)) {
    count(ctx, 'DelayedACKLost');
    if (socket.options.sack) {
      count(ctx, 'TCPDSACKOldSent');
      const end = add(segment.seq, sequenceLength(segment));
      socket.dsack = [segment.seq, after(end, socket.rcvNxt) ? socket.rcvNxt : end];
    }
  }
  sendAck(ctx, socket);
}

/**
 * Is this exactly the segment that was expected next? Then Linux's fast path queues its data before it looks at the ACK
 * number, so that even a much too old one does not keep them out (F11.7). It takes that path only while the socket has
 * memory in reserve: here, while unread data lie in its queue. Source: tcp_input.c:tcp_rcv_established.
 */
function predicted(socket: Socket, segment: Segment): boolean {
  if (socket.state !== 'ESTABLISHED' || (segment.flags & ~PSH) !== ACK || segment.length === 0 || socket.receivedBytes === 0) return false;
  return segment.seq === socket.rcvNxt && socket.outOfOrder.length === 0 && segment.win * 2 ** socket.options.sndScale === socket.sndWnd;
}

/** Fifth check: the ACK field. False when the segment is to be discarded. Source: F11.6, tcp_input.c:tcp_ack. */
function processAck(ctx: Context, socket: Socket, segment: Segment): boolean {
  if (before(segment.ack, socket.sndUna)) {
    if (socket.state === 'SYN-RECEIVED') {
      decide(ctx, 'request/bad-ack-reset');
      replyReset(ctx, segment);
      return false;
    }
    if (before(segment.ack, add(socket.sndUna, -Math.min(socket.maxWindow, (socket.sndUna - socket.iss - 1) >>> 0)))) {
      dropped(ctx, 'TCP_TOO_OLD_ACK');
      decide(ctx, 'segment/ack-too-old');
      const early = predicted(socket, segment);
      if (early) receiveStream(ctx, socket, segment);
      challenge(ctx, socket);
      if (early) acknowledgeWhenDue(ctx, socket);
      return false;
    }
    return true;
  }
  if (after(segment.ack, socket.sndNxt)) {
    dropped(ctx, 'TCP_ACK_UNSENT_DATA');
    if (socket.state === 'SYN-RECEIVED') {
      decide(ctx, 'request/bad-ack-reset');
      replyReset(ctx, segment);
      return false;
    }
    decide(ctx, 'segment/ack-of-unsent');
    challenge(ctx, socket);
    return false;
  }
  socket.sndWnd = segment.win * 2 ** (has(segment.flags, SYN) ? 0 : socket.options.sndScale);
  socket.maxWindow = Math.max(socket.maxWindow, socket.sndWnd);
  for (const [, right] of segment.options.sack ?? []) if (!after(right, segment.ack)) count(ctx, 'TCPDSACKIgnoredDubious');
  const { sampleFrom, any } = takeAcknowledged(socket, segment.ack);
  socket.sndUna = segment.ack;
  if (!any) return true;
  const echo = socket.options.ts ? segment.options.ts?.ecr : undefined;
  if (sampleFrom !== null) setRto(ctx, socket, ctx.now - sampleFrom);
  else if (echo) setRto(ctx, socket, (timestampNow(ctx, socket.timestamps.offset) - echo) >>> 0);
  socket.retransmits = 0;
  socket.retransmittingSince = null;
  socket.retransmitTimer = 0;
  if (socket.unacked.length > 0) armRetransmit(ctx, socket);
  return true;
}

/** Seventh and eighth check: text and FIN. Data after close() draws a RST (F5.8, F5.14). */
function receiveText(ctx: Context, socket: Socket, segment: Segment): void {
  const state = socket.state;
  if ((state === 'CLOSE-WAIT' || state === 'CLOSING' || state === 'LAST-ACK') && !before(segment.seq, socket.rcvNxt)) {
    if (sequenceLength(segment) > 0) decide(ctx, 'data/after-their-fin-ignored');
    return;
  }
  const end = add(segment.seq, sequenceLength(segment));
  const fin = has(segment.flags, FIN);
  if (state !== 'ESTABLISHED' && socket.shutdownReceive && ctx.rules['F5.14 data after close resets'](end, fin, socket.rcvNxt, end !== segment.seq)) {
    count(ctx, 'TCPAbortOnData');
    dropped(ctx, 'TCP_ABORT_ON_DATA');
    decide(ctx, 'data/after-close-reset');
    abortWith(ctx, socket, 'ECONNRESET', 'segment.reset');
    replyReset(ctx, segment);
    return;
  }
  receiveStream(ctx, socket, segment);
}
