import type { Ip } from '../tcp/address.ts';
import { formatEndpoint } from '../tcp/address.ts';
import { sequenceLength } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import type { TcpState } from '../tcp/state.ts';
import { nextState } from '../connection/compiled-table.ts';
import type { ConnectionEventType } from '../connection/connection-event.ts';
import { count, type Context } from './context.ts';
import { newCongestionState } from './congestion.ts';
import type { SocketError } from './call-errnos.ts';
import type { Errno } from './errno.ts';
import type { Host, Negotiated, Socket, Unacked } from './host.ts';
import { unhash } from './lookup.ts';

const NOTHING_AGREED: Negotiated = { localMss: 1460, sndMss: 536, sack: false, sndScale: 0, rcvScale: 0, scaling: false, ts: false };

/** A new, unbound socket in CLOSED, as socket() makes it. */
export function createSocket(host: Host, initialRto: number): Socket {
  const socket: Socket = {
    kind: 'socket',
    id: host.nextSocketId++,
    state: 'CLOSED',
    lawful: null,
    bound: false,
    autoBound: false,
    portLocked: false,
    localIp: 0,
    localPort: 0,
    remoteIp: 0,
    remotePort: 0,
    reuseAddr: false,
    reusePort: false,
    linger: null,
    transparent: false,
    synCount: null,
    userTimeout: null,
    maxSegment: null,
    deferAccept: 0,
    linger2: null,
    noDelay: false,
    sendBuffer: null,
    corked: false,
    tellsUnread: false,
    open: true,
    shutdownReceive: false,
    shutdownSend: false,
    error: null,
    connecting: false,
    unconfirmed: false,
    parent: null,
    listener: null,
    iss: 0,
    ackedFrom: 0,
    sndUna: 0,
    sndNxt: 0,
    sndWnd: 0,
    maxWindow: 0,
    sndWl1: null,
    unacked: [],
    unsent: '',
    recordEnds: [],
    pushedTo: 0,
    pushing: false,
    congestion: newCongestionState(),
    finQueued: false,
    probingSince: null,
    probes: 0,
    probeBackoff: 0,
    irs: 0,
    rcvNxt: 0,
    rcvWup: 0,
    rcvWnd: 0,
    buffer: null,
    outOfOrder: [],
    early: [],
    received: '',
    receivedBytes: 0,
    finReceived: false,
    finRead: false,
    options: { ...NOTHING_AGREED },
    timestamps: { offset: 0, recent: 0, recentAt: 0 },
    predicts: true,
    ato: 0,
    quick: 0,
    pingpong: false,
    lastDataAt: -Infinity,
    ackScheduled: false,
    rcvMss: 536,
    lastShort: 0,
    smallArrived: 0,
    ackDueAt: 0,
    ackNow: false,
    dsack: null,
    rto: initialRto,
    maxRto: host.sysctl.tcp_rto_max_ms,
    srtt: null,
    rttvar: 0,
    retransmits: 0,
    totalRto: 0,
    retransmittingSince: null,
    timerFor: 'timeout',
    probedAt: null,
    newestArrival: null,
    recoveringTo: null,
    minRtt: Infinity,
    retransmitTimer: 0,
    ackTimer: 0,
    finWait2Timer: 0,
    lastOutOfWindowAck: -Infinity,
  };
  host.sockets.set(socket.id, socket);
  return socket;
}

function tupleText(ip: Ip, port: number): string {
  return formatEndpoint({ ip, port });
}

export function noteState(ctx: Context, entry: { localIp: Ip; localPort: number; remoteIp: Ip; remotePort: number }, id: number | null, from: TcpState, to: TcpState): void {
  if (from === to) return;
  ctx.out.note({
    type: 'state',
    socket: id,
    local: tupleText(entry.localIp, entry.localPort),
    remote: entry.remotePort === 0 ? null : tupleText(entry.remoteIp, entry.remotePort),
    from,
    to,
  });
}

/**
 * Lets the connection machine move the socket. Nothing else changes `state`, but for sockets that are born in one (child.ts,
 * and those of a level's start in world/create.ts), those that a small entry replaces (time-wait-enter.ts), and a player who
 * overrules the kernel (overrule.ts).
 */
