import type { Context } from './context.ts';
import type { Socket } from './host.ts';

/** Bytes of IP and TCP header without options. */
const HEADERS = 40;
/** Bytes that timestamps take in each segment. */
export const TIMESTAMP_BYTES = 12;
/** net.core.rmem_max of 6.18: what a receive buffer may always grow to. Not a namespace's own. */
const RMEM_MAX = 4_194_304;
/** Half of tcp_rmem's default, which is what a receive buffer starts with (F1.13), bytes. */
export const RECEIVE_SPACE = 65_536;

/** Largest segment that is sent whatever the peer asked for: what the link can carry and TCP_MAXSEG allows. Source: tcp_output.c:tcp_mtu_to_mss. */
export function linkMss(ctx: Context, socket?: Pick<Socket, 'maxSegment'>): number {
  return Math.min(ctx.host.mtu - HEADERS, socket?.maxSegment ?? Infinity);
}

/**
 * The MSS that is announced: 1460 on an MTU of 1500 (F1.13), or what the route's advmss says, which does not bind what is sent (measured on 6.18).
 * Source: tcp_mss_clamp.
 */
export function localMss(ctx: Context, socket?: Pick<Socket, 'maxSegment'>): number {
  return Math.min(linkMss(ctx, socket), ctx.host.advertisedMss ?? Infinity);
}

/**
 * The first receive window: half of tcp_rmem's default, in whole segments (F1.13); more than 65,535 is kept inside although no
 * SYN can say it. Where the host has no tcp_rmem of its own, the profile's measured numbers. `mss` is without the bytes that
 * timestamps take. Source: tcp_output.c:tcp_select_initial_window.
 */
export function firstWindow(ctx: Context, mss: number, ts: boolean): number {
  const { host, constants } = ctx;
  const size = mss - (ts ? TIMESTAMP_BYTES : 0);
  if (host.rmem === null && mss === 1460) return ts ? constants.synAckWindowTs : constants.synWindow;
  // Kernels that offer less begin with no more than what they offer.
  const usual = constants.synWindow < 60_000 ? constants.synWindow : RECEIVE_SPACE;
  const space = host.rmem === null ? usual : Math.floor(host.rmem.initial / 2);
  return space > size ? space - (space % size) : space;
}

/** The shift that this host offers: as much as its largest receive buffer needs (F1.15). Source: tcp_select_initial_window. */
export function windowShift({ host, constants }: Context): number {
  if (host.rmem === null) return constants.windowScale;
  const space = Math.max(host.rmem.initial / 2, host.rmem.max, RMEM_MAX);
  return Math.min(14, Math.max(0, Math.floor(Math.log2(space)) - 15));
}
