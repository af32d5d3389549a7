import { contextOf, type KernelEvent, type Output } from '../kernel/context.ts';
import type { Host } from '../kernel/host.ts';
import { findEntry } from '../kernel/lookup.ts';
import { adoptAck, adoptExtraData, adoptSent, forceAccept, forceDeliver, forceOutOfOrder, forceReopen, forceRequest, forceState, keepHalfOpen, overruleByReset, type Ends } from '../kernel/overrule.ts';
import { ACK, has, RST, SYN } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceLength } from '../tcp/segment.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Decision, Reaction } from './decision.ts';
import { forgetArrival } from './keep-input.ts';
import type { QueueName } from './move.ts';
import { tupleOfSegment, tupleOfSent } from './react.ts';
import { overruleResult, toldIn } from './resolve-returns.ts';
import { adoptTimer, overruleTimer } from './resolve-timer.ts';
import { resultOf } from './told.ts';
import { note, recordOf, transmit } from './wire.ts';
import { hostOf, type World } from './world.ts';

/** Our end's tuple in a decision. */
export function endsOf(world: World, decision: Decision): Ends {
  if (decision.cause.kind === 'segment') return tupleOfSegment(decision.cause.segment);
  if (decision.cause.kind === 'timer') return tupleOfSent(decision.cause.last);
  const id = 'socket' in decision.cause.call ? decision.cause.call.socket : 0;
  const socket = decision.expected.host.sockets.get(id) ?? hostOf(world, decision.host).sockets.get(id);
  return {
    localIp: socket?.localIp ?? 0,
    localPort: socket?.localPort ?? 0,
    remoteIp: socket?.remoteIp ?? 0,
    remotePort: socket?.remotePort ?? 0,
  };
}

/** What is pending is thrown away: a segment as if it had been lost at our door, a call as if the program still waited for it, a timer as if it had only been started again. */
export function discard(world: World): void {
  const decision = world.pending;
  if (!decision) return;
  if (decision.cause.kind === 'timer') {
    decision.chosen = { answer: [], answerMove: world.move };
    resolve(world);
    return;
  }
  world.pending = null;
  if (decision.cause.kind === 'segment') {
    const record = recordOf(world, decision.cause.n);
    if (record) record.fate = 'dropped';
    forgetArrival(world, decision.host, decision.cause.n);
  }
}

/** Everything that was asked has been chosen: the world goes on from there. */
export function resolve(world: World): void {
  const decision = world.pending;
  if (!decision) return;
  world.pending = null;
  const { expected, chosen } = decision;
  const ends = endsOf(world, decision);
  const n = decision.cause.kind === 'segment' ? decision.cause.n : null;
  let answer = chosen.answer ?? expected.sent;
  const ownAnswer = chosen.answer !== undefined;
  const resetInstead = ownAnswer && answer.some((s) => has(s.flags, RST)) && !expected.sent.some((s) => has(s.flags, RST));
  const otherQueue = chosen.queue !== undefined && chosen.queue !== expected.queue;
  const otherState = chosen.state !== undefined && chosen.state !== expected.to;
  const events: KernelEvent[] = [];
  const forced: Segment[] = [];
  const out: Output = { send: (segment) => void forced.push(segment), note: (event) => void events.push(event) };
  world.cause = n;
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  const original = hostOf(world, decision.host);
  const timeWait = findEntry(original, ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort)?.kind === 'time-wait' ? original : null;

  let host: Host;
  const overruledTimer = resetInstead ? null : overruleTimer(world, decision, ends, out);
  const otherResult = overruleResult(world, decision, out);
  if (otherResult) {
    host = otherResult;
    if (!ownAnswer) answer = forced;
  } else if (overruledTimer) {
    host = overruledTimer.host;
    if (!ownAnswer) answer = overruledTimer.answer;
  } else if (resetInstead) {
    host = hostOf(world, decision.host);
    overruleByReset(contextOf(host, world.rules, world.now, out), ends);
  } else if (ownAnswer && timeWait && cause && !accepts(expected.sent) && accepts(answer)) {
    host = timeWait;
    forceReopen(contextOf(host, world.rules, world.now, out), ends, cause, answer[0]!);
  } else if (ownAnswer && timeWait && accepts(expected.sent) && answer.length > 0 && !accepts(answer)) {
    // The SYN is refused: TIME-WAIT stays as it was.
    host = timeWait;
  } else if (otherQueue && decision.cause.kind === 'segment') {
    host = overruleQueue(world, decision, decision.cause.segment, ends, out);
  } else if (otherState && (decision.cause.kind !== 'timer' || findEntry(expected.host, ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort)?.kind === 'socket')) {
    host = overruleState(world, decision, ends, out);
  } else {
    host = expected.host;
    const ctx = contextOf(host, world.rules, world.now, out);
    answer.forEach((sent, i) => {
      const model = expected.sent[i];
      if (ownAnswer && model) adoptSent(ctx, ends, model, sent);
      if (ownAnswer && sequenceLength(sent) > (model ? sequenceLength(model) : 0)) adoptExtraData(ctx, ends, sent);
    });
    events.unshift(...expected.events);
  }
  adoptTimer(world, host, decision, ends, out);
  if (ownAnswer) for (const sent of answer) adoptAck(contextOf(host, world.rules, world.now, out), ends, sent);
  world.hosts.set(decision.host, host);
  const overruled = resetInstead || otherQueue || otherState || overruledTimer !== null || otherResult !== null;
  for (const event of events) note(world, decision.host, event, overruled);
  const record = recordOf(world, n);
  if (record && record.fate === 'dropped' && answer.length > 0) record.fate = 'arrived';
  if (decision.cause.kind === 'call') settleCall(world, decision);
  const auto = !ownAnswer;
  const { move } = world;
  world.move = chosen.answerMove ?? move;
  for (const segment of otherQueue && auto ? answerOfQueue(decision, chosen.queue!, forced) : answer) {
    transmit(world, decision.host, segment, { auto, retransmission: decision.cause.kind === 'timer' && sequenceLength(segment) > 0, injected: false });
  }
  world.move = move;
  world.cause = null;
}

