import { TIMESTAMP_BYTES } from './first-window.ts';
import type { Socket } from './host.ts';

/** Window up to which a segment may fill all of it: TCP_MSS_DEFAULT. */
const SMALL_WINDOW = 536;
/** What a segment has without data, bytes, and how small half a window may make all of it. */
const HEADER = 20;
const SMALLEST = 68;

/** Bytes that a segment may carry: half of the largest window the peer has had, at most, but not next to nothing. Source: tcp.h:tcp_bound_to_half_wnd. */
export function segmentSize({ maxWindow, options }: Pick<Socket, 'maxWindow' | 'options'>): number {
  const half = maxWindow > SMALL_WINDOW ? Math.floor(maxWindow / 2) : maxWindow;
  const least = SMALLEST - HEADER - (options.ts ? TIMESTAMP_BYTES : 0);
  return half === 0 ? options.sndMss : Math.min(options.sndMss, Math.max(half, least));
}
