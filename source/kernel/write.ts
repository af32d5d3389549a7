import { ACK, FIN, PSH } from '../tcp/flags.ts';
import { add, after, distance } from '../tcp/sequence.ts';
import { congestionQuota, restartAfterIdleness, segmentsAtOnce, windowUsed } from './congestion.ts';
import type { Context } from './context.ts';
import type { Socket } from './host.ts';
import { armProbe } from './retransmit-timer.ts';
import { segmentSize } from './segment-size.ts';
import { sendNew } from './transmit.ts';
import { armWindowProbe } from './window-probe-timer.ts';

/** States in which what was written, or a FIN behind it, may still be on its way. */
const SENDING: ReadonlySet<Socket['state']> = new Set(['ESTABLISHED', 'CLOSE-WAIT', 'FIN-WAIT-1', 'CLOSING', 'LAST-ACK']);

/** How a program writes: more is to come soon (MSG_MORE); what it wrote up to here is a record (MSG_EOR). */
export interface WriteHow {
  readonly more: boolean;
  readonly endsRecord: boolean;
}

/** What of the peer's window is still free, bytes; Infinity as long as no window was heard of. */
function roomOf({ sndUna, sndWnd, sndNxt, sndWl1 }: Socket): number {
  return sndWl1 === null ? Infinity : Math.max(0, distance(sndNxt, add(sndUna, sndWnd)));
}

/** Takes what a program writes and sends what may be sent of it. Source: tcp.c:tcp_sendmsg_locked, tcp_push. */
export function write(ctx: Context, socket: Socket, data: string, { more, endsRecord }: WriteHow): void {
  if (socket.unsent.length === 0) socket.pushing = false;
  restartAfterIdleness(ctx, socket);
  socket.unsent += data;
  const end = add(socket.sndNxt, socket.unsent.length);
  // A program that always has more is pushed for after half a window (forced_push).
  const pushed = !more || after(end, add(socket.pushedTo, Math.floor(socket.maxWindow / 2)));
  if (pushed) socket.pushedTo = end;
  if (endsRecord) socket.recordEnds = [...socket.recordEnds, { seq: end, pushed }];
  flushUnsent(ctx, socket, more);
}

/** TCP_NODELAY was set, or TCP_CORK taken away: what waits goes out, however small. Source: tcp.c:__tcp_sock_set_nodelay, __tcp_sock_set_cork. */
export function pushUnsent(ctx: Context, socket: Socket): void {
  if (socket.noDelay) socket.pushing = true;
  flushUnsent(ctx, socket);
}

/**
 * Sends what the program wrote and the FIN behind it, as far as the peer's window and the congestion window go, handing
 * several segments to the link at once. The end of what does not fill a segment waits while another such segment is not
 * acknowledged, unless TCP_NODELAY is set or it has the FIN, and always with TCP_CORK and while `more` is to come. When
 * nothing is on its way and something is held back, the window is probed (F12.7).
 * Source: RFC 9293 3.7.4 (Nagle), tcp_output.c:tcp_write_xmit, tcp_snd_wnd_test, tcp_nagle_test, tcp_mss_split_point, tcp_send_fin.
 */
export function flushUnsent(ctx: Context, socket: Socket, more = false): void {
  if (!SENDING.has(socket.state)) return;
  while (socket.unsent.length > 0 || socket.finQueued) {
    const bytes = sendableNow(ctx, socket, more);
    if (bytes === null) break;
    sendAtOnce(ctx, socket, bytes);
  }
  if ((socket.unsent.length > 0 || socket.finQueued) && socket.unacked.length === 0 && socket.retransmitTimer === 0) armWindowProbe(ctx, socket);
}

/** How many bytes go out together next, perhaps with the FIN; null when nothing may be sent. */
function sendableNow(ctx: Context, socket: Socket, more: boolean): number | null {
  const size = segmentSize(socket);
  const quota = Math.min(congestionQuota(ctx, socket), segmentsAtOnce(ctx, socket, size));
  const length = recordLength(socket);
  const isTail = length === socket.unsent.length;
  const fin = isTail && socket.finQueued;
  const room = roomOf(socket);
  if (quota === 0) return null;
  if (length <= size) {
    const held = isTail && !fin && length < size && mustWait(socket, size, more);
    return length + Number(fin) > room || held ? null : length;
  }
  if (size > room) return null;
  const needed = Math.min(length, room);
  if (quota * size <= needed) return quota * size;
  const partial = needed % size;
  return partial > 0 && isTail && !socket.pushing && mustWait(socket, size, more) ? needed - partial : needed;
}

