import { mix } from '../random.ts';
import { has, SYN } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import { secondOf } from './clock.ts';
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

/** Never a limit: what tcp_challenge_ack_limit is by default since 6.1. */
const UNLIMITED = 2_147_483_647;

/**
 * Are this second's challenge ACKs used up? Takes one if not. The limit is a number that varies from second to second
 * around tcp_challenge_ack_limit, so that nobody can count on it; before 4.7 it was that number.
 * Source: F11.9, tcp_input.c:tcp_send_challenge_ack.
 */
export function challengesSpent(ctx: Context): boolean {
  const limit = ctx.host.sysctl.tcp_challenge_ack_limit;
  if (limit === UNLIMITED) return false;
  const { challenges } = ctx.host;
  const second = secondOf(ctx, ctx.now);
  if (challenges.second !== second) {
    challenges.second = second;
    challenges.left = ctx.constants.challengeLimitVaries ? ((limit + 1) >> 1) + (limit > 0 ? mix(ctx.host.secret, second, 9) % limit : 0) : limit;
  }
  if (challenges.left <= 0) return true;
  challenges.left--;
  return false;
}
