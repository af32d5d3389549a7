import type { Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import { initialSequence, timestampOffset } from './clock.ts';
import { startTimer, type Context } from './context.ts';
import { endpointKey, type Request, type Socket } from './host.ts';
import { allEntries, hash, unhash } from './lookup.ts';
import { negotiate, synAckWindow } from './transmit.ts';

/** Rows of the table of half-open requests: a power of two above min(backlog, tcp_max_syn_backlog), 16 at least (F3.3). Source: request_sock.c:reqsk_queue_alloc. */
export function synTableRows(backlog: number, maxSynBacklog: number): number {
  const wanted = Math.max(8, Math.min(backlog, maxSynBacklog >>> 0));
  return 2 ** Math.ceil(Math.log2(wanted + 1));
}

/** A half-open request as it stands after this SYN; not yet in any table (F1.1). */
export function createRequest(ctx: Context, listener: Socket, syn: Segment, isn: number | null): Request {
  const { srcIp: remoteIp, srcPort: remotePort, dstIp: localIp, dstPort: localPort } = syn;
  const options = negotiate(ctx, syn.options, listener);
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
    rcvWnd: synAckWindow(ctx, options),
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

/** Puts a request into its listener's queue. */
export function addRequest(ctx: Context, listener: Socket, request: Request): void {
  const queue = listener.listener!;
  hash(ctx.host, request);
  queue.qlen++;
  queue.young++;
  ctx.out.note({ type: 'queued', queue: 'syn', length: queue.qlen, change: 1 });
}

export function armRequestTimer(ctx: Context, request: Request): void {
  // tcp_rto_max_ms does not shorten it (F12.2, measured).
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

/** The requests that wait for this listener, oldest first. */
export function requestsOf(ctx: Context, listener: Socket): Request[] {
  return [...allEntries(ctx.host)].filter((entry) => entry.kind === 'request').filter((request) => request.listener === listener.id);
}
