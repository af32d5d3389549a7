import { FIN, has } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import { acknowledgeWhenDue } from './acknowledge.ts';
import { count, type Context } from './context.ts';
import type { Request, Socket } from './host.ts';
import { hash } from './lookup.ts';
import { createSocket, move } from './socket.ts';
import { receiveStream } from './stream.ts';
import { setRto } from './round-trip.ts';

/**
 * The full socket of a finished handshake: ESTABLISHED before accept() is called, and in the accept queue.
 * `ack` is the segment that finished it; its data and FIN are processed at once (F1.2, F1.3).
 * Source: tcp_minisocks.c:tcp_create_openreq_child, tcp_child_process.
 */
export function createChild(ctx: Context, listener: Socket, request: Request, ack: Segment, noRoundTripSample: boolean): Socket {
  const child = createSocket(ctx.host, ctx.constants.initialRto);
  child.state = 'SYN-RECEIVED';
  child.bound = true;
  child.localIp = request.localIp;
  child.localPort = request.localPort;
  child.remoteIp = request.remoteIp;
  child.remotePort = request.remotePort;
  child.reuseAddr = listener.reuseAddr;
  child.parent = listener.id;
  child.iss = request.iss;
  child.sndUna = add(request.iss, 1);
  child.sndNxt = child.sndUna;
  child.irs = request.irs;
  child.rcvNxt = request.rcvNxt;
  child.rcvWup = request.rcvNxt;
  child.rcvWnd = request.rcvWnd;
  child.options = { ...request.options };
  child.timestamps = { ...request.timestamps };
  child.sndWnd = ack.win * 2 ** request.options.sndScale;
  child.maxWindow = child.sndWnd;
  if (ack.options.ts && child.options.ts) child.timestamps = { ...child.timestamps, recent: ack.options.ts.val, recentAt: ctx.now };
  if (noRoundTripSample || request.retransmits > 0) child.rto = ctx.constants.fallbackRto;
  else setRto(ctx, child, ctx.now - request.createdAt);
  hash(ctx.host, child);
  count(ctx, 'PassiveOpens');
  move(ctx, child, 'segment.acks-our-syn');
  const queue = listener.listener!;
  queue.acceptQueue.push(child.id);
  ctx.out.note({ type: 'queued', queue: 'accept', length: queue.acceptQueue.length, change: 1 });
  if (ack.length > 0 || has(ack.flags, FIN)) {
    receiveStream(ctx, child, ack);
    acknowledgeWhenDue(ctx, child);
  }
  return child;
}
