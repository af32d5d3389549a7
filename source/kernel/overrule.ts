import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { segment as makeSegment, sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, before } from '../tcp/sequence.ts';
import type { TcpState } from '../tcp/state.ts';
import { createChild } from './child.ts';
import { startTimer, type Context } from './context.ts';
import type { SocketError } from './call-errnos.ts';
import { TIMESTAMP_BYTES } from './first-window.ts';
import { endpointKey, type HashEntry, type Negotiated, type Request, type Socket } from './host.ts';
import { armRequestTimer, createRequest, removeRequest } from './request-table.ts';
import { findEntry, findListener, hash } from './lookup.ts';
import { pieceOf } from './receive-buffer.ts';
import { offerWindow } from './receive-window.ts';
import { armRetransmit } from './retransmit-timer.ts';
import { reportEarly } from './sack-blocks.ts';
import { disconnect, noteState, resetErrno, retire, returnConnect, takeAcknowledged } from './socket.ts';
import { receiveStream } from './stream.ts';
import { destroyTimeWait, enterTimeWait } from './time-wait-enter.ts';
import { acknowledged, sendSynAck } from './transmit.ts';

/** The segment size, bytes, that holds for a side that names none (RFC 9293 3.7.1, F1.14). */
const UNSAID_MSS = 536;

/**
 * The player overrules the kernel: what he chose happens instead of what Linux does, and tables, timers and numbers follow
 * it, right or wrong. Linux has none of this; each function says what it makes of the choice.
 */
export interface Ends {
  readonly localIp: number;
  readonly localPort: number;
  readonly remoteIp: number;
  readonly remotePort: number;
}

function entryOf(ctx: Context, ends: Ends): HashEntry | undefined {
  return findEntry(ctx.host, ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort);
}

/** A RST was sent where Linux sends none: the connection is gone on our side too. */
export function overruleByReset(ctx: Context, ends: Ends): void {
  const entry = entryOf(ctx, ends);
  if (!entry) return;
  if (entry.kind === 'request') removeRequest(ctx, entry);
  else if (entry.kind === 'time-wait') destroyTimeWait(ctx, entry);
  else closeNow(ctx, entry);
}

/** The kernel gives up: nothing is sent, and a program that waits gets ETIMEDOUT. */
export function overruleByGivingUp(ctx: Context, ends: Ends): void {
  const entry = entryOf(ctx, ends);
  if (entry?.kind === 'request') removeRequest(ctx, entry);
  else if (entry?.kind === 'socket') closeNow(ctx, entry, 'ETIMEDOUT');
}

/** The retransmission timer runs for so many ms, or not at all. */
export function setRetransmitTimer(ctx: Context, ends: Ends, delay: number | null): void {
  const entry = entryOf(ctx, ends);
  if (!entry || entry.kind === 'time-wait') return;
  if (entry.kind === 'socket') {
    entry.retransmitTimer = 0;
    if (delay !== null) armRetransmit(ctx, entry, delay);
    return;
  }
  const { localIp, localPort, remoteIp, remotePort } = ends;
  entry.timer = delay === null ? 0 : startTimer(ctx, delay, { kind: 'syn-ack', socket: 0, local: endpointKey(localIp, localPort), remote: endpointKey(remoteIp, remotePort) });
}

function closeNow(ctx: Context, socket: Socket, errno: SocketError = resetErrno(socket.state)): void {
  const from = socket.state;
  const opening = socket.connecting;
  socket.error = errno;
  socket.state = 'CLOSED';
  noteState(ctx, socket, socket.id, from, 'CLOSED');
  returnConnect(ctx, socket, socket.error);
  retire(ctx, socket);
  if (opening) disconnect(socket);
}

/** Another sequence number was sent than the kernel would have used: what we sent is what we sent. A segment of another kind leaves the kernel's own numbers as they are. */
export function adoptSent(ctx: Context, ends: Ends, expected: Segment, sent: Segment): void {
  const entry = entryOf(ctx, ends);
  if (!entry || entry.kind === 'time-wait' || has(expected.flags, SYN) !== has(sent.flags, SYN)) return;
  if (has(sent.flags, SYN)) {
    entry.iss = sent.seq;
    if (has(sent.flags, ACK)) entry.options = saidInstead(entry.options, expected, sent);
    if (entry.kind === 'socket') {
      entry.sndUna = sent.seq;
      entry.sndNxt = add(sent.seq, 1);
      entry.unacked = entry.unacked.map((piece) => (has(piece.flags, SYN) ? { ...piece, seq: sent.seq } : piece));
    }
    return;
  }
  if (entry.kind !== 'socket' || sequenceLength(sent) === 0 || sequenceLength(expected) === 0 || sent.seq === expected.seq) return;
  entry.unacked = entry.unacked.map((piece) => (piece.seq === expected.seq ? { ...piece, seq: sent.seq } : piece));
  entry.sndNxt = add(sent.seq, sequenceLength(expected));
  if (before(sent.seq, entry.sndUna)) entry.sndUna = sent.seq;
}

