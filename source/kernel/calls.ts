import { SYN } from '../tcp/flags.ts';
import { add } from '../tcp/sequence.ts';
import type { Ip } from '../tcp/address.ts';
import { acknowledgeRead } from './acknowledge.ts';
import { autobind, bind } from './bind.ts';
import type { CallResult, ResultOf, SocketError } from './call-errnos.ts';
import type { Errno } from './errno.ts';
import { ephemeralPort } from './port-search.ts';
import { initialSequence, timestampOffset } from './clock.ts';
import { close, giveUpOpening, shutdownWrite, stopListening } from './close.ts';
import { newCongestionState } from './congestion.ts';
import { count, decide, type Context } from './context.ts';
import type { Socket } from './host.ts';
import { addListener, findEntry, hash } from './lookup.ts';
import { armRetransmit } from './retransmit-timer.ts';
import { takeFromBuffer } from './receive-buffer.ts';
import { createSocket, disconnect, move } from './socket.ts';
import { firstWindow, localMss } from './first-window.ts';
import { sendNew } from './transmit.ts';
import { stampOfPeer } from './recycle.ts';
import { requestsOf, synTableRows } from './request-table.ts';
import { reusable, takeOver } from './time-wait-reuse.ts';
import { write, type WriteHow } from './write.ts';

const done = (value = 0, text?: string): CallResult<never> => (text === undefined ? { ok: true, value } : { ok: true, value, text });
const fail = <Failure extends Errno>(errno: Failure): CallResult<Failure> => ({ ok: false, errno });

export function socketCall(ctx: Context): ResultOf<'socket'> {
  return done(createSocket(ctx.host, ctx.constants.initialRto).id);
}

/** The socket of that number that a program holds: open, and no longer waiting for accept(). */
export function openSocket(ctx: Context, id: number): Socket | undefined {
  const socket = ctx.host.sockets.get(id);
  return socket?.open && socket.parent === null ? socket : undefined;
}

export function bindCall(ctx: Context, socket: Socket, ip: Ip, port: number): ResultOf<'bind'> {
  const errno = bind(ctx, socket, ip, port);
  return errno ? fail(errno) : done();
}

/** listen(): the limit is frozen here (F4.1); called again it changes at once. */
export function listenCall(ctx: Context, socket: Socket, backlog: number): ResultOf<'listen'> {
  // One that was connected stays so for listen(), even after its end (inet_listen, SS_CONNECTED).
  if ((socket.state !== 'CLOSED' && socket.state !== 'LISTEN') || (socket.state === 'CLOSED' && socket.remotePort !== 0)) return fail('EINVAL');
  const limit = ctx.rules['F4.1 backlog limit'](backlog, ctx.host.sysctl.somaxconn);
  if (socket.listener) {
    socket.listener.backlog = limit;
    return done();
  }
  if (!socket.bound && !autobind(ctx, socket)) return fail('EADDRINUSE');
  for (const other of ctx.host.sockets.values()) {
    const sameAddress = other.localIp === socket.localIp || other.localIp === 0 || socket.localIp === 0;
    const shared = ctx.constants.knowsReusePort && other.reusePort && socket.reusePort;
    if (other.id !== socket.id && !shared && other.state === 'LISTEN' && other.localPort === socket.localPort && sameAddress) return fail('EADDRINUSE');
  }
  // Requests outlive shutdown(): who listens again on the same socket has them again (F4.15).
  const requests = requestsOf(ctx, socket);
  const young = requests.filter((request) => request.timeouts === 0).length;
  socket.listener = { backlog: limit, synTable: synTableRows(limit, ctx.host.sysctl.tcp_max_syn_backlog), acceptQueue: [], qlen: requests.length, young, overflowAt: -Infinity, floodWarned: false };
  addListener(ctx.host, socket);
  move(ctx, socket, 'call.listen');
  return done();
}

/**
 * connect() of a program that waits in it: sends a SYN and blocks. `isn` is given only where a player or a script chose the number. Source: F1.17, tcp_v4_connect.
 */
