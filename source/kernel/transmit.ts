import { ACK, has, PSH, RST, SYN, type Flags } from '../tcp/flags.ts';
import type { TcpOptions } from '../tcp/options.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, distance } from '../tcp/sequence.ts';
import { timestampNow } from './clock.ts';
import { count, type Context } from './context.ts';
import { firstWindow, linkMss, localMss, TIMESTAMP_BYTES, windowShift } from './first-window.ts';
import { offerWindow } from './receive-window.ts';
import type { Negotiated, Request, Socket, TimestampState, TimeWait, Unacked } from './host.ts';
import type { SackBlock } from './sack-blocks.ts';

/** `counted`: as the kernel counts OutSegs, which is what was not sent before. */
export function put(ctx: Context, segment: Segment, retransmission = false, counted = true): void {
  if (counted) ctx.host.counters.OutSegs++;
  if (has(segment.flags, RST)) count(ctx, 'OutRsts');
  if (retransmission) count(ctx, 'RetransSegs');
  ctx.out.send(segment, retransmission);
}

/** A window field where nothing is chosen anew, in a SYN and in the name of a small entry: what is less than a scaled unit is not said (tcp_v4_send_ack). */
export function windowField(rcvWnd: number, shift: number): number {
  return Math.min(65_535, rcvWnd >>> shift);
}

/** Options a SYN offers under this host's sysctls (F1.13). */
export function synOptions(ctx: Context, socket: Socket): TcpOptions {
  const { timestamps } = socket;
  const { tcp_timestamps, tcp_sack, tcp_window_scaling } = ctx.host.sysctl;
  return {
    mss: localMss(ctx, socket),
    ...(tcp_sack !== 0 ? { sackPermitted: true } : {}),
    ...(tcp_timestamps !== 0 ? { ts: { val: timestampNow(ctx, timestamps.offset), ecr: timestamps.recent } } : {}),
    ...(tcp_window_scaling !== 0 ? { wscale: windowShift(ctx) } : {}),
  };
}

/** Options of a SYN-ACK: what both the peer's SYN and this host want (F1.14). */
export function synAckOptions(ctx: Context, options: Negotiated, timestamps: TimestampState): TcpOptions {
  return synAckOptionsWith(options, options.ts ? { val: timestampNow(ctx, timestamps.offset), ecr: timestamps.recent } : null);
}

/** The same with timestamps of the caller's. Written out, since a flood asks for one with each SYN. */
export function synAckOptionsWith({ localMss, sack, scaling, rcvScale }: Negotiated, ts: TcpOptions['ts'] | null): TcpOptions {
  const options: { -readonly [Name in keyof TcpOptions]: TcpOptions[Name] } = { mss: localMss };
  if (sack) options.sackPermitted = true;
  if (ts) options.ts = ts;
  if (scaling) options.wscale = rcvScale;
  return options;
}

/** What a peer's SYN options and ours agree on (F1.14): a missing MSS means 536. `socket`: the one that opens, or the listener. */
export function negotiate(ctx: Context, theirs: TcpOptions, socket: Pick<Socket, 'maxSegment'>): Negotiated {
  const { tcp_timestamps, tcp_sack, tcp_window_scaling } = ctx.host.sysctl;
  const scaling = theirs.wscale !== undefined && tcp_window_scaling !== 0;
  const ts = theirs.ts !== undefined && tcp_timestamps !== 0;
  return {
    localMss: localMss(ctx, socket),
    sndMss: Math.min(theirs.mss ?? 536, linkMss(ctx, socket)) - (ts ? TIMESTAMP_BYTES : 0),
    sack: theirs.sackPermitted === true && tcp_sack !== 0,
    sndScale: scaling ? Math.min(theirs.wscale ?? 0, 14) : 0,
    rcvScale: scaling ? windowShift(ctx) : 0,
    scaling,
    ts,
  };
}

export function synAckWindow(ctx: Context, options: Negotiated): number {
  return firstWindow(ctx, options.localMss, options.ts);
}

