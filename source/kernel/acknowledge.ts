import { FIN, has, PSH, SYN, URG } from '../tcp/flags.ts';
import { distance } from '../tcp/sequence.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import { count, decide, dropped, startTimer, type Context } from './context.ts';
import { TIMESTAMP_BYTES } from './first-window.ts';
import type { Socket } from './host.ts';
import { growWithData, headerBytes, learnShare, TCP_HEADER } from './receive-buffer.ts';
import { offersAsMuch } from './receive-window.ts';
import { challengesSpent, limited, outOfWindowLimited } from './rate-limit.ts';
import { sendAck } from './transmit.ts';

/** Notes that something arrived which must be acknowledged, now or a little later. Source: inet_csk_schedule_ack. */
export function scheduleAck(socket: Socket): void {
  socket.ackScheduled = true;
}

/** At most so many acknowledgments are immediate ones: TCP_MAX_QUICKACKS. */
const MOST_QUICK = 16;
/** However long the interval between segments, an ACK waits no longer: HZ/2. */
const LONGEST_INTERVAL: Ms = 500;

/** Makes some of the next acknowledgments immediate ones. Source: tcp_input.c:tcp_incr_quickack. */
function moreQuick(socket: Socket): void {
  const halves = Math.floor(socket.rcvWnd / (2 * socket.rcvMss));
  socket.quick = Math.max(socket.quick, Math.min(halves === 0 ? 2 : halves, MOST_QUICK));
}

/** Makes the next acknowledgments immediate ones, and begins the interval anew. Source: tcp_input.c:tcp_enter_quickack_mode. */
export function enterQuickAck({ constants }: Context, socket: Socket): void {
  moreQuick(socket);
  socket.pingpong = false;
  socket.ato = constants.delayedAck;
}

/** A shorter segment than the measure is told from the end of a record by its length: headers and 536 bytes, or 88 and none of these flags. */
const ENDS_SOMETHING = FIN | URG | SYN | PSH;
const SMALLEST_MSS = 88;
const USUAL_MSS = 536;

/** Learns how large the peer's segments are, and notes the small and the pushed ones. Source: tcp_input.c:tcp_measure_rcv_mss. */
export function measureSegment(ctx: Context, socket: Socket, segment: Segment): void {
  const size = Math.min(segment.length, ctx.host.pieces ?? Infinity);
  const lastShort = socket.lastShort;
  socket.lastShort = 0;
  if (size >= socket.rcvMss) {
    if (size > socket.rcvMss) learnShare(ctx, socket, segment);
    socket.rcvMss = Math.min(size, socket.options.localMss - (socket.options.ts ? TIMESTAMP_BYTES : 0));
    if (has(segment.flags, PSH)) socket.smallArrived = Math.max(socket.smallArrived, 1);
    return;
  }
  const header = headerBytes(segment);
  if (size + header >= USUAL_MSS + TCP_HEADER || (size + header >= SMALLEST_MSS + TCP_HEADER && (segment.flags & ENDS_SOMETHING) === 0)) {
    socket.lastShort = size + header - TCP_HEADER - (socket.options.ts ? TIMESTAMP_BYTES : 0);
    if (socket.lastShort === lastShort) {
      socket.rcvMss = lastShort;
      return;
    }
  }
  socket.smallArrived++;
}

/** Data arrived: the first time, and after a pause longer than the RTO, up to 16 quick ACKs; the interval between segments is learnt (F12.5). Source: tcp_input.c:tcp_event_data_recv. */
export function dataArrived(ctx: Context, socket: Socket, segment: Segment): void {
  scheduleAck(socket);
  measureSegment(ctx, socket, segment);
  const least = ctx.constants.delayedAck;
  const passed = ctx.now - socket.lastDataAt;
  if (socket.ato === 0) {
    moreQuick(socket);
    socket.ato = least;
  } else if (passed <= least / 2) socket.ato = socket.ato / 2 + least / 2;
  else if (passed < socket.ato) socket.ato = Math.min(socket.ato / 2 + passed, socket.rto);
  else if (passed > socket.rto) moreQuick(socket);
  socket.lastDataAt = ctx.now;
  growWithData(ctx, socket, segment);
}

/** How long an ACK may wait: the interval between segments, within the round-trip time where that is known. Source: tcp_output.c:tcp_send_delayed_ack. */
function ackDelay({ constants }: Context, { ato, pingpong, smallArrived, srtt }: Socket): Ms {
  const { delayedAck, delayedAckMax, minRto, jiffy } = constants;
  const usual = pingpong || smallArrived > 0 ? delayedAckMax : LONGEST_INTERVAL;
  const longest = srtt === null ? usual : Math.min(usual, Math.max(srtt, delayedAck));
  return Math.min(ato > delayedAck ? Math.min(ato, longest) : ato, delayedAckMax, minRto - jiffy);
}

/** Sends the acknowledgment that is due, or starts the delayed-ACK timer. Source: tcp_input.c:__tcp_ack_snd_check. */
export function acknowledgeWhenDue(ctx: Context, socket: Socket): void {
  if (!socket.ackScheduled) return;
  const nothingToRead = socket.receivedBytes === 0 && (!socket.finReceived || socket.finRead);
  const full = distance(socket.rcvWup, socket.rcvNxt) > socket.rcvMss && (nothingToRead || offersAsMuch(ctx.host, socket));
  const atOnce = socket.ackNow || socket.outOfOrder.length > 0 || (socket.quick > 0 && !socket.pingpong) || full;
  if (atOnce) {
    sendAck(ctx, socket);
    return;
  }
  const delay = ctx.rules['F5.3 FIN is acknowledged late'](socket.ato > 0, ctx.constants.jiffy, ackDelay(ctx, socket));
  if (socket.ackTimer !== 0) {
    // One that is about to go out goes at once.
    if (socket.ackDueAt <= ctx.now + delay / 4) sendAck(ctx, socket);
    if (socket.ackTimer === 0 || socket.ackDueAt <= ctx.now + delay) return;
  }
  socket.ackDueAt = ctx.now + delay;
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
  // It was waited for in vain: the interval is longer than thought, or nobody is going to answer here.
  socket.ato = socket.pingpong ? ctx.constants.delayedAck : Math.min(2 * socket.ato, socket.rto);
  socket.pingpong = false;
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