/** What is agreed when a SYN-ACK says something else than the kernel's: what it leaves out is off, and its sizes are what was announced. */
function saidInstead(agreed: Negotiated, expected: Segment, { options }: Segment): Negotiated {
  const ts = agreed.ts && options.ts !== undefined;
  const scaling = agreed.scaling && options.wscale !== undefined;
  return {
    ...agreed,
    localMss: options.mss === expected.options.mss ? agreed.localMss : (options.mss ?? UNSAID_MSS),
    sndMss: agreed.sndMss + (agreed.ts && !ts ? TIMESTAMP_BYTES : 0),
    sack: agreed.sack && options.sackPermitted === true,
    ts,
    scaling,
    sndScale: scaling ? agreed.sndScale : 0,
    rcvScale: scaling ? Math.min(options.wscale, 14) : 0,
  };
}

/** An ACK of everything received went out: none is owed any more, and the delayed one is off. Source: tcp_output.c:tcp_event_ack_sent. */
export function adoptAck(ctx: Context, ends: Ends, sent: Segment): void {
  const entry = entryOf(ctx, ends);
  if (entry?.kind === 'socket' && entry.ackScheduled && has(sent.flags, ACK) && !has(sent.flags, RST) && sent.ack === entry.rcvNxt) {
    offerWindow(ctx, entry);
    acknowledged(ctx, entry);
  }
}

/** The answer carries more than the kernel's: the data is remembered for retransmission. */
export function adoptExtraData(ctx: Context, ends: Ends, sent: Segment): void {
  const entry = entryOf(ctx, ends);
  if (entry?.kind !== 'socket' || sent.length === 0 || sent.seq !== entry.sndNxt || !has(sent.flags, ACK) || has(sent.flags, SYN)) return;
  if (entry.state !== 'ESTABLISHED' && entry.state !== 'CLOSE-WAIT') return;
  entry.unacked.push({ seq: sent.seq, flags: sent.flags & ~FIN, length: sent.length, data: sent.data ?? 'x'.repeat(sent.length), sentAt: ctx.now, lastSentAt: ctx.now, retransmitted: false, sacked: false, endsRecord: false });
  entry.sndNxt = add(sent.seq, sent.length);
  if (entry.retransmitTimer === 0) armRetransmit(ctx, entry);
}

/** The connection is put into the accept queue although its handshake is not finished, or there is no room. One that is past its handshake stays what it is. */
export function forceAccept(ctx: Context, ends: Ends, cause: Segment): void {
  const listener = findListener(ctx.host, ends.localIp, ends.localPort);
  if (!listener) return;
  const entry = entryOf(ctx, ends);
  if (entry && entry.kind !== 'request') return;
  const request = entry ?? createRequest(ctx, listener, cause, null);
  if (entry?.kind === 'request') removeRequest(ctx, entry);
  const ack = has(cause.flags, SYN)
    ? makeSegment({ srcIp: ends.remoteIp, srcPort: ends.remotePort, dstIp: ends.localIp, dstPort: ends.localPort, flags: ACK, seq: request.rcvNxt, ack: add(request.iss, 1), win: cause.win >>> request.options.sndScale })
    : cause;
  createChild(ctx, listener, request, ack, false);
}

/** The SYN is remembered although the kernel would have refused it. */
export function forceRequest(ctx: Context, ends: Ends, cause: Segment): void {
  const listener = findListener(ctx.host, ends.localIp, ends.localPort);
  if (!listener?.listener || entryOf(ctx, ends)) return;
  const request = createRequest(ctx, listener, cause, null);
  hash(ctx.host, request);
  listener.listener.qlen++;
  listener.listener.young++;
  ctx.out.note({ type: 'queued', queue: 'syn', length: listener.listener.qlen, change: 1 });
  sendSynAck(ctx, request, false);
  armRequestTimer(ctx, request);
}

