import type { Ip } from '../tcp/address.ts';
import { secondOf } from './clock.ts';
import { count, type Context } from './context.ts';
import type { HashEntry, Socket, TimeWait } from './host.ts';
import { destroyTimeWait } from './time-wait-enter.ts';

function isLoopback(address: Ip): boolean {
  return address >>> 24 === 127;
}

/**
 * May connect() take this tuple over? Only from an entry whose connection used timestamps. A port that the program
 * bound itself needs no more, not even a true TIME-WAIT (F8.6, an orphan's FIN-WAIT-2 measured on 6.18.44); one that the kernel is to choose needs tcp_tw_reuse and more than tcp_tw_reuse_delay
 * in TIME-WAIT. Source: F8.1 to F8.3, F8.6, tcp_ipv4.c:tcp_twsk_unique.
 */
export function reusable(ctx: Context, entry: HashEntry, boundByProgram: boolean): entry is TimeWait {
  if (entry.kind !== 'time-wait' || !entry.ts) return false;
  if (boundByProgram) return true;
  if (entry.substate !== 'TIME-WAIT' && !ctx.constants.reusesFinWait2) return false;
  return !isOutOfReach(ctx, entry) && oldEnough(ctx, entry);
}

/** As long as tcp_tw_reuse stays as it is, the kernel will not choose this entry's port: however old it gets. */
export function isOutOfReach(ctx: Context, entry: TimeWait): boolean {
  const { tcp_tw_reuse } = ctx.host.sysctl;
  if (!entry.ts || tcp_tw_reuse === 0) return true;
  const loopbackOnly = tcp_tw_reuse === 2 && ctx.constants.reuseKnowsLoopback;
  return loopbackOnly && !isLoopback(entry.localIp) && !isLoopback(entry.remoteIp);
}

/** Older kernels reckon in whole seconds from the last timestamp that came, newer ones in ms from the entry on. */
function oldEnough(ctx: Context, entry: TimeWait): boolean {
  if (ctx.constants.reuseAfter === 'delay') return ctx.now - entry.enteredAt > ctx.host.sysctl.tcp_tw_reuse_delay;
  const seconds = secondOf(ctx, ctx.now) - secondOf(ctx, entry.timestamps.recentAt);
  return seconds > (ctx.constants.reuseAfter === 'next-second' ? 0 : 1);
}

/** The socket takes over: a number far ahead, and the peer's last timestamp, which its SYN will echo (F8.4). */
export function takeOver(ctx: Context, socket: Socket, entry: TimeWait): void {
  socket.iss = ctx.rules['F7.10 reopened ISN'](entry.sndNxt);
  socket.timestamps = { ...entry.timestamps };
  destroyTimeWait(ctx, entry);
  count(ctx, 'TWRecycled');
}
