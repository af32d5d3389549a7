import { FIN, has } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import { count, decide, startTimer, type Context } from './context.ts';
import { finish } from './fin.ts';
import type { Socket } from './host.ts';
import { openReceiveBuffer } from './receive-buffer.ts';
import { finalAck } from './request.ts';
import { replyReset } from './reset.ts';
import { abortWith, move, remember, retire, returnConnect } from './socket.ts';
import { enterTimeWait } from './time-wait-enter.ts';
import { finAcknowledged, sendActiveReset } from './transmit.ts';
import { flushUnsent } from './write.ts';

/**
 * What an acceptable ACK does to the state. 'done' when the segment needs no further look.
 * Source: tcp_input.c:tcp_rcv_state_process, the switch after tcp_ack(); F5.2, F5.15 to F5.18, F6.4.
 */
export function afterAck(ctx: Context, socket: Socket, segment: Segment): 'go on' | 'done' {
  if (socket.state === 'SYN-RECEIVED') {
    decide(ctx, socket.parent === null ? 'crossed/established' : finalAck(segment));
    move(ctx, socket, 'segment.acks-our-syn');
    if (!socket.buffer) openReceiveBuffer(ctx.host, socket);
    if (socket.srtt === null) socket.rto = ctx.constants.fallbackRto;
    returnConnect(ctx, socket, null);
    if (socket.shutdownSend) {
      // shutdown() came while the open was crossing.
      finish(ctx, socket);
    } else flushUnsent(ctx, socket);
    return 'go on';
  }
  if (!finAcknowledged(socket)) return 'go on';
  if (socket.state === 'FIN-WAIT-1') return finWait1(ctx, socket, segment);
  if (socket.state === 'CLOSING') {
    decide(ctx, 'fin/acknowledged');
    move(ctx, socket, 'segment.acks-our-fin');
    enterTimeWait(ctx, socket, 'TIME-WAIT', ctx.constants.timeWait);
    return 'done';
  }
  if (socket.state === 'LAST-ACK') {
    decide(ctx, 'fin/last-ack-done');
    remember(ctx, socket);
    move(ctx, socket, 'segment.acks-our-fin');
    retire(ctx, socket);
    return 'done';
  }
  return 'go on';
}

function finWait1(ctx: Context, socket: Socket, segment: Segment): 'go on' | 'done' {
  decide(ctx, 'fin/acknowledged');
  if (socket.open) {
    move(ctx, socket, 'segment.acks-our-fin');
    return 'go on';
  }
  const end = add(segment.seq, sequenceLength(segment));
  const fin = has(segment.flags, FIN);
  if ((socket.linger2 ?? 0) < 0 || ctx.rules['F5.14 data after close resets'](end, fin, socket.rcvNxt, end !== segment.seq)) {
    count(ctx, 'TCPAbortOnData');
    decide(ctx, (socket.linger2 ?? 0) < 0 ? 'close/linger2-reset' : 'data/after-close-reset');
    abortWith(ctx, socket, 'ECONNRESET', 'segment.reset');
    replyReset(ctx, segment);
    return 'done';
  }
  move(ctx, socket, 'segment.acks-our-fin');
  if (fin) {
    // Most likely it takes the socket to TIME-WAIT at once; if not (an old one), the timer ends it.
    const length = finTimeout(ctx, socket);
    startFinWait2Timer(ctx, socket, length > ctx.constants.timeWait ? length - ctx.constants.timeWait : length);
    return 'go on';
  }
  return orphanFinWait2(ctx, socket);
}

function startFinWait2Timer(ctx: Context, socket: Socket, delay: number): void {
  socket.finWait2Timer = startTimer(ctx, delay, { kind: 'fin-wait-2', socket: socket.id, local: 0, remote: 0 });
}

/**
 * Limits an orphan's stay in FIN-WAIT-2. Up to 60 s it becomes a mini-socket at once ('done'); above that the full socket
 * first waits for what exceeds 60 s ('go on', F5.17). Source: F5.16, tcp_input.c:tcp_rcv_state_process, tcp.c:__tcp_close.
 */
export function orphanFinWait2(ctx: Context, socket: Socket): 'go on' | 'done' {
  const length = finTimeout(ctx, socket);
  if (length > ctx.constants.timeWait) {
    startFinWait2Timer(ctx, socket, length - ctx.constants.timeWait);
    return 'go on';
  }
  enterTimeWait(ctx, socket, 'FIN-WAIT-2', length);
  return 'done';
}

/** How long an orphan stays in FIN-WAIT-2: TCP_LINGER2 or tcp_fin_timeout, at least 3.5 RTO (F5.16). */
export function finTimeout(ctx: Context, socket: Socket): number {
  return Math.max(socket.linger2 ?? ctx.host.sysctl.tcp_fin_timeout * 1000, 3.5 * socket.rto);
}

/**
 * The full socket's share of an orphan's FIN-WAIT-2 is over. What tcp_fin_timeout has above 60 s is spent once more as a
 * mini-socket (F5.17); without such a rest the connection is reset. Source: tcp_timer.c:tcp_keepalive_timer.
 */
export function finWait2Expired(ctx: Context, socket: Socket): void {
  socket.finWait2Timer = 0;
  if (socket.state !== 'FIN-WAIT-2') return;
  const rest = finTimeout(ctx, socket) - ctx.constants.timeWait;
  if ((socket.linger2 ?? 0) >= 0 && rest > 0) {
    enterTimeWait(ctx, socket, 'FIN-WAIT-2', rest);
    return;
  }
  decide(ctx, 'timer/fin-wait-2-expired');
  sendActiveReset(ctx, socket);
  move(ctx, socket, 'timer.fin-wait-2');
  retire(ctx, socket);
}