function accepts(answer: readonly Segment[]): boolean {
  return answer.some(({ flags }) => has(flags, SYN) && has(flags, ACK));
}

/**
 * What is sent of itself when the player has put the arrival elsewhere. A request forced into being sends its own SYN-ACK;
 * a SYN that is not remembered gets none.
 */
function answerOfQueue({ expected }: Decision, chosen: QueueName, forced: readonly Segment[]): readonly Segment[] {
  if (forced.length > 0) return forced;
  return expected.queue === 'syn' && chosen !== 'accept' ? [] : expected.sent;
}

/** The call that was asked about comes back; connect() blocks until the handshake is over. */
function settleCall(world: World, decision: Decision): void {
  const told = toldIn(decision);
  if (decision.cause.kind !== 'call' || told === null || told === 'blocks') return;
  const name = decision.cause.call.call;
  const record = world.journal.calls.findLast((c) => c.host === decision.host && c.returnedAt === null && c.name === name);
  if (!record) return;
  record.result = resultOf(told);
  record.returnedAt = world.now;
}

function overruleQueue(world: World, decision: Decision, cause: Segment, ends: Ends, out: Output): Host {
  const { expected, chosen } = decision;
  const original = hostOf(world, decision.host);
  const onOriginal = contextOf(original, world.rules, world.now, out);
  const onExpected = contextOf(expected.host, world.rules, world.now, out);
  const was = findEntry(original, ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort);
  switch (chosen.queue) {
    case 'accept':
      forceAccept(expected.queue === 'syn' ? onExpected : onOriginal, ends, cause);
      return expected.queue === 'syn' ? expected.host : original;
    case 'syn':
      if (was) keepHalfOpen(onOriginal, ends);
      else forceRequest(onOriginal, ends, cause);
      return original;
    case 'receive':
      forceDeliver(onOriginal, ends, cause);
      return original;
    case 'out-of-order':
      forceOutOfOrder(onOriginal, ends, cause);
      return original;
    default:
      // Nothing is taken in: a request stays half-open, what only a cookie remembers is lost.
      if (expected.queue === 'accept') keepHalfOpen(onOriginal, ends);
      return original;
  }
}

/** States that say that their FIN has come. */
const FIN_TAKEN_IN: ReadonlySet<TcpState> = new Set(['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);

/**
 * The player puts the socket elsewhere. What neither an ACK nor the state counts was not taken in: it will come again, and
 * Linux, too, would be where it was.
 */
function overruleState(world: World, decision: Decision, ends: Ends, out: Output): Host {
  const { expected, chosen } = decision;
  const state = chosen.state!;
  const received = findEntry(expected.host, ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort);
  const useExpected = received !== undefined && received.kind === 'socket';
  const host = useExpected ? expected.host : hostOf(world, decision.host);
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  const answered = (chosen.answer ?? expected.sent).some(({ flags, ack }) => has(flags, ACK) && ack === received?.rcvNxt);
  const takesNumbers = cause !== null && sequenceLength(cause) > 0;
  const takenIn = received !== undefined && (useExpected || (takesNumbers && (answered || FIN_TAKEN_IN.has(state))));
  const ackTaken = useExpected || takenIn || state !== expected.from;
  if (useExpected) for (const event of expected.events) if (event.type !== 'state' && event.type !== 'decided') out.note(event);
  forceState(contextOf(host, world.rules, world.now, out), ends, state, {
    received: takenIn ? received.rcvNxt : null,
    acknowledged: ackTaken && cause && has(cause.flags, ACK) ? cause.ack : null,
    lawful: takenIn || (ackTaken && !takesNumbers) ? expected.to : withoutTheirFin(expected, ackTaken),
  });
  return host;
}

/** Where Linux would be had their FIN been lost: at most our own FIN is acknowledged. */
function withoutTheirFin({ from, to }: Reaction, ackTaken: boolean): TcpState {
  return ackTaken && from === 'FIN-WAIT-1' && to === 'TIME-WAIT' ? 'FIN-WAIT-2' : from;
}
