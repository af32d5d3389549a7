import { has, SYN } from '../tcp/flags.ts';
import type { Ms } from '../time.ts';
import { count, decide, type Context } from './context.ts';
import { endpointKey, type Request, type Socket } from './host.ts';
import { armRequestTimer, removeRequest } from './request-table.ts';
import { reorderingExpired } from './loss.ts';
import { armRetransmit, armTimeout } from './retransmit-timer.ts';
import { abortWith } from './socket.ts';
import { probeWindow } from './window-probe.ts';
import { sendAgain, sendSynAck } from './transmit.ts';
import { sendNextAsProbe } from './write.ts';

/**
 * The probe's time has come: if none is out already what comes next, or the last segment once more; then the timeout. A probe is
 * no retransmission for who counts how long the other side has been silent. Source: tcp_output.c:tcp_send_loss_probe.
 */
function sendProbe(ctx: Context, socket: Socket): void {
  if (socket.probedAt !== null) {
    armTimeout(ctx, socket);
    return;
  }
  count(ctx, 'TCPLossProbes');
  decide(ctx, 'timer/loss-probe');
  if (!sendNextAsProbe(ctx, socket)) sendAgain(ctx, socket, socket.unacked.at(-1));
  socket.probedAt = socket.sndNxt;
  armRetransmit(ctx, socket);
}

/**
 * ms after which r retries with doubling timeouts have run out. Source: tcp_timer.c:tcp_model_timeout (F1.19, F12.3).
 */
export function modelTimeout(retries: number, base: Ms, maxRto: Ms): Ms {
  const linearFrom = Math.floor(Math.log2(maxRto / base));
  if (retries <= linearFrom) return (2 ** (retries + 1) - 1) * base;
  return (2 ** (linearFrom + 1) - 1) * base + (retries - linearFrom) * maxRto;
}

/**
 * Is it time to give up? Linux counts from the first retransmission (a SYN: from connect()). Its timers fire late by up to
 * an eighth of their length, and this decides between one more retransmission and none: the mean, a sixteenth, is taken
 * into account although the timers here are exact, unless this one ran after `due` already. Source: F1.19, F2.5, F5.21, F5.22; tcp_timer.c:tcp_write_timeout,
 * retransmits_timed_out.
 */
function givesUp(ctx: Context, socket: Socket, due: Ms): boolean {
  const { synGiveUpBase, minRto, userTimeoutEndsOpening } = ctx.constants;
  const { maxRto } = socket;
  const sysctl = ctx.host.sysctl;
  const opening = socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED';
  let retries = opening ? (socket.synCount ?? sysctl.tcp_syn_retries) : sysctl.tcp_retries2;
  if (opening) {
    const most = retries + (socket.state === 'SYN-SENT' ? sysctl.tcp_syn_linear_timeouts : 0);
    if (socket.retransmits >= most) return true;
  } else if (!socket.open) {
    const alive = socket.rto < maxRto;
    retries = sysctl.tcp_orphan_retries === 0 && alive ? 8 : sysctl.tcp_orphan_retries;
  }
  if (socket.retransmits === 0 || socket.retransmittingSince === null) return false;
  const elapsed = Math.max(ctx.now, due + socket.rto / 16) - socket.retransmittingSince;
  const userTimeout = opening && !userTimeoutEndsOpening ? null : socket.userTimeout;
  return elapsed >= (userTimeout ?? modelTimeout(retries, opening ? synGiveUpBase : minRto, maxRto));
}

/** The next wait: the RTO, but no longer than TCP_USER_TIMEOUT leaves. Source: tcp_timer.c:tcp_clamp_rto_to_user_timeout. */
function nextWait(ctx: Context, socket: Socket): Ms {
  const opening = socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED';
  if (socket.userTimeout === null || socket.retransmittingSince === null || (opening && !ctx.constants.userTimeoutEndsOpening)) return socket.rto;
  const left = socket.userTimeout - (ctx.now - socket.retransmittingSince);
  return left <= 0 ? ctx.constants.jiffy : Math.min(socket.rto, left);
}

