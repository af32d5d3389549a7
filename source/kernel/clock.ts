import { mix } from '../random.ts';
import type { Ip } from '../tcp/address.ts';
import type { Context } from './context.ts';

/**
 * A new initial sequence number: a keyed hash of the tuple plus a clock that advances 15,625,000 a second.
 * Source: F1.11, core/secure_seq.c. The hash here is a mix, not siphash: the numbers are the game's own.
 */
export function initialSequence(ctx: Context, localIp: Ip, localPort: number, remoteIp: Ip, remotePort: number): number {
  const clock = Math.floor((ctx.host.uptime + ctx.now) * 15_625);
  return (mix(ctx.host.secret, localIp, localPort, remoteIp, remotePort, 1) + (clock % 4294967296)) >>> 0;
}

/** The offset of this tuple's timestamps: random with tcp_timestamps=1, none with 2 (F1.16). */
export function timestampOffset(ctx: Context, localIp: Ip, localPort: number, remoteIp: Ip, remotePort: number): number {
  if (ctx.host.sysctl.tcp_timestamps !== 1) return 0;
  return mix(ctx.host.secret, localIp, localPort, remoteIp, remotePort, 2);
}

/** TSval now: uptime in ms plus the tuple's offset, modulo 2^32. */
export function timestampNow(ctx: Context, offset: number): number {
  return (Math.floor(ctx.host.uptime + ctx.now) + offset) >>> 0;
}

