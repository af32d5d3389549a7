import { takeNext, nextAt, type Ms } from '../time.ts';
import type { Segment } from '../tcp/segment.ts';
import { delayedAckExpired } from './acknowledge.ts';
import { finWait2Expired } from './after-ack.ts';
import { contextOf, type Context, type Output } from './context.ts';
import type { Host, KernelTimer } from './host.ts';
import { receiveSynchronized } from './incoming.ts';
import { receiveListen } from './listen.ts';
import { findEntryFor, findListener } from './lookup.ts';
import { receiveRequest } from './request.ts';
import { receiveClosed } from './reset.ts';
import { requestOfTimer, retransmitExpired, synAckExpired } from './retransmit.ts';
import type { Rules } from './rule.ts';
import { receiveSynSent } from './syn-sent.ts';
import { receiveTimeWait } from './time-wait.ts';
import { timeWaitExpired } from './time-wait-enter.ts';

/**
 * A segment reaches this host: find whose it is and let that handle it. Source: tcp_ipv4.c:tcp_v4_rcv.
 */
export function receive(host: Host, rules: Rules | null, now: Ms, segment: Segment, out: Output): void {
  const ctx = contextOf(host, rules, now, out);
  host.counters.InSegs++;
  const entry = findEntryFor(host, segment);
  if (entry) {
    if (entry.kind === 'request') receiveRequest(ctx, entry, segment);
    else if (entry.kind === 'time-wait') receiveTimeWait(ctx, entry, segment);
    else if (entry.state === 'SYN-SENT') receiveSynSent(ctx, entry, segment);
    else receiveSynchronized(ctx, entry, segment);
    return;
  }
  const listener = findListener(host, segment.dstIp, segment.dstPort, segment.srcIp, segment.srcPort);
  if (listener) receiveListen(ctx, listener, segment);
  else receiveClosed(ctx, segment);
}

/** Is this timer still the one its owner waits for? */
export function timerLives(host: Host, timer: KernelTimer): boolean {
  if (timer.socket === 0) {
    const entry = host.ehash.get(timer.local)?.get(timer.remote);
    return entry !== undefined && entry.kind !== 'socket' && entry.timer === timer.serial;
  }
  const socket = host.sockets.get(timer.socket);
  if (!socket) return false;
  if (timer.kind === 'retransmit') return socket.retransmitTimer === timer.serial;
  if (timer.kind === 'delayed-ack') return socket.ackTimer === timer.serial;
  return socket.finWait2Timer === timer.serial;
}

/** When this host needs attention next; Infinity when it does not. Cancelled timers are thrown away on the way. */
export function nextTimerAt(host: Host): Ms {
  while (host.timers.heap.length > 0 && !timerLives(host, host.timers.heap[0]!.item)) takeNext(host.timers);
  return nextAt(host.timers);
}

/** Runs the next timer, which must be due at `now`. */
export function runTimer(host: Host, rules: Rules | null, now: Ms, out: Output): KernelTimer {
  const { item: timer, at } = takeNext(host.timers);
  const ctx = contextOf(host, rules, now, out);
  expire(ctx, timer, at);
  return timer;
}

function expire(ctx: Context, timer: KernelTimer, due: Ms): void {
  const { host } = ctx;
  if (timer.kind === 'syn-ack') {
    const request = requestOfTimer(ctx, timer.local, timer.remote, timer.serial);
    if (request) synAckExpired(ctx, request);
    return;
  }
  if (timer.kind === 'time-wait') {
    const entry = host.ehash.get(timer.local)?.get(timer.remote);
    if (entry?.kind !== 'time-wait') return;
    timeWaitExpired(ctx, entry);
    return;
  }
  const socket = host.sockets.get(timer.socket);
  if (!socket) return;
  if (timer.kind === 'retransmit') retransmitExpired(ctx, socket, due);
  else if (timer.kind === 'delayed-ack') delayedAckExpired(ctx, socket);
  else finWait2Expired(ctx, socket);
}