/** The retransmission timer of a full socket: SYN, SYN-ACK of a crossed open, data or FIN (F1.18, F2.5, F5.21, F12.3). */
export function retransmitExpired(ctx: Context, socket: Socket, due: Ms): void {
  socket.retransmitTimer = 0;
  const first = socket.unacked[0];
  if (!first) {
    probeWindow(ctx, socket);
    return;
  }
  if (socket.timerFor === 'probe') {
    sendProbe(ctx, socket);
    return;
  }
  if (socket.timerFor === 'reordering') {
    reorderingExpired(ctx, socket);
    return;
  }
  socket.probedAt = null;
  if (windowWasTakenBack(ctx, socket)) {
    askForWindow(ctx, socket);
    return;
  }
  count(ctx, 'TCPTimeouts');
  if (givesUp(ctx, socket, due)) {
    count(ctx, 'TCPAbortOnTimeout');
    decide(ctx, has(first.flags, SYN) ? 'timer/syn-gave-up' : 'timer/gave-up');
    abortWith(ctx, socket, 'ETIMEDOUT', 'timer.gave-up');
    return;
  }
  const isSyn = has(first.flags, SYN);
  if (isSyn) count(ctx, 'TCPSynRetrans');
  decide(ctx, isSyn ? 'timer/syn-again' : 'timer/retransmit');
  if (!isSyn) socket.congestion.lossy = true;
  sendAgain(ctx, socket);
  socket.retransmittingSince ??= ctx.now;
  socket.retransmits++;
  socket.totalRto += socket.rto;
  const linear =
    socket.state === 'SYN-SENT' && ctx.rules['F1.18 linear SYN timeout'](socket.totalRto / ctx.constants.initialRto, ctx.host.sysctl.tcp_syn_linear_timeouts);
  if (!linear) socket.rto = Math.min(socket.rto * 2, socket.maxRto);
  armRetransmit(ctx, socket, nextWait(ctx, socket));
}

/** The other side has closed a window in which something was on its way: a program's connection is not given up for that. */
function windowWasTakenBack({ now }: Context, { open, state, sndWnd, sndWl1, userTimeout, retransmittingSince }: Socket): boolean {
  if (!open || state === 'SYN-SENT' || state === 'SYN-RECEIVED' || sndWl1 === null || sndWnd > 0) return false;
  return userTimeout === null || now - (retransmittingSince ?? now) <= userTimeout;
}

/** What was on its way serves as a probe of the window, and counts as no timeout. Source: tcp_timer.c:tcp_retransmit_timer. */
function askForWindow(ctx: Context, socket: Socket): void {
  decide(ctx, 'timer/retransmit');
  sendAgain(ctx, socket);
  socket.retransmittingSince ??= ctx.now;
  socket.rto = Math.min(socket.rto * 2, socket.maxRto);
  armRetransmit(ctx, socket, nextWait(ctx, socket));
}

/** The SYN-ACK timer of a request. Source: F1.23, F1.25, inet_connection_sock.c:reqsk_timer_handler. */
export function synAckExpired(ctx: Context, request: Request): void {
  const listener = ctx.host.sockets.get(request.listener);
  const queue = listener?.listener;
  if (!queue) {
    removeRequest(ctx, request);
    const row = ctx.host.ehash.get(endpointKey(request.localIp, request.localPort));
    row?.delete(endpointKey(request.remoteIp, request.remotePort));
    return;
  }
  count(ctx, 'TCPTimeouts');
  const retries = ctx.rules['F1.25 crowded queue retries'](listener.synCount ?? ctx.host.sysctl.tcp_synack_retries, queue.qlen, queue.young, queue.backlog, queue.synTable);
  const defers = listener.deferAccept;
  // While data are waited for, nothing is sent again; at the end of that time once more, as the last chance (F1.34). Source: syn_ack_recalc.
  const waits = defers > 0 && request.acked && request.timeouts < defers;
  if (request.timeouts >= retries && !waits) {
    decide(ctx, 'timer/request-expired');
    removeRequest(ctx, request);
    return;
  }
  if (request.timeouts === 0) queue.young--;
  request.timeouts++;
  if (waits && request.timeouts < defers) {
    armRequestTimer(ctx, request);
    return;
  }
  request.retransmits++;
  count(ctx, 'TCPSynRetrans');
  decide(ctx, 'timer/syn-ack-again');
  sendSynAck(ctx, request, true);
  armRequestTimer(ctx, request);
}

/** The request a SYN-ACK timer was started for, when it is still the one. */
export function requestOfTimer(ctx: Context, local: number, remote: number, serial: number): Request | null {
  const entry = ctx.host.ehash.get(local)?.get(remote);
  return entry?.kind === 'request' && entry.timer === serial ? entry : null;
}

