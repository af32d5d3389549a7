import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { hasAck, type Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import { timestampOffset } from './clock.ts';
import { count, decide, dropped, type Context } from './context.ts';
import { createChild } from './child.ts';
import { firstWindow, TIMESTAMP_BYTES } from './first-window.ts';
import { warnOfFlood } from './flood-warning.ts';
import type { ListenerState, Socket } from './host.ts';
import { recyclingSays } from './recycle.ts';
import { addRequest, armRequestTimer, createRequest } from './request-table.ts';
import { replyReset } from './reset.ts';
import { checkCookie, cookieTimestamp, makeCookie, mayCarryCookie, optionsFromCookie } from './syn-cookies.ts';
import { negotiate, put, sendSynAck, synAckOptionsWith, synAckWindow, windowField } from './transmit.ts';

/** A segment for a listening socket. Source: F1.28, tcp_input.c:tcp_rcv_state_process, case TCP_LISTEN. */
export function receiveListen(ctx: Context, listener: Socket, segment: Segment): void {
  const flags = segment.flags;
  if (has(flags, ACK) && !has(flags, SYN) && mayCarryCookie(segment) && cookieAck(ctx, listener, segment)) return;
  if (hasAck(segment)) {
    if (has(flags, RST)) {
      dropped(ctx, 'TCP_RESET');
      decide(ctx, 'listen/rst-ignored');
      return;
    }
    decide(ctx, 'listen/ack-reset');
    replyReset(ctx, segment);
    return;
  }
  if (has(flags, RST)) {
    dropped(ctx, 'TCP_RESET');
    decide(ctx, 'listen/rst-ignored');
    return;
  }
  if (!has(flags, SYN)) {
    dropped(ctx, 'TCP_FLAGS');
    decide(ctx, 'listen/no-flags-ignored');
    return;
  }
  if (has(flags, FIN)) {
    dropped(ctx, 'TCP_FLAGS');
    decide(ctx, 'listen/syn-fin-ignored');
    return;
  }
  connectionRequest(ctx, listener, segment, null);
}

/**
 * A SYN for a listener: refuse it, remember it, or answer with a cookie, in Linux's order of checks.
 * `reopenedIsn` is given when the SYN took over a TIME-WAIT tuple, which bypasses queue, cookie and quarter (F3.12).
 * Source: section A of the facts, tcp_input.c:tcp_conn_request.
 */
export function connectionRequest(ctx: Context, listener: Socket, syn: Segment, reopenedIsn: number | null): void {
  const queue = listener.listener!;
  const sysctl = ctx.host.sysctl;
  let wantCookie = false;
  const always = sysctl.tcp_syncookies === 2 && ctx.constants.cookiesAlways;
  if (reopenedIsn === null && (always || ctx.rules['F3.2 SYN queue full'](queue.qlen, queue.backlog, queue.synTable))) {
    warnOfFlood(ctx, listener);
    if (sysctl.tcp_syncookies === 0) {
      count(ctx, 'TCPReqQFullDrop');
      count(ctx, 'ListenDrops');
      decide(ctx, 'listen/syn-queue-full-dropped');
      return;
    }
    count(ctx, 'TCPReqQFullDoCookies');
    wantCookie = true;
  }
  const acceptFull = ctx.rules['F4.3 accept queue full'](queue.acceptQueue.length, queue.backlog);
  if (ctx.rules['F3.11 full accept queue drops SYN'](acceptFull, queue.young)) {
    if (ctx.constants.countsSynOverflow) count(ctx, 'ListenOverflows');
    count(ctx, 'ListenDrops');
    decide(ctx, reopenedIsn === null ? 'listen/accept-queue-full-syn-dropped' : 'time-wait/syn-accept-queue-full');
    return;
  }
  if (wantCookie) {
    answerWithCookie(ctx, listener, syn);
    return;
  }
  if (reopenedIsn === null && !strangerMayQueue(ctx, queue, syn)) {
    count(ctx, 'ListenDrops');
    return;
  }
  const request = createRequest(ctx, listener, syn, reopenedIsn);
  addRequest(ctx, listener, request);
  decide(ctx, 'listen/syn-queued');
  sendSynAck(ctx, request, false);
  armRequestTimer(ctx, request);
}

/** The two checks that only a SYN without a TIME-WAIT of its own meets: recycling (F8.14), and the reserved quarter (F3.6). */
function strangerMayQueue(ctx: Context, queue: ListenerState, syn: Segment): boolean {
  const { tcp_syncookies, tcp_max_syn_backlog } = ctx.host.sysctl;
  const recycling = recyclingSays(ctx, syn);
  if (recycling === 'refused') {
    count(ctx, 'PAWSPassive');
    decide(ctx, 'listen/recycling-dropped');
    return false;
  }
  if (recycling === 'passes' || tcp_syncookies !== 0 || !ctx.rules['F3.6 last quarter'](queue.qlen, tcp_max_syn_backlog)) return true;
  if (ctx.constants.peersCanBeProven && ctx.host.provenPeers.has(syn.srcIp)) return true;
  decide(ctx, 'listen/last-quarter-dropped');
  return false;
}

/** A stateless SYN-ACK: sent once, remembered nowhere (F3.13, F3.16). */
function answerWithCookie(ctx: Context, listener: Socket, syn: Segment): void {
  const queue = listener.listener!;
  const offset = timestampOffset(ctx, syn.dstIp, syn.dstPort, syn.srcIp, syn.srcPort);
  const agreed = negotiate(ctx, syn.options, listener);
  const options = agreed.ts ? agreed : { ...agreed, sack: false, scaling: false, sndScale: 0, rcvScale: 0 };
  queue.overflowAt = ctx.now;
  count(ctx, 'SyncookiesSent');
  decide(ctx, ctx.host.sysctl.tcp_syncookies === 2 ? 'listen/syn-cookie-always' : 'listen/syn-cookie');
  put(ctx, {
    srcIp: syn.dstIp,
    srcPort: syn.dstPort,
    dstIp: syn.srcIp,
    dstPort: syn.srcPort,
    flags: SYN | ACK,
    seq: makeCookie(ctx, syn),
    ack: add(syn.seq, 1),
    win: windowField(synAckWindow(ctx, options), 0),
    options: synAckOptionsWith(options, options.ts ? { val: cookieTimestamp(ctx, offset, options), ecr: syn.options.ts?.val ?? 0 } : null),
    length: 0,
  });
}

/** The index of the MSS in a cookie; null, and counted, for a bad one. A listener that has handed out none of late looks for none. Source: syncookies.c:cookie_v4_check. */
export function tryCookie(ctx: Context, listener: Socket, segment: Segment): number | null | 'not tried' {
  if (ctx.host.sysctl.tcp_syncookies === 0) return 'not tried';
  const stale = ctx.now - listener.listener!.overflowAt > ctx.constants.cookieMemory;
  if (stale && !ctx.constants.countsStaleCookie) return 'not tried';
  const index = stale ? null : checkCookie(ctx, segment);
  if (index === null) count(ctx, 'SyncookiesFailed');
  return index;
}

/** Tries an ACK for a listener as the answer to a cookie; true when it has been dealt with. Source: F3.17 to F3.22. */
function cookieAck(ctx: Context, listener: Socket, segment: Segment): boolean {
  const queue = listener.listener!;
  const index = tryCookie(ctx, listener, segment);
  if (index === 'not tried') return false;
  if (index === null) {
    decide(ctx, 'cookie/bad');
    return false;
  }
  count(ctx, 'SyncookiesRecv');
  if (ctx.rules['F4.3 accept queue full'](queue.acceptQueue.length, queue.backlog)) {
    count(ctx, 'ListenOverflows');
    count(ctx, 'ListenDrops');
    decide(ctx, 'cookie/accept-queue-full');
    return true;
  }
  const { options, offset } = optionsFromCookie(ctx, listener, segment, index);
  const request = createRequest(ctx, listener, { ...segment, seq: add(segment.seq, -1) }, add(segment.ack, -1));
  request.options = options;
  // By the segment size of the cookie, without the bytes that timestamps take (cookie_v4_check).
  request.rcvWnd = firstWindow(ctx, options.sndMss + (options.ts ? TIMESTAMP_BYTES : 0), false);
  request.timestamps = { offset, recent: segment.options.ts?.val ?? 0, recentAt: ctx.now };
  decide(ctx, 'cookie/accepted');
  createChild(ctx, listener, request, segment, true);
  return true;
}
