import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { hasAck, sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, between } from '../tcp/sequence.ts';
import { createChild } from './child.ts';
import { count, decide, dropped, type Context } from './context.ts';
import type { Request } from './host.ts';
import { receiveListen, tryCookie } from './listen.ts';
import { findListener, unhash } from './lookup.ts';
import { pawsRejects } from './paws.ts';
import { limited, outOfWindowLimited } from './rate-limit.ts';
import { armRequestTimer, removeRequest } from './request-table.ts';
import { receiveClosed, replyReset } from './reset.ts';
import { inWindow } from './rule.ts';
import { sendEntryAck, sendSynAck } from './transmit.ts';

/**
 * A segment for a half-open request. Source: the SYN-RECV table of section A (F1.3 to F1.9), tcp_minisocks.c:tcp_check_req.
 */
export function receiveRequest(ctx: Context, request: Request, segment: Segment): void {
  const listener = ctx.host.sockets.get(request.listener);
  const flags = segment.flags;
  const isRst = has(flags, RST);
  if (!listener?.listener) {
    // The listener is gone, and the request with it: whoever listens there now is asked, else nobody (F4.15).
    unhash(ctx.host, request);
    const successor = findListener(ctx.host, segment.dstIp, segment.dstPort, segment.srcIp, segment.srcPort);
    if (successor) receiveListen(ctx, successor, segment);
    else receiveClosed(ctx, segment);
    return;
  }
  const paws = pawsRejects(ctx, segment, request.options.ts, request.timestamps);
  const ts = segment.options.ts;
  const tsecrBad = ctx.constants.requestChecksTsecr && request.options.ts && ts !== undefined && ts.ecr !== 0 && !between(ts.ecr, request.firstTsval, request.lastTsval);

  if (segment.seq === request.irs && (flags & (SYN | ACK | RST)) === SYN && !paws) {
    duplicateSyn(ctx, request, segment);
    return;
  }
  if (isRst && hasAck(segment) && !ctx.constants.requestResetIgnoresAck && !ctx.rules['F1.3 final ACK'](segment.ack, request.iss)) {
    // The listener is asked, and a listener ignores it.
    dropped(ctx, 'TCP_INVALID_ACK_SEQUENCE');
    decide(ctx, 'listen/rst-ignored');
    return;
  }
  if (hasAck(segment) && !isRst && !ctx.rules['F1.3 final ACK'](segment.ack, request.iss)) {
    dropped(ctx, 'TCP_INVALID_ACK_SEQUENCE');
    // The listener is asked next, and tries it as the answer to a cookie.
    if (!has(flags, SYN)) tryCookie(ctx, listener, segment);
    decide(ctx, 'request/bad-ack-reset');
    replyReset(ctx, segment);
    return;
  }
  const end = add(segment.seq, sequenceLength(segment));
  const inside = inWindow(segment.seq, end, request.rcvNxt, add(request.rcvNxt, request.rcvWnd));
  if (paws || tsecrBad || !inside) {
    if (paws) count(ctx, 'PAWSEstab');
    else if (tsecrBad) count(ctx, 'TSEcrRejected');
    dropped(ctx, paws ? 'TCP_RFC7323_PAWS' : tsecrBad ? 'TCP_RFC7323_TSECR' : 'TCP_INVALID_SEQUENCE');
    if (isRst) {
      decide(ctx, 'request/rst-outside-ignored');
      return;
    }
    decide(ctx, tsecrBad ? 'request/tsecr-rejected' : 'request/out-of-window-ack');
    if (!ctx.constants.requestAcksAreLimited || !outOfWindowLimited(ctx, request, segment, 'TCPACKSkippedSynRecv')) sendEntryAck(ctx, request);
    return;
  }
  // A SYN exactly at IRS has been cut off: only what follows it lies in the window.
  const synInWindow = has(flags, SYN) && segment.seq !== request.irs;
  if (isRst) {
    receiveReset(ctx, request, segment);
    return;
  }
  if (synInWindow) {
    dropped(ctx, 'TCP_INVALID_SYN');
    decide(ctx, 'request/syn-in-window-reset');
    destroy(ctx, request);
    replyReset(ctx, segment);
    return;
  }
  if (!hasAck(segment)) {
    dropped(ctx, 'TCP_FLAGS');
    decide(ctx, 'request/no-ack-ignored');
    return;
  }
  finish(ctx, request, segment);
}

function duplicateSyn(ctx: Context, request: Request, segment: Segment): void {
  if (outOfWindowLimited(ctx, request, segment, 'TCPACKSkippedSynRecv')) {
    decide(ctx, 'request/duplicate-syn-limited');
    return;
  }
  decide(ctx, 'request/duplicate-syn');
  request.retransmits++;
  count(ctx, 'TCPSynRetrans');
  sendSynAck(ctx, request, true);
  if (ctx.constants.duplicateSynRestartsTimer) armRequestTimer(ctx, request);
}

function receiveReset(ctx: Context, request: Request, segment: Segment): void {
  if (!ctx.rules['F1.8 exact RST in SYN-RECV'](segment.seq, request.rcvNxt)) {
    decide(ctx, 'request/rst-challenged');
    if (limited(ctx, request, 'TCPACKSkippedChallenge')) return;
    count(ctx, 'TCPChallengeACK');
    sendEntryAck(ctx, request);
    return;
  }
  dropped(ctx, 'TCP_RESET');
  decide(ctx, 'request/rst-exact');
  destroy(ctx, request);
}

function destroy(ctx: Context, request: Request): void {
  count(ctx, 'AttemptFails');
  count(ctx, 'EmbryonicRsts');
  removeRequest(ctx, request);
}

/** The valid final ACK: promote the request, unless data are waited for (F1.34), or the accept queue has no room (F4.5, F4.10). */
function finish(ctx: Context, request: Request, segment: Segment): void {
  const listener = ctx.host.sockets.get(request.listener)!;
  if (request.timeouts < listener.deferAccept && add(segment.seq, sequenceLength(segment)) === request.rcvNxt) {
    count(ctx, 'TCPDeferAcceptDrop');
    decide(ctx, 'request/deferred-ack-dropped');
    request.acked = true;
    return;
  }
  const queue = listener.listener!;
  if (ctx.rules['F4.3 accept queue full'](queue.acceptQueue.length, queue.backlog)) {
    count(ctx, 'ListenOverflows');
    count(ctx, 'ListenDrops');
    dropped(ctx, 'TCP_LISTEN_OVERFLOW');
    if (ctx.rules['F4.10 abort on overflow'](ctx.host.sysctl.tcp_abort_on_overflow)) {
      decide(ctx, 'request/overflow-reset');
      count(ctx, 'EmbryonicRsts');
      removeRequest(ctx, request);
      replyReset(ctx, segment);
      return;
    }
    decide(ctx, 'request/overflow-ack-dropped');
    request.acked = true;
    return;
  }
  decide(ctx, finalAck(segment));
  promote(ctx, request, segment);
}

/** What the ACK that finishes a handshake brings. */
export function finalAck({ flags, length }: Segment): 'request/final-ack' | 'request/final-ack-with-data' | 'request/final-ack-with-fin' {
  if (has(flags, FIN)) return 'request/final-ack-with-fin';
  return length > 0 ? 'request/final-ack-with-data' : 'request/final-ack';
}

/** Request out, child in. */
export function promote(ctx: Context, request: Request, segment: Segment): void {
  const listener = ctx.host.sockets.get(request.listener)!;
  removeRequest(ctx, request);
  createChild(ctx, listener, request, segment, false);
}
