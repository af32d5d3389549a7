import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { hasAck, sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, before } from '../tcp/sequence.ts';
import { processAck } from './ack-field.ts';
import { acknowledgeWhenDue, challenge, enterQuickAck, synChallenge } from './acknowledge.ts';
import { afterAck } from './after-ack.ts';
import { count, decide, dropped, type Context } from './context.ts';
import type { Socket } from './host.ts';
import { pawsRejects } from './paws.ts';
import { outOfWindowLimited } from './rate-limit.ts';
import { windowLeft } from './receive-window.ts';
import { replyReset } from './reset.ts';
import { reportDuplicate } from './sack-blocks.ts';
import { abortWith, resetErrno } from './socket.ts';
import { receiveStream } from './stream.ts';
import { sendAck } from './transmit.ts';
import { flushUnsent, mayUpdateWindow } from './write.ts';

/** TCP_PAWS_WINDOW: one tick of the timestamp clock. */
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
  // Only a SYN without ACK from before the window comes here so, and only in kernels that do not challenge it.
  if (!hasAck(segment) && socket.state !== 'ESTABLISHED') {
    dropped(ctx, 'TCP_FLAGS');
    decide(ctx, 'segment/no-ack-flag-ignored');
    return;
  }
  if (hasAck(segment) && !processAck(ctx, socket, segment)) return;
  if (afterAck(ctx, socket, segment) === 'done') return;
  receiveText(ctx, socket, segment);
  if (socket.unsent.length > 0 || socket.finQueued) flushUnsent(ctx, socket);
  // Data may have taken the socket to TIME-WAIT or away.
  if (socket.state !== 'CLOSED') acknowledgeWhenDue(ctx, socket);
}

