import { formatIp } from '../tcp/address.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';

/**
 * Writes to the kernel's log that a listener's SYN queue is full, once for each listener; 2.6.32 once in a minute, and
 * only when it sends cookies. Source: F3.4, tcp_input.c:tcp_syn_flood_action, before that in tcp_ipv4.c.
 */
export function warnOfFlood(ctx: Context, listener: Socket): void {
  const queue = listener.listener!;
  const { tcp_syncookies } = ctx.host.sysctl;
  const { floodWarning } = ctx.constants;
  const say = (text: string): void => void ctx.host.dmesg.push({ at: ctx.now, text });
  const port = listener.localPort;
  if (floodWarning === 'every-minute') {
    const last = ctx.host.dmesg.findLast(({ text }) => text.startsWith('possible SYN flooding'));
    if (tcp_syncookies !== 0 && (!last || ctx.now - last.at > 60_000)) say(`possible SYN flooding on port ${port}. Sending cookies.`);
    return;
  }
  if (queue.floodWarned || (tcp_syncookies === 2 && ctx.constants.cookiesAlways)) return;
  queue.floodWarned = true;
  const action = tcp_syncookies !== 0 ? 'Sending cookies.' : 'Dropping request.';
  if (floodWarning === 'names-address') say(`TCP: request_sock_TCP: Possible SYN flooding on port ${formatIp(listener.localIp)}:${port}. ${action}`);
  else say(`TCP: ${floodWarning === 'names-port' ? 'request_sock_TCP' : 'TCP'}: Possible SYN flooding on port ${port}. ${action}  Check SNMP counters.`);
}