/**
 * A SYN that TIME-WAIT would have refused is accepted with this SYN-ACK: TIME-WAIT is gone, a request with the player's
 * own number stands in its place. Linux does not go back from there (F7.11).
 */
export function forceReopen(ctx: Context, ends: Ends, cause: Segment, synAck: Segment): void {
  const listener = findListener(ctx.host, ends.localIp, ends.localPort);
  const entry = entryOf(ctx, ends);
  if (!listener?.listener || entry?.kind !== 'time-wait') return;
  destroyTimeWait(ctx, entry);
  const request = createRequest(ctx, listener, cause, synAck.seq);
  hash(ctx.host, request);
  listener.listener.qlen++;
  listener.listener.young++;
  ctx.out.note({ type: 'queued', queue: 'syn', length: listener.listener.qlen, change: 1 });
  armRequestTimer(ctx, request);
}

/** The final ACK was not taken: the request stays half-open. */
export function keepHalfOpen(ctx: Context, ends: Ends): void {
  const entry: Request | undefined = ((e) => (e?.kind === 'request' ? e : undefined))(entryOf(ctx, ends));
  if (entry) entry.acked = true;
}

/** Data is handed to the program although bytes before it are missing: the stream has a hole, and the FIN counts at once. */
export function forceDeliver(ctx: Context, ends: Ends, cause: Segment): void {
  const entry = entryOf(ctx, ends);
  if (entry?.kind !== 'socket') return;
  entry.rcvNxt = cause.seq;
  receiveStream(ctx, entry, cause);
}

/** Data that is in order is kept back as if it were early. */
export function forceOutOfOrder(ctx: Context, ends: Ends, cause: Segment): void {
  const entry = entryOf(ctx, ends);
  if (entry?.kind !== 'socket') return;
  const end = add(cause.seq, sequenceLength(cause));
  reportEarly(entry, cause.seq, end);
  const { memory, room } = pieceOf(cause);
  entry.outOfOrder.push({ seq: cause.seq, end, fin: has(cause.flags, FIN), data: cause.data ?? '', length: cause.length, memory, room });
  ctx.out.note({ type: 'queued', queue: 'out-of-order', length: entry.outOfOrder.length, change: 1 });
}

/**
 * The socket goes where the player says; what was sent and received stays what it is, and `lawful` keeps where Linux has
 * it. `received` is RCV.NXT after what was taken in of the arrival, null where nothing was; `acknowledged` the arrival's
 * ACK number, null where the player left it out of account; `lawful` the state that all of this makes.
 */
export function forceState(ctx: Context, ends: Ends, state: TcpState, taken: { readonly received: number | null; readonly acknowledged?: number | null; readonly lawful: TcpState }): void {
  const entry = entryOf(ctx, ends);
  if (!entry || entry.kind === 'request') return;
  if (entry.kind === 'time-wait') {
    if (state === 'CLOSED' || state === 'LISTEN') destroyTimeWait(ctx, entry);
    else if (taken.received !== null) entry.rcvNxt = taken.received;
    return;
  }
  const { received, acknowledged = null, lawful } = taken;
  if (received !== null) entry.rcvNxt = received;
  if (acknowledged === entry.sndNxt) {
    takeAcknowledged(entry, acknowledged);
    entry.sndUna = acknowledged;
    entry.retransmitTimer = 0;
  }
  const from = entry.state;
  // A connection that is said to be back in LISTEN is gone: only the listener listens.
  if (state === 'CLOSED' || state === 'LISTEN') {
    closeNow(ctx, entry);
    return;
  }
  noteState(ctx, entry, entry.id, from, state);
  entry.state = state;
  entry.lawful = lawful === state ? null : lawful;
  if (state === 'TIME-WAIT') enterTimeWait(ctx, entry, 'TIME-WAIT', ctx.constants.timeWait);
}

/**
 * Puts every socket that a player moved elsewhere back to where Linux has it. Done to the copy that shows what Linux does
 * next: its answer follows from what was sent and received, not from a state that the player only claims.
 */
export function restoreLawful(ctx: Context): void {
  for (const socket of ctx.host.sockets.values()) {
    const { lawful } = socket;
    if (lawful === null) continue;
    socket.lawful = null;
    socket.state = lawful;
    if (lawful === 'TIME-WAIT') enterTimeWait(ctx, socket, 'TIME-WAIT', ctx.constants.timeWait);
    else if (lawful === 'CLOSED') retire(ctx, socket);
  }
}
