import type { Segment } from '../tcp/segment.ts';
import type { Context } from './context.ts';
import type { TimestampState } from './host.ts';

/**
 * A stored timestamp is trusted for `pawsWrap` ms, after which a clock may have wrapped (F11.13).
 * Is the segment's TSval older than what is stored, by more than `forgiven` ticks? Never for a segment without timestamps.
 * Source: F11.13, tcp_input.c:tcp_paws_check.
 */
export function pawsRejects(ctx: Context, segment: Segment, inUse: boolean, stored: TimestampState, forgiven = 0): boolean {
  const ts = segment.options.ts;
  if (!inUse || ts === undefined || stored.recent === 0) return false;
  return ((stored.recent - ts.val) | 0) > forgiven && ctx.now - stored.recentAt < ctx.constants.pawsWrap;
}

/** Takes the segment's TSval over, unless it is older than what is stored. Source: tcp_input.c:tcp_replace_ts_recent. */
export function storeTimestamp(ctx: Context, segment: Segment, inUse: boolean, stored: TimestampState): void {
  const ts = segment.options.ts;
  if (!inUse || ts === undefined || pawsRejects(ctx, segment, inUse, stored)) return;
  stored.recent = ts.val;
  stored.recentAt = ctx.now;
}
