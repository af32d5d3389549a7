import { before } from '../tcp/sequence.ts';
import type { Ms } from '../time.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';

/** sk_gso_max_size: no more bytes are handed to the link at once. */
const MOST_AT_ONCE = 65_215;
/** net.ipv4.tcp_tso_rtt_log: for a near peer more is handed over at once, half as much for every 2^9 microseconds. */
const RTT_LOG = 9;
/** sk_pacing_shift: what is handed over at once lasts about a millisecond. */
const PACING_SHIFT = 10;

/** What the congestion window is told by what was sent. */
export interface CongestionState {
  /** Segments that may be on their way; null until something is sent: the first window depends on the size of the segments. */
  window: number | null;
  /** Was the window filled, and how many were on their way at most, since `usedFrom` was SND.NXT? */
  filled: boolean;
  mostOut: number;
  usedFrom: number;
  /** When the window was last made use of, and how many were on their way at most since then. */
  usedAt: Ms;
  mostSince: number;
  /** When something new was sent last. */
  sentAt: Ms;
  /** Without SACK: duplicate ACKs in a row, each of which tells that something has left the network. */
  duplicates: number;
  /** Something was taken for lost: what that does to the window is not modelled, so it stays. */
  lossy: boolean;
}

export function newCongestionState(): CongestionState {
  return { window: null, filled: false, mostOut: 0, usedFrom: 0, usedAt: 0, mostSince: 0, sentAt: 0, duplicates: 0, lossy: false };
}

/** The window at the start. Source: include/net/tcp.h, TCP_INIT_CWND; RFC 6928. */
function firstWindow({ constants }: Context, { options }: Socket): number {
  return constants.firstCongestionWindow(options.sndMss);
}

/** Segments that may be on their way now. */
export function congestionWindow(ctx: Context, socket: Socket): number {
  return socket.congestion.window ?? firstWindow(ctx, socket);
}

/** Segments on their way. Source: tcp.h:tcp_packets_in_flight. */
export function packetsInFlight({ unacked, congestion }: Socket): number {
  return unacked.filter(({ sacked }) => !sacked).length - congestion.duplicates;
}

/** How many segments may be sent now: what the window leaves, but no more than half of it at once; after a timeout the window is one segment until something is acknowledged. Source: tcp_output.c:tcp_cwnd_test, tcp_input.c:tcp_enter_loss. */
export function congestionQuota(ctx: Context, socket: Socket): number {
  const window = socket.retransmits > 0 ? 1 : congestionWindow(ctx, socket);
  return Math.max(0, Math.min(Math.max(window >> 1, 1), window - packetsInFlight(socket)));
}

/** Segments of `size` bytes that are handed to the link as one: about a millisecond's worth. Source: tcp_output.c:tcp_tso_autosize, tcp_input.c:tcp_update_pacing_rate. */
export function segmentsAtOnce(ctx: Context, socket: Socket, size: number): number {
  const { srtt, minRtt } = socket;
  const rate = srtt === null || srtt === 0 ? Infinity : (2 * congestionWindow(ctx, socket) * size * 1000) / srtt;
  const near = Math.floor((Number.isFinite(minRtt) ? minRtt : 0) * 1000) >> RTT_LOG;
  const bytes = rate / 2 ** PACING_SHIFT + (near < 32 ? Math.floor(MOST_AT_ONCE / 2 ** near) : 0);
  return Math.max(Math.floor(Math.min(bytes, MOST_AT_ONCE) / size), ctx.host.leastAtOnce);
}

/** Something new was sent: notes how far the window was used. Source: tcp_output.c:tcp_cwnd_validate. */
export function windowUsed(ctx: Context, socket: Socket): void {
  const { congestion, unacked } = socket;
  const window = congestionWindow(ctx, socket);
  const filled = packetsInFlight(socket) >= window;
  const newRound = !before(socket.sndUna, congestion.usedFrom);
  if (newRound || filled || (!congestion.filled && unacked.length > congestion.mostOut)) {
    congestion.filled = filled;
    congestion.mostOut = unacked.length;
    congestion.usedFrom = socket.sndNxt;
  }
  congestion.sentAt = ctx.now;
  congestion.mostSince = isUsed(congestion, window) ? 0 : Math.max(congestion.mostSince, unacked.length);
  if (isUsed(congestion, window)) congestion.usedAt = ctx.now;
  else if (ctx.host.forgetsIdleWindow && ctx.now - congestion.usedAt >= socket.rto) halveTheUnused(ctx, socket);
}

/** What a program has not used for a timeout is worth half. Source: tcp_output.c:tcp_cwnd_application_limited, RFC 2861. */
function halveTheUnused(ctx: Context, socket: Socket): void {
  const { congestion } = socket;
  const window = congestionWindow(ctx, socket);
  const used = Math.max(congestion.mostSince, firstWindow(ctx, socket));
  if (used < window) congestion.window = (window + used) >> 1;
  congestion.mostSince = 0;
  congestion.usedAt = ctx.now;
}

/** Something is sent after a pause: for each timeout that it lasted the window is halved, down to that of the start. Source: tcp_output.c:tcp_cwnd_restart, RFC 5681 4.1. */
export function restartAfterIdleness(ctx: Context, socket: Socket): void {
  const { congestion, unacked, rto } = socket;
  const first = firstWindow(ctx, socket);
  let window = congestionWindow(ctx, socket);
  if (!ctx.host.forgetsIdleWindow || unacked.length > 0 || window <= first) return;
  for (let left = ctx.now - congestion.sentAt - rto; left > 0 && window > first; left -= rto) window >>= 1;
  congestion.window = Math.max(window, first);
  congestion.mostSince = 0;
}

/** Is the window made use of, or more than half of it at least? Source: tcp.h:tcp_is_cwnd_limited. */
function isUsed({ filled, mostOut }: CongestionState, window: number): boolean {
  return filled || window < 2 * mostOut;
}

/**
 * So many segments have arrived of which nothing was known: in slow start the window grows by as many, as long as it is
 * made use of. What a loss does to it is not modelled. Source: tcp_cong.c:tcp_reno_cong_avoid, tcp_slow_start.
 */
export function segmentsArrived(ctx: Context, socket: Socket, count: number): void {
  const { congestion } = socket;
  if (congestion.lossy) return;
  const window = congestionWindow(ctx, socket);
  if (isUsed(congestion, window)) congestion.window = window + (ctx.constants.slowStartBySegments ? count : 1);
}