/** Bytes up to the end of the first record, or all. */
function recordLength({ recordEnds, sndNxt, unsent }: Socket): number {
  const first = recordEnds[0];
  return first ? Math.min(distance(sndNxt, first.seq), unsent.length) : unsent.length;
}

/** Nagle's rule for the end of what was written, when that does not fill a segment. Source: tcp_output.c:tcp_nagle_check. */
function mustWait(socket: Socket, size: number, more: boolean): boolean {
  if (socket.pushing) return false;
  if (socket.corked || more) return true;
  return !socket.noDelay && socket.unacked.some(({ length }) => length > 0 && length < size);
}

/** Hands so many bytes to the link; several segments end with PSH, so that the receiver passes them on together, but not when they are sent again (__tcp_transmit_skb). */
function sendAtOnce(ctx: Context, socket: Socket, bytes: number): void {
  const size = segmentSize(socket);
  for (let left = bytes; ; ) {
    const piece = socket.unsent.slice(0, Math.min(size, left));
    left -= piece.length;
    sendPiece(ctx, socket, piece, left === 0, left === 0 && bytes > size && ctx.constants.pushesSeveral ? 'this time' : 'as asked');
    if (left === 0) break;
  }
  windowUsed(ctx, socket);
}

/** A probe instead of the timeout: the next segment, be it the FIN alone, when there is one and the window lets it through. False: there is none. Source: tcp_output.c:tcp_send_loss_probe. */
export function sendNextAsProbe(ctx: Context, socket: Socket): boolean {
  const length = Math.min(recordLength(socket), segmentSize(socket));
  const fin = socket.unsent.length === 0 && socket.finQueued;
  if (length + Number(fin) === 0 || length + Number(fin) > roomOf(socket)) return false;
  sendAtOnce(ctx, socket, length);
  return true;
}

/** At the probe's time: as much as the window lets through after all; false when that is nothing. Source: tcp_output.c:tcp_write_wakeup. */
export function sendThroughGap(ctx: Context, socket: Socket): boolean {
  const room = Math.min(roomOf(socket), segmentSize(socket));
  const piece = socket.unsent.slice(0, Math.min(room, recordLength(socket)));
  const fits = piece.length === socket.unsent.length && piece.length + 1 <= room;
  if (piece.length === 0 && !(fits && socket.finQueued)) return false;
  sendPiece(ctx, socket, piece, fits, 'always');
  return true;
}

/** `mayEnd`: the FIN may go with it, when nothing is left. `push`: whether it has PSH, where the program did not ask for it; always: when it is sent again, too. */
function sendPiece(ctx: Context, socket: Socket, piece: string, mayEnd: boolean, push: 'as asked' | 'this time' | 'always'): void {
  const end = add(socket.sndNxt, piece.length);
  const record = socket.recordEnds[0];
  const endsRecord = record?.seq === end;
  const asked = push === 'always' || end === socket.pushedTo || (endsRecord && record.pushed);
  socket.unsent = socket.unsent.slice(piece.length);
  if (endsRecord) socket.recordEnds = socket.recordEnds.slice(1);
  const fin = mayEnd && socket.finQueued && socket.unsent.length === 0;
  if (fin) socket.finQueued = false;
  // A reply sent soon after data came in puts the socket into ping-pong mode (F12.5).
  if (piece.length > 0 && ctx.now - socket.lastDataAt < socket.ato) socket.pingpong = true;
  sendNew(ctx, socket, ACK | (fin ? FIN : 0) | (asked && piece.length > 0 ? PSH : 0), piece, piece.length, { pushed: push === 'this time', endsRecord });
  armProbe(ctx, socket);
}

/** May the window in this segment replace the one known? Newer ones may; of the same number a larger one, and none at all. Source: tcp_input.c:tcp_may_update_window. */
export function mayUpdateWindow(ctx: Context, socket: Socket, ack: number, seq: number, window: number): boolean {
  if (socket.sndWl1 === null || after(ack, socket.sndUna) || after(seq, socket.sndWl1)) return true;
  return seq === socket.sndWl1 && (window > socket.sndWnd || (window === 0 && ctx.constants.zeroWindowIsBelieved));
}
