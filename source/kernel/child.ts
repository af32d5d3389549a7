import { FIN, has, SYN } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import { add, after } from '../tcp/sequence.ts';
import { acknowledgeWhenDue, synChallenge } from './acknowledge.ts';
import { echoAge } from './clock.ts';
import { count, type Context } from './context.ts';
import type { Request, Socket } from './host.ts';
import { hash } from './lookup.ts';
import { openReceiveBuffer } from './receive-buffer.ts';
import { createSocket, move } from './socket.ts';
import { receiveStream } from './stream.ts';
import { setRto } from './round-trip.ts';

/**
 * The full socket of a finished handshake: ESTABLISHED before accept() is called, and in the accept queue.
 * `ack` is the segment that finished it; its data and FIN are processed at once (F1.2, F1.3).
 * `stateless`: the request was rebuilt from a cookie. Source: tcp_minisocks.c:tcp_create_openreq_child, tcp_child_process.
 */
export function createChild(ctx: Context, listener: Socket, request: Request, ack: Segment, stateless: boolean): Socket {
  const child = createSocket(ctx.host, ctx.constants.initialRto);
  child.state = 'SYN-RECEIVED';
  child.bound = true;
  child.localIp = request.localIp;
  child.localPort = request.localPort;
  child.remoteIp = request.remoteIp;
  child.remotePort = request.remotePort;
  child.reuseAddr = listener.reuseAddr;
  child.linger = listener.linger;
  child.userTimeout = listener.userTimeout;
  child.maxSegment = listener.maxSegment;
  child.linger2 = listener.linger2;
  child.noDelay = listener.noDelay;
  child.corked = listener.corked;
  child.sendBuffer = listener.sendBuffer;
  child.tellsUnread = listener.tellsUnread;
  child.lastDataAt = ctx.now;
  child.reusePort = listener.reusePort;
  child.synCount = listener.synCount;
  child.maxRto = listener.maxRto;
  child.parent = listener.id;
  child.iss = request.iss;
  child.sndUna = add(request.iss, 1);
  child.ackedFrom = child.sndUna;
  child.sndNxt = child.sndUna;
  child.pushedTo = child.sndNxt;
  child.irs = request.irs;
  child.rcvNxt = request.rcvNxt;
  child.rcvWup = request.rcvNxt;
  child.rcvWnd = request.rcvWnd;
  child.options = { ...request.options };
  child.timestamps = { ...request.timestamps };
  child.sndWnd = ack.win * 2 ** request.options.sndScale;
  child.maxWindow = child.sndWnd;
  openReceiveBuffer(ctx.host, child);
  child.sndWl1 = ack.seq;
  if (ack.options.ts && child.options.ts && !after(ack.seq, request.rcvNxt)) child.timestamps = { ...child.timestamps, recent: ack.options.ts.val, recentAt: ctx.now };
  const sample = handshakeSample(ctx, request, ack, stateless);
  if (sample === null) child.rto = ctx.constants.fallbackRto;
  else setRto(ctx, child, sample);
  hash(ctx.host, child);
  count(ctx, 'PassiveOpens');
  const queue = listener.listener!;
  const synAgain = has(ack.flags, SYN);
  if (!synAgain) move(ctx, child, 'segment.acks-our-syn');
  queue.acceptQueue.push(child.id);
  ctx.out.note({ type: 'queued', queue: 'accept', length: queue.acceptQueue.length, change: 1, listener: listener.id });
  if (synAgain) {
    // The request looked over the SYN; the socket does not, and waits for another ACK (tcp_child_process, tcp_validate_incoming).
    synChallenge(ctx, child, ack);
    return child;
  }
  if (ack.length > 0 || has(ack.flags, FIN)) {
    receiveStream(ctx, child, ack);
    acknowledgeWhenDue(ctx, child);
  }
  return child;
}

/**
 * The handshake's round-trip time: of the SYN-ACK when it was sent once, else what the timestamp echo says, else null
 * (F1.26, Karn). Source: tcp_input.c:tcp_synack_rtt_meas, tcp_ack_update_rtt.
 */
function handshakeSample(ctx: Context, request: Request, ack: Segment, stateless: boolean): number | null {
  if (!stateless && request.retransmits === 0) return ctx.now - request.createdAt;
  if (!request.options.ts || !ack.options.ts) return null;
  return echoAge(ctx, request.timestamps.offset, ack.options.ts.ecr);
}