/** First to fourth check: sequence number, RST, SYN. False when the segment has been dealt with. */
function acceptable(ctx: Context, socket: Socket, segment: Segment): boolean {
  const flags = segment.flags;
  const isRst = has(flags, RST);
  const isSyn = has(flags, SYN);
  if (!isRst && pawsRejects(ctx, segment, socket.options.ts, socket.timestamps, FORGIVEN_TICK) && !lateDuplicate(ctx, socket, segment)) {
    if (isSyn && ctx.constants.synFailingPawsIsChallenged) {
      synChallenge(ctx, socket, segment);
      return false;
    }
    dropped(ctx, 'TCP_RFC7323_PAWS');
    decide(ctx, 'segment/paws-rejected');
    if (ctx.constants.oldAckFailsPawsSilently && pureAck(segment) && before(segment.seq, socket.rcvNxt)) {
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
  const beyond = !old && beyondWindow(ctx, socket, segment, end);
  if (old || beyond) {
    if (isRst) {
      if (resetBeforeFin(ctx, socket, segment)) obeyReset(ctx, socket);
      else {
        dropped(ctx, old ? 'TCP_OLD_SEQUENCE' : 'TCP_INVALID_SEQUENCE');
        decide(ctx, 'segment/rst-outside-ignored');
      }
      return false;
    }
    if (isSyn && ctx.constants.challengesSyn) {
      synChallenge(ctx, socket, segment);
      return false;
    }
    if (beyond) count(ctx, 'BeyondWindow');
    dropped(ctx, old ? 'TCP_OLD_SEQUENCE' : 'TCP_INVALID_SEQUENCE');
    decide(ctx, old ? 'segment/old-acked' : 'segment/beyond-window-acked');
    duplicateAck(ctx, socket, segment, 'TCPACKSkippedSeq');
    return false;
  }
  if (isRst) {
    if (resetBeforeFin(ctx, socket, segment) || resetBehindSack(ctx, socket, segment)) obeyReset(ctx, socket);
    else if (ctx.rules['F11.1 exact RST'](segment.seq, socket.rcvNxt)) obeyReset(ctx, socket, segment.seq === socket.rcvNxt ? 'segment/rst-exact' : 'segment/rst-in-window');
    else {
      decide(ctx, 'segment/rst-challenged');
      challenge(ctx, socket, segment);
    }
    return false;
  }
  if (isSyn && !ctx.constants.challengesSyn) return !synResets(ctx, socket, segment);
  if (isSyn) {
    const crossing = ctx.constants.crossingSynAckPasses && socket.state === 'SYN-RECEIVED' && has(flags, ACK) && sequenceLength(segment) === 1 && add(segment.seq, 1) === socket.rcvNxt && segment.ack === socket.sndNxt;
    if (crossing) {
      decide(ctx, 'crossed/syn-ack-completes');
      return true;
    }
    synChallenge(ctx, socket, segment);
    return false;
  }
  return true;
}

/** Does it begin beyond the window, or end there while something waits to be read, be it their FIN alone? A FIN may stand out by itself. Source: tcp_input.c:tcp_sequence. */
function beyondWindow(ctx: Context, socket: Socket, segment: Segment, end: number): boolean {
  const limit = add(socket.rcvNxt, windowLeft(socket));
  if (!ctx.constants.checksSegmentEnd) return after(segment.seq, limit);
  if (!after(has(segment.flags, FIN) ? add(end, -1) : end, limit)) return false;
  return after(segment.seq, limit) || socket.receivedBytes > 0 || (socket.finReceived && !socket.finRead);
}

/** Before RFC 5961 a SYN in the window was the end of the connection, for both sides (F11.4). An older one is looked through. */
function synResets(ctx: Context, socket: Socket, segment: Segment): boolean {
  if (before(segment.seq, socket.rcvNxt)) return false;
  if (socket.state === 'ESTABLISHED') count(ctx, 'InErrs');
  count(ctx, 'TCPAbortOnSyn');
  dropped(ctx, 'TCP_INVALID_SYN');
  decide(ctx, 'segment/syn-resets');
  abortWith(ctx, socket, resetErrno(socket.state), 'segment.reset');
  replyReset(ctx, segment);
  return true;
}

function pureAck(segment: Segment): boolean {
  return hasAck(segment) && sequenceLength(segment) === 0;
}

/** A duplicate ACK that only came in another order than it was sent, and changes no window, passes. Source: tcp_input.c:tcp_disordered_ack_check. */
function lateDuplicate(ctx: Context, socket: Socket, segment: Segment): boolean {
  if (!pureAck(segment) || segment.seq !== socket.rcvNxt || segment.ack !== socket.sndUna) return false;
  const late = socket.timestamps.recent - (segment.options.ts?.val ?? 0);
  const updates = mayUpdateWindow(ctx, socket, segment.ack, segment.seq, segment.win * 2 ** socket.options.sndScale);
  return !updates && (late | 0) <= 1.2 * socket.rto;
}

/** RCV.NXT-1 also counts once their FIN has been received (F11.2). Source: tcp_reset_check. */
function resetBeforeFin(ctx: Context, socket: Socket, segment: Segment): boolean {
  if (!ctx.constants.resetBeforeFinCounts) return false;
  const closing = socket.state === 'CLOSE-WAIT' || socket.state === 'LAST-ACK' || socket.state === 'CLOSING';
  return closing && segment.seq === add(socket.rcvNxt, -1);
}

/** The right edge of the highest block that we report by SACK is as good as RCV.NXT: their RCV.NXT may be there (F11.2). */
function resetBehindSack(ctx: Context, socket: Socket, segment: Segment): boolean {
  return ctx.constants.resetBehindSackCounts && socket.options.sack && segment.seq === socket.outOfOrder.at(-1)?.end;
}

function obeyReset(ctx: Context, socket: Socket, why: 'segment/rst-exact' | 'segment/rst-in-window' = 'segment/rst-exact'): void {
  dropped(ctx, 'TCP_RESET');
  decide(ctx, why);
  abortWith(ctx, socket, resetErrno(socket.state), 'segment.reset');
}

function duplicateAck(ctx: Context, socket: Socket, segment: Segment, skipped: 'TCPACKSkippedSeq' | 'TCPACKSkippedPAWS'): void {
  if (outOfWindowLimited(ctx, socket, segment, skipped)) {
    decide(ctx, 'segment/out-of-window-limited');
    return;
  }
  if (sequenceLength(segment) > 0 && before(segment.seq, socket.rcvNxt)) {
    count(ctx, 'DelayedACKLost');
    enterQuickAck(ctx, socket);
    const end = add(segment.seq, sequenceLength(segment));
    reportDuplicate(ctx, socket, segment.seq, after(end, socket.rcvNxt) ? socket.rcvNxt : end);
  }
  sendAck(ctx, socket);
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
