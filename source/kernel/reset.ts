import { ACK, has, RST, SYN } from '../tcp/flags.ts';
import { NO_OPTIONS } from '../tcp/options.ts';
import { hasAck, sequenceLength, swapEnds, type Segment } from '../tcp/segment.ts';
import { decide, dropped, type Context } from './context.ts';
import { put } from './transmit.ts';

/**
 * Answers a segment with a RST: sequence number taken from its ACK, or 0 with an ACK of all that it carried.
 * A RST is never answered. Source: F1.27, tcp_ipv4.c:tcp_v4_send_reset, RFC 9293 3.5.2.
 */
export function replyReset(ctx: Context, segment: Segment): void {
  if (ctx.rules['F1.27 no RST for RST'](has(segment.flags, RST))) return;
  const numbers = ctx.rules['F1.27 reset numbers']({
    hasAck: hasAck(segment),
    seq: segment.seq,
    ack: segment.ack,
    length: sequenceLength(segment),
  });
  put(ctx, {
    ...swapEnds(segment),
    flags: numbers.ack === null ? RST : RST | ACK,
    seq: numbers.seq,
    ack: numbers.ack ?? 0,
    win: 0,
    options: NO_OPTIONS,
    length: 0,
  });
}

/** A segment for which there is neither socket nor listener (F1.27). */
export function receiveClosed(ctx: Context, segment: Segment): void {
  dropped(ctx, 'NO_SOCKET');
  if (has(segment.flags, RST)) decide(ctx, 'closed/rst-ignored');
  else if (hasAck(segment)) decide(ctx, 'closed/ack-reset');
  else decide(ctx, has(segment.flags, SYN) ? 'closed/syn-reset' : 'closed/no-ack-reset');
  replyReset(ctx, segment);
}
