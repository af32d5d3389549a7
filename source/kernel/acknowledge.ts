import { distance } from '../tcp/sequence.ts';
import type { Segment } from '../tcp/segment.ts';
import { count, decide, dropped, startTimer, type Context } from './context.ts';
import type { Socket } from './host.ts';
import { challengesSpent, limited, outOfWindowLimited } from './rate-limit.ts';
import { sendAck } from './transmit.ts';

/** Notes that something arrived which must be acknowledged, now or a little later. Source: inet_csk_schedule_ack. */
export function scheduleAck(socket: Socket): void {
  socket.ackScheduled = true;
}

/** Makes the next acknowledgments immediate ones. Source: tcp_input.c:tcp_enter_quickack_mode. */
export function enterQuickAck(socket: Socket): void {
  socket.quick = Math.max(socket.quick, 16);
  socket.pingpong = false;
}

/** Learns how large the peer's segments are, and gives the size of this one, bytes. Source: tcp_input.c:tcp_measure_rcv_mss. */
export function measureSegment({ host }: Context, socket: Socket, length: number): number {
  const size = Math.min(length, host.pieces ?? Infinity);
  socket.rcvMss = Math.max(socket.rcvMss, Math.min(size, socket.options.localMss));
  return size;
}

/** Data arrived: the first time, and after a pause longer than the RTO, 16 quick ACKs; the delayed-ACK interval is at least 40 ms from now on (F12.5). Source: tcp_input.c:tcp_event_data_recv. */
export function dataArrived(ctx: Context, socket: Socket, length: number, pushed: boolean): void {
  scheduleAck(socket);
  const size = measureSegment(ctx, socket, length);
  if (size < socket.rcvMss || pushed) socket.smallArrived++;
  if (socket.ato === 0) {
    socket.quick = 16;
    socket.ato = ctx.constants.delayedAck;
  } else if (ctx.now - socket.lastDataAt > socket.rto) socket.quick = Math.max(socket.quick, 16);
  socket.lastDataAt = ctx.now;
}

/** Sends the acknowledgment that is due, or starts the delayed-ACK timer. Source: tcp_input.c:__tcp_ack_snd_check. */
export function acknowledgeWhenDue(ctx: Context, socket: Socket): void {
  if (!socket.ackScheduled) return;
  // A FIN does not make a full segment fuller.
  const unacknowledged = distance(socket.rcvWup, socket.rcvNxt) - (socket.finReceived ? 1 : 0);
  const atOnce =
    socket.ackNow || socket.outOfOrder.length > 0 || (socket.quick > 0 && !socket.pingpong) || unacknowledged > socket.rcvMss;
  if (atOnce) {
    sendAck(ctx, socket);
    return;
  }
  if (socket.ackTimer !== 0) return;
  const delay = ctx.rules['F5.3 FIN is acknowledged late'](socket.ato > 0, ctx.constants.jiffy, ctx.constants.delayedAck);
  socket.ackTimer = startTimer(ctx, delay, { kind: 'delayed-ack', socket: socket.id, local: 0, remote: 0 });
}

/**
 * The program has read so many bytes: what it waited to acknowledge is acknowledged now, if it was a small segment and its
 * sender seems to wait for nothing else, or a second one, and nothing is left to read. Source: tcp.c:tcp_cleanup_rbuf.
 */
export function acknowledgeRead(ctx: Context, socket: Socket, bytes: number): void {
  if (!socket.ackScheduled || socket.state === 'CLOSED') return;
  const unacknowledged = distance(socket.rcvWup, socket.rcvNxt);
  const emptied = bytes > 0 && socket.receivedBytes === 0 && socket.outOfOrder.length === 0;
  const small = socket.smallArrived > 1 || (socket.smallArrived === 1 && !socket.pingpong);
  if (unacknowledged > socket.rcvMss || (emptied && small)) {
    decide(ctx, 'data/acknowledged-when-read');
    sendAck(ctx, socket);
  }
}

/** The delayed-ACK timer. */
export function delayedAckExpired(ctx: Context, socket: Socket): void {
  socket.ackTimer = 0;
  if (!socket.ackScheduled) return;
  count(ctx, 'DelayedACKs');
  decide(ctx, 'timer/delayed-ack');
  sendAck(ctx, socket);
}

/** A challenge ACK: an ordinary ACK, one in tcp_invalid_ratelimit ms a socket, and so many a second for all. Source: F11.5, F11.8, F11.9. */
export function challenge(ctx: Context, socket: Socket, segment: Segment): void {
  const tooSoon = ctx.constants.challengeLimitHoldsForData
    ? limited(ctx, socket, 'TCPACKSkippedChallenge')
    : outOfWindowLimited(ctx, socket, segment, 'TCPACKSkippedChallenge');
  if (tooSoon || challengesSpent(ctx)) {
    decide(ctx, 'segment/challenge-limited');
    return;
  }
  count(ctx, 'TCPChallengeACK');
  sendAck(ctx, socket);
}

/** A SYN where none belongs: challenged, whatever its numbers (F11.4). Source: tcp_input.c:tcp_validate_incoming. */
export function synChallenge(ctx: Context, socket: Socket, segment: Segment): void {
  if (socket.state === 'ESTABLISHED') count(ctx, 'InErrs');
  count(ctx, 'TCPSYNChallenge');
  dropped(ctx, 'TCP_INVALID_SYN');
  decide(ctx, 'segment/syn-challenged');
  challenge(ctx, socket, segment);
}
