import { ACK, has, RST, SYN } from '../tcp/flags.ts';
import { hasAck, type Segment } from '../tcp/segment.ts';
import { add, between } from '../tcp/sequence.ts';
import { enterQuickAck, scheduleAck } from './acknowledge.ts';
import { echoAge, timestampNow } from './clock.ts';
import { count, decide, dropped, startTimer, type Context } from './context.ts';
import { windowShift } from './first-window.ts';
import type { Socket } from './host.ts';
import { pawsRejects } from './paws.ts';
import { openReceiveBuffer } from './receive-buffer.ts';
import { replyReset } from './reset.ts';
import { armRetransmit } from './retransmit-timer.ts';
import { setRto } from './round-trip.ts';
import { abortWith, move, returnConnect, takeAcknowledged } from './socket.ts';
import { flushUnsent } from './write.ts';
import { negotiate, sendAck, sendNew } from './transmit.ts';

/** A segment for a socket in SYN-SENT. Source: F1.17, F1.29, F1.30, F2.1; tcp_input.c:tcp_rcv_synsent_state_process. */
export function receiveSynSent(ctx: Context, socket: Socket, segment: Segment): void {
  const flags = segment.flags;
  if (hasAck(segment)) {
    if (!ctx.rules['F1.17 acceptable ACK in SYN-SENT'](segment.ack, socket.sndUna, socket.sndNxt)) {
      hurrySyn(ctx, socket);
      refuse(ctx, segment);
      return;
    }
    const ts = segment.options.ts;
    const firstTsval = timestampNow(ctx, socket.timestamps.offset) - Math.ceil((ctx.now - (socket.retransmittingSince ?? ctx.now)) / ctx.constants.timestampTick);
    if (ts && ts.ecr !== 0 && ctx.host.sysctl.tcp_timestamps !== 0 && !between(ts.ecr, firstTsval >>> 0, timestampNow(ctx, socket.timestamps.offset))) {
      count(ctx, 'PAWSActive');
      refuse(ctx, segment);
      return;
    }
    if (has(flags, RST)) {
      decide(ctx, 'syn-sent/refused');
      abortWith(ctx, socket, 'ECONNREFUSED', 'segment.reset');
      return;
    }
    if (!has(flags, SYN)) {
      dropped(ctx, 'TCP_FLAGS');
      decide(ctx, 'syn-sent/ack-without-syn-ignored');
      return;
    }
    established(ctx, socket, segment);
    return;
  }
  if (has(flags, RST)) {
    dropped(ctx, 'TCP_RESET');
    decide(ctx, 'syn-sent/rst-without-ack-ignored');
    return;
  }
  // Only who took over a TIME-WAIT, or remembers the peer, knows a timestamp so early (tcp_rcv_synsent_state_process).
  if (pawsRejects(ctx, segment, ctx.host.sysctl.tcp_timestamps !== 0, socket.timestamps)) {
    dropped(ctx, 'TCP_RFC7323_PAWS');
    decide(ctx, 'syn-sent/paws-ignored');
    return;
  }
  if (has(flags, SYN)) {
    crossingSyn(ctx, socket, segment);
    return;
  }
  dropped(ctx, 'TCP_FLAGS');
  decide(ctx, 'syn-sent/no-syn-ignored');
}

/** Not the ACK of our SYN: the SYN goes out again almost at once if that never happened yet (F1.29). */
function hurrySyn(ctx: Context, socket: Socket): void {
  if (socket.retransmits > 0 || !ctx.constants.wrongAckHurriesSyn) return;
  decide(ctx, 'syn-sent/bad-ack-resends-syn');
  armRetransmit(ctx, socket, ctx.constants.timeoutMin);
}

/** Not an answer to our SYN: a RST from its own ACK, unless it is one itself (F1.30, F8.16). */
function refuse(ctx: Context, segment: Segment): void {
  dropped(ctx, 'TCP_INVALID_ACK_SEQUENCE');
  if (has(segment.flags, RST)) {
    decide(ctx, 'syn-sent/bad-ack-rst-ignored');
    return;
  }
  decide(ctx, 'syn-sent/bad-ack-reset');
  replyReset(ctx, segment);
}

/** Takes over what the peer's SYN says: its number, window, options. */
function adoptSyn(ctx: Context, socket: Socket, segment: Segment): void {
  socket.irs = segment.seq;
  socket.rcvNxt = add(segment.seq, ctx.rules['F1.3 SYN takes one']());
  socket.rcvWup = socket.rcvNxt;
  socket.options = negotiate(ctx, segment.options, socket);
  socket.sndWnd = segment.win;
  socket.maxWindow = segment.win;
  socket.sndWl1 = segment.seq;
  if (segment.options.ts && socket.options.ts) socket.timestamps = { ...socket.timestamps, recent: segment.options.ts.val, recentAt: ctx.now };
}

function established(ctx: Context, socket: Socket, segment: Segment): void {
  adoptSyn(ctx, socket, segment);
  // Until data or another window come, nothing is predicted (tcp_finish_connect).
  socket.predicts = socket.options.sndScale === 0;
  const { sampleFrom } = takeAcknowledged(socket, segment.ack);
  socket.sndUna = segment.ack;
  socket.retransmitTimer = 0;
  socket.retransmits = 0;
  socket.retransmittingSince = null;
  socket.totalRto = 0;
  const echo = socket.options.ts ? segment.options.ts?.ecr : undefined;
  if (sampleFrom !== null) setRto(ctx, socket, ctx.now - sampleFrom);
  else if (echo) setRto(ctx, socket, echoAge(ctx, socket.timestamps.offset, echo));
  else socket.rto = ctx.constants.fallbackRto;
  socket.lastDataAt = ctx.now;
  openReceiveBuffer(ctx.host, socket);
  decide(ctx, 'syn-sent/established');
  move(ctx, socket, 'segment.syn-ack');
  returnConnect(ctx, socket, null);
  if (socket.deferAccept > 0) {
    // A program that set TCP_DEFER_ACCEPT will write soon: data saves this ACK (F1.17).
    enterQuickAck(ctx, socket);
    scheduleAck(socket);
    socket.ackDueAt = ctx.now + ctx.constants.delayedAckMax;
    socket.ackTimer = startTimer(ctx, ctx.constants.delayedAckMax, { kind: 'delayed-ack', socket: socket.id, local: 0, remote: 0 });
  } else sendAck(ctx, socket);
  flushUnsent(ctx, socket);
}

/** Both sides sent a SYN: answer SYN-ACK with the same initial sequence number (F2.1). */
function crossingSyn(ctx: Context, socket: Socket, segment: Segment): void {
  adoptSyn(ctx, socket, segment);
  // The shift that our SYN offered stays even when the other SYN has none: only a SYN-ACK without one takes it back.
  // So in every tree that was read, 2.6.32 to 6.18 (tcp_input.c:tcp_rcv_synsent_state_process).
  if (ctx.host.sysctl.tcp_window_scaling !== 0) socket.options = { ...socket.options, rcvScale: windowShift(ctx) };
  decide(ctx, 'syn-sent/crossing-syn');
  move(ctx, socket, 'segment.crossing-syn');
  const again = socket.unacked.some(({ retransmitted }) => retransmitted);
  socket.unacked = [];
  socket.sndNxt = socket.iss;
  // The SYN has become a SYN-ACK: its timer goes on, and so does what Karn's rule remembers (tcp_send_synack).
  sendNew(ctx, socket, SYN | ACK, '', 0);
  for (const piece of socket.unacked) piece.retransmitted = again;
}