export function connectCall(ctx: Context, socket: Socket, ip: Ip, port: number, isn: number | null = null): ResultOf<'connect'> {
  if (socket.connecting) return fail('EALREADY');
  if (socket.state !== 'CLOSED' || socket.remotePort !== 0) return fail('EISCONN');
  const localIp = socket.localIp !== 0 ? socket.localIp : ctx.host.addresses[0]!;
  const localPort = socket.bound && socket.localPort !== 0 ? socket.localPort : ephemeralPort(ctx, localIp, ip, port);
  if (localPort === null) {
    decide(ctx, 'connect/no-free-port');
    return fail('EADDRNOTAVAIL');
  }
  const old = findEntry(ctx.host, localIp, localPort, ip, port);
  if (old && !reusable(ctx, old, socket.bound)) {
    decide(ctx, 'connect/tuple-taken');
    return fail('EADDRNOTAVAIL');
  }
  if (socket.bound) ctx.host.portSearch = null;
  socket.autoBound = !socket.bound;
  socket.bound = true;
  socket.localIp = localIp;
  socket.localPort = localPort;
  socket.remoteIp = ip;
  socket.remotePort = port;
  socket.error = null;
  socket.iss = initialSequence(ctx, localIp, localPort, ip, port);
  socket.timestamps = { offset: timestampOffset(ctx, localIp, localPort, ip, port), recent: 0, recentAt: ctx.now };
  const stamp = stampOfPeer(ctx, ip);
  if (old?.kind === 'time-wait') takeOver(ctx, socket, old);
  else socket.timestamps = { ...socket.timestamps, ...stamp };
  socket.iss = isn ?? socket.iss;
  socket.ackedFrom = socket.iss;
  socket.sndUna = socket.iss;
  socket.sndNxt = socket.iss;
  // With a timestamp to echo, segments are reckoned without the bytes that it takes (tcp_output.c:tcp_connect_init, ts_recent_stamp).
  const echoes = ctx.host.sysctl.tcp_timestamps !== 0 && (old !== undefined || stamp.recent !== undefined);
  socket.rcvWnd = firstWindow(ctx, localMss(ctx, socket), echoes);
  socket.unacked = [];
  socket.pushedTo = add(socket.iss, 1);
  socket.congestion = newCongestionState();
  socket.rto = ctx.constants.initialRto;
  socket.retransmits = 0;
  socket.totalRto = 0;
  socket.retransmittingSince = ctx.now;
  socket.connecting = true;
  hash(ctx.host, socket);
  count(ctx, 'ActiveOpens');
  decide(ctx, old ? 'connect/reuses-time-wait' : 'connect/sends-syn');
  move(ctx, socket, 'call.connect');
  sendNew(ctx, socket, SYN, '', 0);
  armRetransmit(ctx, socket);
  return { ok: 'blocks' };
}

/**
 * connect() on a non-blocking socket: the SYN goes out, and the program is not held. A later connect() tells it how it ended (F1.32).
 * Source: af_inet.c:__inet_stream_connect, SS_CONNECTING.
 */
export function connectWithoutWaiting(ctx: Context, socket: Socket, ip: Ip, port: number): CallResult {
  const result = connectOrTell(ctx, socket, ip, port);
  if (result.ok !== 'blocks') return result;
  socket.connecting = false;
  socket.unconfirmed = true;
  return fail('EINPROGRESS');
}

/** connect() where an earlier one may not have waited: tells how that one ended, or else opens and blocks (F1.32). */
export function connectOrTell(ctx: Context, socket: Socket, ip: Ip, port: number): CallResult {
  return socket.unconfirmed ? connectAgain(socket) : connectCall(ctx, socket, ip, port);
}

