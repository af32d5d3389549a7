import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { formatIp } from '../tcp/address.ts';
import { swapEnds, hasAck, type Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import { initialSequence, timestampOffset } from './clock.ts';
import { count, decide, dropped, startTimer, type Context } from './context.ts';
import { createChild } from './child.ts';
import { endpointKey, type ListenerState, type Request, type Socket } from './host.ts';
import { hash, unhash } from './lookup.ts';
import { replyReset } from './reset.ts';
import { checkCookie, cookieTimestamp, makeCookie, mayCarryCookie, optionsFromCookie } from './syn-cookies.ts';
import { negotiate, put, sendSynAck, synAckOptions, synAckWindow } from './transmit.ts';

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
  if (reopenedIsn === null && (sysctl.tcp_syncookies === 2 || ctx.rules['F3.2 SYN queue full'](queue.qlen, queue.backlog))) {
    warnOfFlood(ctx, listener, queue);
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
  if (ctx.rules['F3.11 full accept queue drops SYN'](acceptFull)) {
    count(ctx, 'ListenOverflows');
    count(ctx, 'ListenDrops');
    decide(ctx, reopenedIsn === null ? 'listen/accept-queue-full-syn-dropped' : 'time-wait/syn-accept-queue-full');
    return;
  }
  if (
    !wantCookie &&
    reopenedIsn === null &&
    sysctl.tcp_syncookies === 0 &&
    ctx.rules['F3.6 last quarter'](queue.qlen, sysctl.tcp_max_syn_backlog) &&
    !ctx.host.provenPeers.has(syn.srcIp)
  ) {
    count(ctx, 'ListenDrops');
    decide(ctx, 'listen/last-quarter-dropped');
    return;
  }
  if (wantCookie) {
    answerWithCookie(ctx, queue, syn);
    return;
  }
  const request = createRequest(ctx, listener, syn, reopenedIsn);
  hash(ctx.host, request);
  queue.qlen++;
  queue.young++;
  ctx.out.note({ type: 'queued', queue: 'syn', length: queue.qlen, change: 1 });
  decide(ctx, 'listen/syn-queued');
  sendSynAck(ctx, request, false);
  armRequestTimer(ctx, request);
}

/** A half-open request as it stands after this SYN; not yet in any table (F1.1). */
export function createRequest(ctx: Context, listener: Socket, syn: Segment, isn: number | null): Request {
  const { srcIp: remoteIp, srcPort: remotePort, dstIp: localIp, dstPort: localPort } = syn;
  const options = negotiate(ctx, syn.options);
  return {
    kind: 'request',
    listener: listener.id,
    localIp,
    localPort,
    remoteIp,
    remotePort,
    irs: syn.seq,
    iss: isn ?? initialSequence(ctx, localIp, localPort, remoteIp, remotePort),
    rcvNxt: add(syn.seq, 1),
    rcvWnd: synAckWindow(options),
    options,
    timestamps: {
      offset: timestampOffset(ctx, localIp, localPort, remoteIp, remotePort),
      recent: options.ts ? (syn.options.ts?.val ?? 0) : 0,
      recentAt: ctx.now,
    },
    firstTsval: 0,
    lastTsval: 0,
    createdAt: ctx.now,
    timeouts: 0,
    retransmits: 0,
    acked: false,
    timer: 0,
    lastOutOfWindowAck: -Infinity,
  };
}

export function armRequestTimer(ctx: Context, request: Request): void {
  const delay = ctx.rules['F1.23 SYN-ACK timeout'](request.timeouts, ctx.constants.initialRto, ctx.constants.maxRto);
  request.timer = startTimer(ctx, delay, {
    kind: 'syn-ack',
    socket: 0,
    local: endpointKey(request.localIp, request.localPort),
    remote: endpointKey(request.remoteIp, request.remotePort),
  });
}

/** Forgets a request: it expired, was reset, or became a socket. */
export function removeRequest(ctx: Context, request: Request): void {
  unhash(ctx.host, request);
  const queue = ctx.host.sockets.get(request.listener)?.listener;
  if (!queue) return;
  queue.qlen--;
  if (request.timeouts === 0) queue.young--;
  ctx.out.note({ type: 'queued', queue: 'syn', length: queue.qlen, change: -1 });
}

function warnOfFlood(ctx: Context, listener: Socket, queue: ListenerState): void {
  if (queue.floodWarned || ctx.host.sysctl.tcp_syncookies === 2) return;
  queue.floodWarned = true;
  const action = ctx.host.sysctl.tcp_syncookies !== 0 ? 'Sending cookies.' : 'Dropping request.';
  ctx.host.dmesg.push({ at: ctx.now, text: `TCP: request_sock_TCP: Possible SYN flooding on port ${formatIp(listener.localIp)}:${listener.localPort}. ${action}` });
}

/** A stateless SYN-ACK: sent once, remembered nowhere (F3.13, F3.16). */
function answerWithCookie(ctx: Context, queue: ListenerState, syn: Segment): void {
  const tuple = swapEnds(syn);
  const offset = timestampOffset(ctx, tuple.srcIp, tuple.srcPort, tuple.dstIp, tuple.dstPort);
  const agreed = negotiate(ctx, syn.options);
  const options = agreed.ts ? agreed : { ...agreed, sack: false, scaling: false, sndScale: 0, rcvScale: 0 };
  queue.overflowAt = ctx.now;
  count(ctx, 'SyncookiesSent');
  decide(ctx, ctx.host.sysctl.tcp_syncookies === 2 ? 'listen/syn-cookie-always' : 'listen/syn-cookie');
  const base = synAckOptions(ctx, options, { offset, recent: syn.options.ts?.val ?? 0, recentAt: ctx.now });
  put(ctx, {
    ...tuple,
    flags: SYN | ACK,
    seq: makeCookie(ctx, syn),
    ack: add(syn.seq, 1),
    win: synAckWindow(options),
    options: base.ts ? { ...base, ts: { val: cookieTimestamp(ctx, offset, options), ecr: base.ts.ecr } } : base,
    length: 0,
  });
}

/** Tries an ACK for a listener as the answer to a cookie; true when it has been dealt with. Source: F3.17 to F3.22. */
function cookieAck(ctx: Context, listener: Socket, segment: Segment): boolean {
  const queue = listener.listener!;
  if (ctx.host.sysctl.tcp_syncookies === 0) return false;
  if (ctx.now - queue.overflowAt > ctx.constants.cookieMemory) return false;
  const index = checkCookie(ctx, segment);
  if (index === null) {
    count(ctx, 'SyncookiesFailed');
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
  const { options, offset } = optionsFromCookie(ctx, segment, index);
  const request = createRequest(ctx, listener, { ...segment, seq: add(segment.seq, -1) }, add(segment.ack, -1));
  request.options = options;
  request.rcvWnd = synAckWindow(options);
  request.timestamps = { offset, recent: segment.options.ts?.val ?? 0, recentAt: ctx.now };
  decide(ctx, 'cookie/accepted');
  createChild(ctx, listener, request, segment, true);
  return true;
}