function sackBlocks(socket: Socket, early: readonly SackBlock[]): TcpOptions['sack'] {
  if (!socket.options.sack) return undefined;
  const blocks = socket.dsack ? [socket.dsack, ...early] : early;
  return blocks.length > 0 ? blocks.slice(0, socket.options.ts ? 3 : 4) : undefined;
}

/** Builds a segment of this socket with the options that it carries now. */
export function build(ctx: Context, socket: Socket, flags: Flags, seq: number, data: string, length: number, stale?: readonly SackBlock[]): Segment {
  const isSyn = has(flags, SYN);
  const sack = isSyn ? undefined : sackBlocks(socket, stale ?? socket.early);
  let options: TcpOptions;
  // A crossed open's SYN-ACK offers everything again, whatever the other SYN had (F2.1).
  if (isSyn) options = synOptions(ctx, socket);
  else {
    options = {
      ...(socket.options.ts ? { ts: { val: timestampNow(ctx, socket.timestamps.offset), ecr: socket.timestamps.recent } } : {}),
      ...(sack ? { sack } : {}),
    };
  }
  return {
    srcIp: socket.localIp,
    srcPort: socket.localPort,
    dstIp: socket.remoteIp,
    dstPort: socket.remotePort,
    flags,
    seq,
    ack: has(flags, ACK) ? socket.rcvNxt : 0,
    win: isSyn ? windowField(socket.rcvWnd, 0) : offerWindow(ctx, socket),
    options,
    length,
    ...(data.length > 0 ? { data } : {}),
  };
}

/** Everything that is cleared by sending any ACK: the delayed-ACK timer, the left edge, a pending D-SACK. */
export function acknowledged({ constants }: Context, socket: Socket): void {
  // Only what tells of something new uses up an immediate one; with the last the interval begins anew (tcp_dec_quickack_mode).
  if (socket.quick > 0 && socket.ackScheduled) {
    socket.quick--;
    if (socket.quick === 0) socket.ato = constants.delayedAck;
  }
  socket.ackTimer = 0;
  socket.ackScheduled = false;
  socket.smallArrived = 0;
  socket.ackNow = false;
  socket.dsack = null;
}

/**
 * The number of a segment that carries nothing: SND.NXT; after the peer has shrunk its window below that, the window's right
 * edge, since beyond it the peer would not accept the segment. With scaling, less than one unit beyond is no shrinking for newer kernels.
 * Source: tcp_output.c:tcp_acceptable_seq.
 */
function acceptableSeq({ constants }: Context, { sndUna, sndWnd, sndNxt, sndWl1, options }: Socket): number {
  const edge = add(sndUna, sndWnd);
  if (sndWl1 === null || !after(sndNxt, edge)) return sndNxt;
  return constants.windowUnitIsForgiven && options.scaling && distance(edge, sndNxt) < 2 ** options.rcvScale ? sndNxt : edge;
}

/** Sends an ACK now: <SEQ=SND.NXT><ACK=RCV.NXT>, as far as the peer's window reaches. Source: tcp_output.c:tcp_send_ack. */
export function sendAck(ctx: Context, socket: Socket, staleSack?: readonly SackBlock[]): void {
  put(ctx, build(ctx, socket, ACK, acceptableSeq(ctx, socket), '', 0, staleSack));
  acknowledged(ctx, socket);
}

/** Sends new data, SYN or FIN and remembers it for retransmission; `pushed`: with PSH this time only. */
export function sendNew(ctx: Context, socket: Socket, flags: Flags, data: string, length: number, { pushed = false, endsRecord = false }: { readonly pushed?: boolean; readonly endsRecord?: boolean } = {}): void {
  const seq = socket.sndNxt;
  // A crossed open's SYN-ACK uses the number of the SYN again.
  put(ctx, build(ctx, socket, pushed ? flags | PSH : flags, seq, data, length), false, !(has(flags, SYN) && has(flags, ACK)));
  if (has(flags, ACK)) acknowledged(ctx, socket);
  socket.unacked.push({ seq, flags, length, data, sentAt: ctx.now, lastSentAt: ctx.now, retransmitted: false, sacked: false, endsRecord });
  socket.sndNxt = add(seq, sequenceLength({ flags, length }));
}

