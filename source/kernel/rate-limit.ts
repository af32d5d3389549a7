import { has, SYN } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import { count, type Context } from './context.ts';
import type { CounterName } from './counter.ts';

/** Whoever answers segments that lie out of the window: a socket, a request, a TIME-WAIT entry. */
interface Answerer {
  lastOutOfWindowAck: Ms;
}

/**
 * Is it too early for another such answer? One in tcp_invalid_ratelimit ms; an answer that may be given starts the wait.
 * Source: F11.8, tcp_input.c:__tcp_oow_rate_limited.
 */
export function limited(ctx: Context, from: Answerer, skipped: CounterName): boolean {
  if (ctx.now - from.lastOutOfWindowAck < ctx.host.sysctl.tcp_invalid_ratelimit) {
    count(ctx, skipped);
    return true;
  }
  from.lastOutOfWindowAck = ctx.now;
  return false;
}

/** The same, but data and FIN without SYN are always answered: they cannot be part of a loop of ACKs. Source: F7.7, tcp_oow_rate_limited. */
export function outOfWindowLimited(ctx: Context, from: Answerer, segment: Segment, skipped: CounterName): boolean {
  if (sequenceLength(segment) > 0 && !has(segment.flags, SYN)) return false;
  return limited(ctx, from, skipped);
}
