import { mix, mixOfSix } from '../random.ts';
import type { Ip } from '../tcp/address.ts';
import type { Ms } from '../time.ts';
import type { Context } from './context.ts';

/**
 * A new initial sequence number: a keyed hash of the tuple plus a clock that advances 15,625,000 a second.
 * Source: F1.11, core/secure_seq.c. The hash here is a mix, not siphash: the numbers are the game's own.
 */
export function initialSequence(ctx: Context, localIp: Ip, localPort: number, remoteIp: Ip, remotePort: number): number {
  const clock = Math.floor((ctx.host.uptime + ctx.now) * 15_625);
  return (mix(ctx.host.secret, localIp, localPort, remoteIp, remotePort, 1) + (clock % 4294967296)) >>> 0;
}

/** The offset of this tuple's timestamps: random with tcp_timestamps=1, none with 2 (F1.16); older kernels: one for each pair of hosts, or none. */
export function timestampOffset(ctx: Context, localIp: Ip, localPort: number, remoteIp: Ip, remotePort: number): number {
  const { timestampOffset: kind } = ctx.constants;
  if (ctx.host.sysctl.tcp_timestamps !== 1 || kind === 'none') return 0;
  if (kind === 'per-host') return mix(ctx.host.secret, localIp, remoteIp, 2);
  return mixOfSix(ctx.host.secret, localIp, localPort, remoteIp, remotePort, 2);
}

/** TSval now: uptime in ticks of the timestamp clock plus the tuple's offset, modulo 2^32. */
export function timestampNow(ctx: Context, offset: number): number {
  return (Math.floor((ctx.host.uptime + ctx.now) / ctx.constants.timestampTick) + offset) >>> 0;
}

/** ms since this echoed timestamp was sent; at least one tick of the clock (tcp_rtt_tsopt_us). */
export function echoAge(ctx: Context, offset: number, ecr: number): Ms {
  return Math.max(1, (timestampNow(ctx, offset) - ecr) >>> 0) * ctx.constants.timestampTick;
}

/** The host's clock in whole seconds, as get_seconds() has it. */
export function secondOf(ctx: Context, at: Ms): number {
  return Math.floor((ctx.host.uptime + at) / 1000);
}