/** A connect() that does not wait, called again: still opening, open, or failed. */
function connectAgain(socket: Socket): CallResult<'EALREADY' | 'ECONNABORTED' | SocketError> {
  if (socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED') return fail('EALREADY');
  socket.unconfirmed = false;
  if (socket.state !== 'CLOSED') return done();
  const errno = takeError(socket) ?? 'ECONNABORTED';
  disconnect(socket);
  return fail(errno);
}

/** accept(): the oldest finished connection; the handshake was the kernel's work long ago (F1.2). */
export function acceptCall(ctx: Context, socket: Socket): ResultOf<'accept'> {
  const queue = socket.listener;
  if (!queue) return fail('EINVAL');
  const id = queue.acceptQueue.shift();
  if (id === undefined) return { ok: 'blocks' };
  ctx.out.note({ type: 'queued', queue: 'accept', length: queue.acceptQueue.length, change: -1 });
  decide(ctx, 'accept/taken');
  const child = ctx.host.sockets.get(id);
  if (child) child.parent = null;
  return done(id);
}

/** Takes an error exactly once (F10.2); getsockopt(SO_ERROR) does so, too. */
export function takeError(socket: Socket): SocketError | null {
  const errno = socket.error;
  socket.error = null;
  return errno;
}

/** read(): data first, then the error, then end-of-file (F10.3, F10.4). */
export function readCall(ctx: Context, socket: Socket, bytes: number): ResultOf<'read'> {
  if (socket.listener) return fail('ENOTCONN');
  if (socket.finReceived && bytes >= Math.max(socket.receivedBytes, 1)) socket.finRead = true;
  if (socket.receivedBytes > 0) {
    const taken = Math.min(bytes, socket.receivedBytes);
    const text = socket.received.slice(0, taken);
    socket.received = socket.received.slice(taken);
    socket.receivedBytes -= taken;
    takeFromBuffer(socket, taken, socket.finRead);
    acknowledgeRead(ctx, socket, taken);
    return done(taken, text);
  }
  if (socket.finReceived) {
    takeFromBuffer(socket, 0, socket.finRead);
    return done(0);
  }
  const errno = takeError(socket);
  // EPIPE waits only behind their FIN, where a read tells of the end.
  if (errno === 'EPIPE') return done(0);
  if (errno) return fail(errno);
  if (socket.shutdownReceive) return done(0);
  if (socket.state === 'CLOSED') return socket.remotePort === 0 ? fail('ENOTCONN') : done(0);
  return { ok: 'blocks' };
}

/** write(): EPIPE after our own FIN or once the error was told (F10.5, F10.6). */
export function writeCall(ctx: Context, socket: Socket, data: string, how: WriteHow = { more: false, endsRecord: false }): ResultOf<'write'> {
  const errno = takeError(socket);
  if (errno) return fail(errno);
  if (socket.shutdownSend || socket.state === 'CLOSED' || socket.state === 'LISTEN') return fail('EPIPE');
  if (socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED') {
    socket.unsent += data;
    socket.pushedTo = add(socket.sndNxt, socket.unsent.length);
    return { ok: 'blocks' };
  }
  write(ctx, socket, data, how);
  return done(data.length);
}

/**
 * shutdown(): RD only stops reading here; WR sends a FIN and keeps reading (F5.6, F5.7). It ends listening (F4.15, not WR)
 * and opening. Source: af_inet.c:inet_shutdown.
 */
export function shutdownCall(ctx: Context, socket: Socket, how: 'RD' | 'WR' | 'RDWR'): ResultOf<'shutdown'> {
  if (socket.state === 'CLOSED') {
    // It counts all the same: a read is at the end of the file from now on.
    if (how !== 'WR') socket.shutdownReceive = true;
    return fail('ENOTCONN');
  }
  if (socket.state === 'LISTEN') {
    if (how !== 'WR') stopListening(ctx, socket);
    return done();
  }
  if (socket.state === 'SYN-SENT') {
    // As good as new (tcp_disconnect); a program that did not wait in connect() finds the error later.
    const waits = socket.connecting;
    giveUpOpening(ctx, socket);
    disconnect(socket);
    if (!waits) socket.error = 'ECONNRESET';
    return done();
  }
  if (how !== 'WR') socket.shutdownReceive = true;
  if (how !== 'RD') shutdownWrite(ctx, socket);
  return done();
}

export function closeCall(ctx: Context, socket: Socket): ResultOf<'close'> {
  close(ctx, socket);
  return done();
}
