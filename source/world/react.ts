import { acceptCall, bindCall, closeCall, connectCall, listenCall, openSocket, readCall, shutdownCall, socketCall, writeCall } from '../kernel/calls.ts';
import type { CallResult, ResultOf } from '../kernel/call-errnos.ts';
import { cloneHost } from '../kernel/clone-host.ts';
import { contextOf, type Context, type KernelEvent, type Output } from '../kernel/context.ts';
import type { DecisionName } from '../kernel/decision.ts';
import type { Host } from '../kernel/host.ts';
import { findEntry, findListener } from '../kernel/lookup.ts';
import { nextTimerAt, receive, runTimer } from '../kernel/receive.ts';
import { restoreLawful } from '../kernel/overrule.ts';
import { setSocketOption } from '../kernel/socket-options.ts';
import type { Rules } from '../kernel/rule.ts';
import type { Segment } from '../tcp/segment.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Ms } from '../time.ts';
import type { Cause, Reaction, TimerSet } from './decision.ts';
import type { Call, QueueName } from './move.ts';

/** Our end's view of a tuple. */
export interface Tuple {
  readonly localIp: number;
  readonly localPort: number;
  readonly remoteIp: number;
  readonly remotePort: number;
}

/** The state that a host has for a tuple: LISTEN where only a listener would take it, CLOSED where nothing would. */
export function tupleState(host: Host, tuple: Tuple): TcpState {
  const entry = findEntry(host, tuple.localIp, tuple.localPort, tuple.remoteIp, tuple.remotePort);
  if (!entry) return findListener(host, tuple.localIp, tuple.localPort) ? 'LISTEN' : 'CLOSED';
  if (entry.kind === 'request') return 'SYN-RECEIVED';
  return entry.kind === 'time-wait' ? entry.substate : entry.state;
}

export function tupleOfSegment(segment: Segment): Tuple {
  return { localIp: segment.dstIp, localPort: segment.dstPort, remoteIp: segment.srcIp, remotePort: segment.srcPort };
}

/** Our end of what a segment that we sent belongs to. */
export function tupleOfSent({ srcIp, srcPort, dstIp, dstPort }: Segment): Tuple {
  return { localIp: srcIp, localPort: srcPort, remoteIp: dstIp, remotePort: dstPort };
}

const SILENT: Output = { send: () => undefined, note: () => undefined };

/**
 * Lets a copy of the host meet the cause, and reports what it did. The host itself is untouched. A socket that the player
 * put into a state that does not follow from what was sent and received meets it in the one that does.
 */
export function reactionOf(host: Host, rules: Rules | null, now: Ms, cause: Cause): Reaction {
  const copy = cloneHost(host);
  restoreLawful(contextOf(copy, rules, now, SILENT));
  const sent: Segment[] = [];
  const events: KernelEvent[] = [];
  const decisions: DecisionName[] = [];
  const out: Output = {
    send: (segment) => void sent.push(segment),
    note: (event) => {
      events.push(event);
      if (event.type === 'decided') decisions.push(event.decision);
    },
  };
  let tuple: Tuple;
  let from: TcpState;
  let result: CallResult | null = null;
  if (cause.kind === 'segment') {
    tuple = tupleOfSegment(cause.segment);
    from = tupleState(copy, tuple);
    receive(copy, rules, now, cause.segment, out);
  } else if (cause.kind === 'timer') {
    tuple = tupleOfSent(cause.last);
    from = tupleState(copy, tuple);
    runTimer(copy, rules, now, out);
  } else {
    const id = 'socket' in cause.call ? cause.call.socket : 0;
    from = copy.sockets.get(id)?.state ?? 'CLOSED';
    ({ result } = performCall(contextOf(copy, rules, now, out), cause.call, cause.isn));
    const socket = copy.sockets.get(id) ?? host.sockets.get(id);
    tuple = { localIp: socket?.localIp ?? 0, localPort: socket?.localPort ?? 0, remoteIp: socket?.remoteIp ?? 0, remotePort: socket?.remotePort ?? 0 };
  }
  const timer = timerSet(host, copy, tuple, now, cause.kind === 'timer');
  const lastWait = cause.kind === 'timer' && typeof timer === 'number' && givesUpThen(copy, rules, tuple);
  return { sent, from, to: tupleState(copy, tuple), queue: queueOf(events), timer, lastWait, decisions, events, result, host: copy };
}

