import { orphanFinWait2 } from './after-ack.ts';
import { count, decide, type Context } from './context.ts';
import { finish } from './fin.ts';
import type { Socket } from './host.ts';
import { removeListener, unhash } from './lookup.ts';
import { takeFromBuffer } from './receive-buffer.ts';
import { requestsOf } from './request-table.ts';
import { move, retire, returnConnect } from './socket.ts';
import { sendActiveReset } from './transmit.ts';

/** shutdown(SHUT_WR): FIN, and the program goes on reading; no timer limits FIN-WAIT-2 (F5.6, F5.20). */
export function shutdownWrite(ctx: Context, socket: Socket): void {
  if (socket.state === 'SYN-RECEIVED') {
    // The FIN waits until the crossed open is acknowledged (tcp_rcv_state_process, case TCP_SYN_RECV).
    socket.shutdownSend = true;
    return;
  }
  if (socket.shutdownSend || (socket.state !== 'ESTABLISHED' && socket.state !== 'CLOSE-WAIT')) return;
  decide(ctx, 'shutdown/sends-fin');
  finish(ctx, socket);
}

/**
 * close(): a FIN, unless unread data or SO_LINGER 0 make it a RST. The program is gone from here on.
 * Source: F5.1, F5.10, F5.11, F1.31, F4.15; tcp.c:__tcp_close.
 */
export function close(ctx: Context, socket: Socket): void {
  socket.open = false;
  socket.shutdownReceive = true;
  if (socket.listener) {
    stopListening(ctx, socket);
    ctx.host.portSearch = null;
    ctx.host.sockets.delete(socket.id);
    return;
  }
  const unread = socket.receivedBytes;
  socket.received = '';
  socket.receivedBytes = 0;
  takeFromBuffer(socket, unread, true);
  if (socket.state === 'CLOSED') {
    retire(ctx, socket);
    return;
  }
  if (socket.state === 'SYN-SENT') {
    if (socket.linger === 0) count(ctx, 'TCPAbortOnData');
    giveUpOpening(ctx, socket);
    return;
  }
  if (ctx.rules['F5.10 unread data resets'](unread)) {
    count(ctx, 'TCPAbortOnClose');
    decide(ctx, 'close/unread-data-reset');
    abort(ctx, socket);
    return;
  }
  if (socket.linger === 0) {
    count(ctx, 'TCPAbortOnData');
    decide(ctx, 'close/linger-zero-reset');
    abort(ctx, socket, needsReset(socket));
    return;
  }
  if (socket.shutdownSend && socket.state !== 'SYN-RECEIVED') {
    // The limit of an orphan's FIN-WAIT-2 begins now (F5.16).
    if (socket.state === 'FIN-WAIT-2' && (socket.linger2 ?? 0) < 0) {
      count(ctx, 'TCPAbortOnLinger');
      decide(ctx, 'close/linger2-reset');
      abort(ctx, socket);
    } else if (socket.state === 'FIN-WAIT-2') orphanFinWait2(ctx, socket);
    return;
  }
  // Even in SYN-RECEIVED of a crossed open (F2.7), whose shutdown() has not sent any.
  decide(ctx, 'close/sends-fin');
  finish(ctx, socket);
}

/** An opening that is given up says nothing; a SYN-ACK will meet no socket (F1.31). */
export function giveUpOpening(ctx: Context, socket: Socket): void {
  decide(ctx, 'close/syn-sent-silent');
  move(ctx, socket, 'call.close');
  returnConnect(ctx, socket, 'ECONNRESET');
  retire(ctx, socket);
}

/** Who has closed after the other side owes nothing but its last acknowledgment, unless the FIN is still to be sent. Source: tcp.c:tcp_need_reset, tcp_disconnect. */
function needsReset({ state, unsent, finQueued }: Socket): boolean {
  return (state !== 'CLOSING' && state !== 'LAST-ACK') || unsent.length > 0 || finQueued;
}

function abort(ctx: Context, socket: Socket, resets = true): void {
  if (socket.state === 'ESTABLISHED' || socket.state === 'CLOSE-WAIT') count(ctx, 'EstabResets');
  if (resets) sendActiveReset(ctx, socket);
  move(ctx, socket, 'call.abort');
  retire(ctx, socket);
}

/** Connections nobody accepted are reset; half-open ones are left to meet no socket (F4.15). */
export function stopListening(ctx: Context, listener: Socket): void {
  decide(ctx, 'close/listener');
  for (const id of listener.listener!.acceptQueue) {
    const child = ctx.host.sockets.get(id);
    if (!child) continue;
    child.open = false;
    if (child.state !== 'CLOSED') abort(ctx, child);
    else retire(ctx, child);
  }
  if (ctx.constants.requestsDieWithListener) for (const request of requestsOf(ctx, listener)) unhash(ctx.host, request);
  removeListener(ctx.host, listener);
  listener.listener = null;
  move(ctx, listener, 'call.close');
}
