import { ACK, FIN, PSH } from '../tcp/flags.ts';
import { add, after, distance } from '../tcp/sequence.ts';
import type { Context } from './context.ts';
import { TIMESTAMP_BYTES } from './first-window.ts';
import type { Socket } from './host.ts';
import { armProbe } from './retransmit-timer.ts';
import { sendNew } from './transmit.ts';
import { armWindowProbe } from './window-probe-timer.ts';

/** States in which what was written, or a FIN behind it, may still be on its way. */
const SENDING: ReadonlySet<Socket['state']> = new Set(['ESTABLISHED', 'CLOSE-WAIT', 'FIN-WAIT-1', 'CLOSING', 'LAST-ACK']);

/** Window up to which a segment may fill all of it: TCP_MSS_DEFAULT. */
const SMALL_WINDOW = 536;

/** What a segment has without data, bytes, and how small half a window may make all of it. */
const HEADER = 20;
const SMALLEST = 68;

/** Bytes that a segment may carry: half of the largest window the peer has had, at most, but not next to nothing. Source: tcp.h:tcp_bound_to_half_wnd. */
export function segmentSize({ maxWindow, options }: Socket): number {
  const half = maxWindow > SMALL_WINDOW ? Math.floor(maxWindow / 2) : maxWindow;
  const least = SMALLEST - HEADER - (options.ts ? TIMESTAMP_BYTES : 0);
  return half === 0 ? options.sndMss : Math.min(options.sndMss, Math.max(half, least));
}

/** What of the peer's window is still free, bytes; Infinity as long as no window was heard of. */
function roomOf({ sndUna, sndWnd, sndNxt, sndWl1 }: Socket): number {
  return sndWl1 === null ? Infinity : Math.max(0, distance(sndNxt, add(sndUna, sndWnd)));
}

/**
 * Sends what the program wrote and the FIN behind it, in pieces no larger than the segment size, as far as the peer's window
 * goes. A piece that does not fill a segment waits while another such piece is not acknowledged, unless TCP_NODELAY is set or
 * it has the FIN. When nothing is on its way and the window holds all back, it is probed (F12.7).
 * Source: RFC 9293 3.7.4 (Nagle), tcp_output.c:tcp_write_xmit, tcp_snd_wnd_test, tcp_nagle_test, tcp_send_fin.
 */
export function flushUnsent(ctx: Context, socket: Socket): void {
  if (!SENDING.has(socket.state)) return;
  const size = segmentSize(socket);
  while (socket.unsent.length > 0 || socket.finQueued) {
    const piece = socket.unsent.slice(0, size);
    const isLast = piece.length === socket.unsent.length;
    const fin = isLast && socket.finQueued;
    if (piece.length + Number(fin) > roomOf(socket)) break;
    const small = ({ length }: { readonly length: number }): boolean => length > 0 && length < size;
    if (!fin && small(piece) && !socket.noDelay && socket.unacked.some(small)) break;
    sendPiece(ctx, socket, piece, fin, isLast);
  }
  if ((socket.unsent.length > 0 || socket.finQueued) && socket.unacked.length === 0 && socket.retransmitTimer === 0) armWindowProbe(ctx, socket);
}

/** At the probe's time: as much as the window lets through after all; false when that is nothing. Source: tcp_output.c:tcp_write_wakeup. */
export function sendThroughGap(ctx: Context, socket: Socket): boolean {
  const room = Math.min(roomOf(socket), segmentSize(socket));
  const piece = socket.unsent.slice(0, room);
  const fin = socket.finQueued && piece.length === socket.unsent.length && piece.length + 1 <= room;
  if (piece.length === 0 && !fin) return false;
  sendPiece(ctx, socket, piece, fin, true);
  return true;
}

function sendPiece(ctx: Context, socket: Socket, piece: string, fin: boolean, push: boolean): void {
  socket.unsent = socket.unsent.slice(piece.length);
  if (fin) socket.finQueued = false;
  // A reply sent soon after data came in puts the socket into ping-pong mode (F12.5).
  if (piece.length > 0 && ctx.now - socket.lastDataAt < socket.ato) socket.pingpong = true;
  sendNew(ctx, socket, ACK | (fin ? FIN : 0) | (push && piece.length > 0 ? PSH : 0), piece, piece.length);
  armProbe(ctx, socket);
}

/** May the window in this segment replace the one known? Newer ones may; of the same number a larger one, and none at all. Source: tcp_input.c:tcp_may_update_window. */
export function mayUpdateWindow(ctx: Context, socket: Socket, ack: number, seq: number, window: number): boolean {
  if (socket.sndWl1 === null || after(ack, socket.sndUna) || after(seq, socket.sndWl1)) return true;
  return seq === socket.sndWl1 && (window > socket.sndWnd || (window === 0 && ctx.constants.zeroWindowIsBelieved));
}
