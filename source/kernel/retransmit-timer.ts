import type { Ms } from '../time.ts';
import { startTimer, type Context } from './context.ts';
import type { Socket } from './host.ts';

/** TCP_TIMEOUT_MIN_US: what probes and waits for reordering take at least. */
export const TIMEOUT_MIN: Ms = 2;

/** Starts the retransmission timer. */
export function armRetransmit(ctx: Context, socket: Socket, delay: Ms = socket.rto): void {
  socket.timerFor = 'timeout';
  socket.retransmitTimer = startTimer(ctx, delay, { kind: 'retransmit', socket: socket.id, local: 0, remote: 0 });
}

/**
 * Starts the timer for what is not acknowledged. With SACK, and while nothing was lost, it first sends a probe: after two
 * round trips and a delayed acknowledgment's time, but never later than the timeout. `advancing`: an ACK has just taken
 * something off the queue, so the timeout begins anew. Source: tcp_output.c:tcp_schedule_loss_probe, RFC 8985 section 7.2.
 */
export function armProbe(ctx: Context, socket: Socket, advancing = false): void {
  const mayProbe = ctx.constants.lossProbe && ctx.host.probesLosses && socket.options.sack && socket.retransmits === 0 && socket.recoveringTo === null;
  if (!mayProbe || socket.unacked.length === 0 || socket.unacked.some(({ sacked }) => sacked)) {
    if (advancing || socket.retransmitTimer === 0) armRetransmit(ctx, socket);
    return;
  }
  const { minRto, initialRto } = ctx.constants;
  const wait = socket.srtt === null ? initialRto : 2 * socket.srtt + (socket.unacked.length === 1 ? minRto : TIMEOUT_MIN);
  const timeout = advancing ? socket.rto : socket.unacked[0]!.sentAt + socket.rto - ctx.now;
  armRetransmit(ctx, socket, timeout > 0 ? Math.min(wait, timeout) : wait);
  socket.timerFor = 'probe';
}

/** The timeout again, counted from when the oldest was last sent. Source: tcp_input.c:tcp_rearm_rto. */
export function armTimeout(ctx: Context, socket: Socket): void {
  const first = socket.unacked[0];
  if (first) armRetransmit(ctx, socket, Math.max(first.lastSentAt + socket.rto - ctx.now, 1));
}
