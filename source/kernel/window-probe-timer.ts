import type { Ms } from '../time.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';
import { armRetransmit } from './retransmit-timer.ts';

/** When the window is probed next: the RTO, doubled with every probe. Source: tcp.h:tcp_probe0_when. */
function probeWait({ constants: { minRto } }: Context, socket: Socket): Ms {
  const { maxRto } = socket;
  const doublings = Math.min(socket.probeBackoff, Math.floor(Math.log2(maxRto / minRto)) + 1);
  return Math.min(Math.max(socket.rto, minRto) * 2 ** doublings, maxRto);
}

/** Starts the timer that probes a closed window; it is the retransmission timer of a socket that has nothing on its way. Source: tcp.h:tcp_check_probe_timer. */
export function armWindowProbe(ctx: Context, socket: Socket): void {
  armRetransmit(ctx, socket, probeWait(ctx, socket));
}

/** An ACK came while the window was closed: the peer is there, and the next probe is due so long after it. Source: tcp_input.c:tcp_ack_probe. */
export function ackWhileProbing(ctx: Context, socket: Socket): void {
  socket.probes = 0;
  if (socket.unacked.length > 0 || (socket.unsent.length === 0 && !socket.finQueued)) return;
  socket.retransmitTimer = 0;
  if (socket.sndWnd > 0) socket.probeBackoff = 0;
  else armWindowProbe(ctx, socket);
}
