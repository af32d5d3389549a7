import type { Ms } from '../time.ts';
import type { Constants } from './constants.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';

/** TCP_FIN_TIMEOUT_MAX: the longest TCP_LINGER2. */
const LINGER2_MAX: Ms = 120_000;

/**
 * TCP_DEFER_ACCEPT in seconds as Linux keeps it: so many SYN-ACK timeouts that together last that long, 0 for none (F1.34).
 * Source: tcp.c:do_tcp_setsockopt, secs_to_retrans.
 */
export function deferredTimeouts(seconds: number, { initialRto, maxRto }: Constants): number {
  if (seconds <= 0) return 0;
  let timeout = initialRto;
  let period = timeout;
  let timeouts = 1;
  while (seconds * 1000 > period && timeouts < 255) {
    timeouts++;
    timeout = Math.min(timeout * 2, maxRto);
    period += timeout;
  }
  return timeouts;
}

/** What getsockopt(TCP_DEFER_ACCEPT) reads then, in seconds: 5 was set, 7 is read. Source: tcp.c:retrans_to_secs. */
export function deferredSeconds(timeouts: number, { initialRto, maxRto }: Constants): number {
  let period = 0;
  for (let n = 0; n < timeouts; n++) period += Math.min(initialRto * 2 ** n, maxRto);
  return period / 1000;
}

/** Sets TCP_LINGER2 from seconds: below 0 no FIN-WAIT-2 at all, 0 the sysctl, 120 s at most (F5.16 to F5.18). Source: tcp.c:do_tcp_setsockopt. */
export function setLinger2(ctx: Context, socket: Socket, seconds: number): void {
  const sysctl = ctx.host.sysctl.tcp_fin_timeout;
  if (seconds < 0) socket.linger2 = -1;
  else if (seconds === 0 || (!ctx.constants.linger2MayExceedSysctl && seconds > sysctl)) socket.linger2 = null;
  else socket.linger2 = Math.min(seconds * 1000, LINGER2_MAX);
}