/** Puts what follows into an unacknowledged segment as long as both fit into one and no SACK has it: data, and the FIN. Source: tcp_output.c:tcp_retrans_try_collapse. */
function collapse(socket: Socket, into: Unacked): void {
  const after = socket.unacked.indexOf(into) + 1;
  if (has(into.flags, SYN)) return;
  for (let next = socket.unacked[after]; next && !next.sacked && !into.endsRecord && into.length + next.length <= socket.options.sndMss; next = socket.unacked[after]) {
    into.flags |= next.flags;
    into.length += next.length;
    into.data += next.data;
    into.endsRecord = next.endsRecord;
    socket.unacked.splice(after, 1);
  }
}

/** What was acknowledged of a segment is not sent again. Source: tcp_output.c:tcp_trim_head. */
function trim(piece: Unacked, una: number): void {
  const known = distance(piece.seq, una);
  if (has(piece.flags, SYN) || known <= 0 || known > piece.length) return;
  piece.seq = una;
  piece.length -= known;
  piece.data = piece.data.slice(known);
}

/** Sends again the oldest thing that is not acknowledged, or another one, with as much after it as fits: same number, new timestamp (F1.18). */
export function sendAgain(ctx: Context, socket: Socket, first = socket.unacked[0]): void {
  if (!first) return;
  trim(first, socket.sndUna);
  collapse(socket, first);
  first.retransmitted = true;
  first.lastSentAt = ctx.now;
  put(ctx, build(ctx, socket, first.flags, first.seq, first.data, first.length), true, false);
  if (has(first.flags, ACK)) acknowledged(ctx, socket);
}

export function sendSynAck(ctx: Context, request: Request, retransmission: boolean): void {
  const tsval = timestampNow(ctx, request.timestamps.offset);
  if (!retransmission && request.retransmits === 0) request.firstTsval = tsval;
  request.lastTsval = tsval;
  put(ctx, {
    srcIp: request.localIp,
    srcPort: request.localPort,
    dstIp: request.remoteIp,
    dstPort: request.remotePort,
    flags: SYN | ACK,
    seq: request.iss,
    ack: add(request.irs, ctx.rules['F1.3 SYN takes one']()),
    win: windowField(request.rcvWnd, 0),
    options: synAckOptions(ctx, request.options, request.timestamps),
    length: 0,
  }, retransmission);
}

/** An ACK in the name of a request or a TIME-WAIT entry, which have no socket of their own. */
export function sendEntryAck(ctx: Context, entry: Request | TimeWait): void {
  const ts = entry.kind === 'request' ? entry.options.ts : entry.ts;
  put(ctx, {
    srcIp: entry.localIp,
    srcPort: entry.localPort,
    dstIp: entry.remoteIp,
    dstPort: entry.remotePort,
    flags: ACK,
    seq: entry.kind === 'request' ? add(entry.iss, 1) : entry.sndNxt,
    ack: entry.rcvNxt,
    win: windowField(entry.rcvWnd, entry.kind === 'request' ? entry.options.rcvScale : entry.rcvScale),
    options: ts ? { ts: { val: timestampNow(ctx, entry.timestamps.offset), ecr: entry.timestamps.recent } } : {},
    length: 0,
  });
}

/** The RST that a socket sends of its own accord when it is aborted: RST,ACK at SND.NXT, as far as the peer's window reaches (F5.10, F5.11). */
export function sendActiveReset(ctx: Context, socket: Socket): void {
  put(ctx, build(ctx, socket, RST | ACK, acceptableSeq(ctx, socket), '', 0));
}

/** Has everything we sent, the FIN included, been acknowledged? */
export function finAcknowledged(socket: Socket): boolean {
  return socket.shutdownSend && !socket.finQueued && !after(socket.sndNxt, socket.sndUna);
}