/** The retransmission timer of a connection: its serial (0: off), when it goes off, and whether a handshake or a timeout is what it is for. */
function timerOf(host: Host, { localIp, localPort, remoteIp, remotePort }: Tuple): { readonly serial: number; readonly at: Ms } | null {
  const entry = findEntry(host, localIp, localPort, remoteIp, remotePort);
  if (!entry || entry.kind === 'time-wait' || (entry.kind === 'socket' && entry.timerFor !== 'timeout')) return null;
  const serial = entry.kind === 'request' ? entry.timer : entry.retransmitTimer;
  const timer = host.timers.heap.find(({ item }) => item.serial === serial);
  return timer ? { serial, at: timer.at } : null;
}

function timerSet(before: Host, after: Host, tuple: Tuple, now: Ms, wentOff: boolean): TimerSet | null {
  const is = timerOf(after, tuple);
  if (is === null) return wentOff ? 'off' : null;
  return is.serial === timerOf(before, tuple)?.serial ? null : is.at - now;
}

/** Does Linux give up when this connection's timer goes off the next time? Nothing else is let happen before. */
function givesUpThen(host: Host, rules: Rules | null, tuple: Tuple): boolean {
  const at = timerOf(host, tuple)?.at ?? Infinity;
  const copy = cloneHost(host);
  for (let next = nextTimerAt(copy); next <= at; next = nextTimerAt(copy)) runTimer(copy, rules, next, SILENT);
  return findEntry(copy, tuple.localIp, tuple.localPort, tuple.remoteIp, tuple.remotePort) === undefined;
}

/** Which queue gained something. */
export function queueOf(events: readonly KernelEvent[]): QueueName {
  for (const event of events) if (event.type === 'queued' && event.change === 1) return event.queue;
  return events.some((event) => event.type === 'readable' && event.bytes > 0) ? 'receive' : 'none';
}

/** A call and what it gave: none gives an error that is not among its own. */
export type MadeCall = { readonly [Name in Call['call']]: { readonly call: Name; readonly result: ResultOf<Name> } }[Call['call']];

/** Makes a system call on a host. A socket number that is not open gives EBADF. */
export function performCall(ctx: Context, call: Call, isn: number | null): MadeCall {
  if (call.call === 'socket') return { call: 'socket', result: socketCall(ctx) };
  const socket = openSocket(ctx, call.socket);
  if (!socket) return { call: call.call, result: { ok: false, errno: 'EBADF' } };
  switch (call.call) {
    case 'bind':
      return { call: 'bind', result: bindCall(ctx, socket, call.ip, call.port) };
    case 'listen':
      return { call: 'listen', result: listenCall(ctx, socket, call.backlog) };
    case 'connect':
      return { call: 'connect', result: connectCall(ctx, socket, call.ip, call.port, isn) };
    case 'accept':
      return { call: 'accept', result: acceptCall(ctx, socket) };
    case 'read':
      return { call: 'read', result: readCall(ctx, socket, call.bytes) };
    case 'write':
      return { call: 'write', result: writeCall(ctx, socket, call.data ?? 'x'.repeat(Math.min(call.bytes, 1_000_000))) };
    case 'shutdown':
      return { call: 'shutdown', result: shutdownCall(ctx, socket, call.how) };
    case 'close':
      return { call: 'close', result: closeCall(ctx, socket) };
    case 'setsockopt':
      return { call: 'setsockopt', result: setSocketOption(ctx, socket, call.option, call.value) };
  }
}
