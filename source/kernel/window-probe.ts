import { ACK } from '../tcp/flags.ts';
import { add } from '../tcp/sequence.ts';
import { count, decide, type Context } from './context.ts';
import type { Socket } from './host.ts';
import { armWindowProbe } from './window-probe-timer.ts';
import { abortWith } from './socket.ts';
import { build, put } from './transmit.ts';
import { sendThroughGap } from './write.ts';

/**
 * The window has been closed for so long: ask with a segment that carries nothing, one number too early, so that it must be
 * answered. A peer that answers may go on for ever; one that does not is given up like lost data (F12.7).
 * Source: tcp_timer.c:tcp_probe_timer, tcp_output.c:tcp_send_probe0.
 */
export function probeWindow(ctx: Context, socket: Socket): void {
  if (socket.unsent.length === 0 && !socket.finQueued) return;
  socket.probingSince ??= ctx.now;
  if (socket.probes >= mostProbes(ctx, socket) || (socket.userTimeout !== null && ctx.now - socket.probingSince >= socket.userTimeout)) {
    count(ctx, 'TCPAbortOnTimeout');
    decide(ctx, 'timer/gave-up');
    abortWith(ctx, socket, 'ETIMEDOUT', 'timer.gave-up');
    return;
  }
  if (sendThroughGap(ctx, socket)) {
    socket.probes = 0;
    socket.probeBackoff = 0;
    socket.probingSince = null;
    return;
  }
  decide(ctx, 'timer/window-probe');
  count(ctx, 'TCPWinProbe');
  put(ctx, build(ctx, socket, ACK, add(socket.sndUna, -1), '', 0));
  socket.probes++;
  if (socket.probeBackoff < ctx.host.sysctl.tcp_retries2) socket.probeBackoff++;
  armWindowProbe(ctx, socket);
}

function mostProbes(ctx: Context, socket: Socket): number {
  const { tcp_retries2, tcp_orphan_retries } = ctx.host.sysctl;
  if (socket.open) return tcp_retries2;
  const alive = Math.min(socket.rto * 2 ** socket.probeBackoff, socket.maxRto) < socket.maxRto;
  return tcp_orphan_retries === 0 && alive ? 8 : tcp_orphan_retries;
}