export function move(ctx: Context, socket: Socket, event: ConnectionEventType): void {
  const from = socket.state;
  socket.state = nextState(from, event);
  noteState(ctx, socket, socket.id, from, socket.state);
}

export function stopTimers(socket: Socket): void {
  socket.retransmitTimer = 0;
  socket.ackTimer = 0;
  socket.finWait2Timer = 0;
}

/** Takes the socket out of the ehash; an orphan is forgotten altogether. */
export function retire(ctx: Context, socket: Socket): void {
  stopTimers(socket);
  socket.lawful = null;
  socket.unacked = [];
  socket.unsent = '';
  socket.recordEnds = [];
  socket.finQueued = false;
  socket.outOfOrder = [];
  socket.early = [];
  if (socket.remotePort !== 0) unhash(ctx.host, socket);
  if (socket.bound && !socket.autoBound) ctx.host.portSearch = null;
  if (!socket.open) ctx.host.sockets.delete(socket.id);
}

/** Keeps the peer's round-trip time beyond the connection: it counts as proven from now on (F3.8). Source: tcp_metrics.c:tcp_update_metrics. */
export function remember(ctx: Context, socket: Socket): void {
  if (socket.srtt !== null && socket.retransmits === 0) ctx.host.provenPeers.add(socket.remoteIp);
}

/** A blocking connect() comes back. */
export function returnConnect(ctx: Context, socket: Socket, errno: Errno | null): void {
  if (!socket.connecting) return;
  socket.connecting = false;
  ctx.out.note({ type: 'returned', call: 'connect', socket: socket.id, errno, remotePort: socket.remotePort });
}

/**
 * The connection is over because of a RST or a time-out: the error that the program will see depends on the state.
 * Source: F10.1, tcp_input.c:tcp_reset.
 */
export function abortWith(ctx: Context, socket: Socket, errno: SocketError, event: ConnectionEventType): void {
  const from = socket.state;
  if (from === 'SYN-SENT' || from === 'SYN-RECEIVED') count(ctx, 'AttemptFails');
  if (from === 'ESTABLISHED' || from === 'CLOSE-WAIT') count(ctx, 'EstabResets');
  const opening = socket.connecting;
  socket.error = errno;
  move(ctx, socket, event);
  returnConnect(ctx, socket, errno);
  retire(ctx, socket);
  ctx.out.note({ type: 'readable', socket: socket.id, bytes: 0, eof: true });
  if (opening) disconnect(socket);
}

/**
 * After a failed connect() the socket is as good as new: connect() has told the error, and may be called again (F1.32, F10.2).
 * Source: af_inet.c:__inet_stream_connect, tcp.c:tcp_disconnect.
 */
export function disconnect(socket: Socket): void {
  socket.error = null;
  socket.unconfirmed = false;
  socket.remoteIp = 0;
  socket.remotePort = 0;
  socket.shutdownReceive = false;
  socket.shutdownSend = false;
  if (!socket.autoBound) return;
  socket.bound = false;
  socket.autoBound = false;
  socket.localIp = 0;
  socket.localPort = 0;
}

/** Which errno a RST leaves (F10.1). */
export function resetErrno(state: TcpState): SocketError {
  if (state === 'SYN-SENT') return 'ECONNREFUSED';
  return state === 'CLOSE-WAIT' ? 'EPIPE' : 'ECONNRESET';
}

/** The number after the last one that it uses. */
export function endOf(piece: Unacked): number {
  return add(piece.seq, sequenceLength(piece));
}

/** Takes acknowledged pieces off the retransmission queue; returns the oldest one's send time if it was never sent again. */
export function takeAcknowledged(socket: Socket, ack: number): { sampleFrom: number | null; any: boolean; taken: readonly Unacked[] } {
  let sampleFrom: number | null = null;
  const taken: Unacked[] = [];
  let clean = true;
  while (socket.unacked.length > 0) {
    const first = socket.unacked[0]!;
    if (((ack - endOf(first)) | 0) < 0) break;
    if (first.retransmitted) clean = false;
    // What SACK told of has given its sample then.
    if (!first.sacked) sampleFrom ??= first.sentAt;
    taken.push(first);
    socket.unacked.shift();
  }
  return { sampleFrom: clean ? sampleFrom : null, any: taken.length > 0, taken };
}
