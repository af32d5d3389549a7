import { ACK, PSH } from '../tcp/flags.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';
import { armProbe } from './retransmit-timer.ts';
import { sendNew } from './transmit.ts';

/**
 * Sends what the program wrote, in pieces no larger than the segment size. A piece that does not fill a segment waits while
 * another such piece is not acknowledged, unless TCP_NODELAY is set. A few segments need no congestion control.
 * Source: RFC 9293 3.7.4 (Nagle), tcp_output.c:tcp_nagle_check, tcp_minshall_check.
 */
export function flushUnsent(ctx: Context, socket: Socket): void {
  if (socket.state !== 'ESTABLISHED' && socket.state !== 'CLOSE-WAIT') return;
  while (socket.unsent.length > 0) {
    const piece = socket.unsent.slice(0, socket.options.sndMss);
    const small = ({ length }: { readonly length: number }): boolean => length > 0 && length < socket.options.sndMss;
    if (small(piece) && !socket.noDelay && socket.unacked.some(small)) return;
    socket.unsent = socket.unsent.slice(piece.length);
    // A reply sent soon after data came in puts the socket into ping-pong mode (F12.5).
    if (ctx.now - socket.lastDataAt < socket.ato) socket.pingpong = true;
    sendNew(ctx, socket, ACK | (socket.unsent.length === 0 ? PSH : 0), piece, piece.length);
    armProbe(ctx, socket);
  }
}
