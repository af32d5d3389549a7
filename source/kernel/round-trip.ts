import type { Ms } from '../time.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';

/**
 * Takes a round-trip sample and sets the retransmission timeout: SRTT + max(4 mdev, 200 ms).
 * Source: F12.1, RFC 6298 section 2, tcp_input.c:tcp_rtt_estimator and tcp_set_rto.
 */
export function setRto(ctx: Context, socket: Socket, sample: Ms): void {
  const m = Math.max(sample, 0);
  socket.minRtt = Math.min(socket.minRtt, m);
  if (socket.srtt === null) {
    socket.srtt = m;
    socket.rttvar = m / 2;
  } else {
    socket.rttvar += (Math.abs(m - socket.srtt) - socket.rttvar) / 4;
    socket.srtt += (m - socket.srtt) / 8;
  }
  const spread = Math.max(4 * socket.rttvar, ctx.constants.minRto);
  socket.rto = Math.min(Math.round(socket.srtt + spread), socket.maxRto);
}
