import { ABOVE_TIME_WAIT } from '../kernel/constants.ts';
import { nextState } from '../connection/compiled-table.ts';
import { CONNECTION_EVENTS } from '../connection/connection-event.ts';
import { createRandom, mix, seedFrom, shuffled } from '../random.ts';
import { ACK, FIN, has, PSH, RST, SYN } from '../tcp/flags.ts';
import { NO_OPTIONS } from '../tcp/options.ts';
import { segment as makeSegment, sequenceLength, swapEnds, type Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Ms } from '../time.ts';
import { openSlots, type Decision } from '../world/decision.ts';
import type { QueueName } from '../world/move.ts';
import { refusedSyn } from '../world/situation.ts';
import { toldBy, type Told } from '../world/told.ts';
import { asHere } from './as-here.ts';
import type { Choice } from './session-view.ts';

/** Menu lines at most, so that a novice can read them all. */
const MOST = 6;

/** The menu for a decision: what Linux does among plausible wrong moves, each born of a wrong idea, in an order drawn from the seed. */
export function choicesFor(decision: Decision, seed: string, scope: Readonly<Record<string, number>> = {}): Choice[] {
  const slot = openSlots(decision)[0];
  if (slot === undefined) return [];
  const random = createRandom(mix(seedFrom(seed), Math.round(decision.at * 1000), slot.length, decision.slots.indexOf(slot)));
  const host = decision.host;
  if (slot === 'queue') {
    return queuesOnOffer(decision).map((queue) => ({ id: `queue-${queue}`, move: { do: 'queue', queue, host }, label: { kind: 'queue', queue } }));
  }
  if (slot === 'state') {
    return shuffled(random, statesOnOffer(decision)).map((state) => ({ id: `state-${state}`, move: { do: 'state', state, host }, label: { kind: 'state', state } }));
  }
  if (slot === 'returns') return shuffled(random, resultsOnOffer(decision)).map((told) => ({ id: `returns-${told}`, move: { do: 'returns', result: told, host }, label: { kind: 'returns', told } }));
  if (slot === 'timer') return timersOnOffer(decision).map((ms) => ({ id: `timer-${ms ?? 'off'}`, move: { do: 'timer', ms, host }, label: { kind: 'timer', ms } }));
  const expected = decision.expected.sent[0];
  const segments = shuffled(random, segmentsOnOffer(decision, scope)).map((sent) => (sent === expected ? sent : filledIn(decision, sent)));
  return [
    ...segments.map((sent, i): Choice => ({ id: `send-${i}`, move: { do: 'send', segment: sent, host }, label: { kind: 'segment', segment: sent, base: 'absolute' } })),
    { id: 'silent', move: { do: 'silent', host }, label: { kind: 'phrase', phrase: { id: decision.cause.kind === 'segment' ? 'play.choice.silent' : 'play.choice.silent-call' } } },
  ];
}

/** What the kernel fills in is as Linux has it: a wrong idea is about something else. A SYN-ACK's window may be the wrong idea itself: shifted already. */
function filledIn(decision: Decision, sent: Segment): Segment {
  const here = asHere(decision, sent);
  return isShifted(sent, decision.expected.sent[0]) ? { ...here, win: sent.win } : here;
}

function queuesOnOffer(decision: Decision): QueueName[] {
  const { from, queue } = decision.expected;
  const handshake = from === 'LISTEN' || from === 'SYN-RECEIVED' || from === 'CLOSED' || queue === 'syn' || queue === 'accept';
  return handshake ? ['syn', 'accept', 'none'] : ['receive', 'out-of-order', 'none'];
}

/** What Linux sets, the wait before this one and its double and fourfold, and giving up; from the shortest. */
function timersOnOffer({ cause, expected: { timer } }: Decision): (Ms | null)[] {
  const before = cause.kind === 'timer' ? cause.waited : typeof timer === 'number' ? timer / 2 : 0;
  const offers = new Set([before, 2 * before, 4 * before, ...(typeof timer === 'number' ? [timer] : [])].map(Math.round));
  return [...[...offers].sort((a, b) => a - b), null];
}

/** What Linux returns, the bytes, end-of-file, both errors that a RST leaves, and nothing yet. */
function resultsOnOffer({ cause, expected: { result } }: Decision): Told[] {
  if (cause.kind !== 'call' || result === null || !('bytes' in cause.call)) return [];
  const bytes = cause.call.call === 'write' ? [cause.call.bytes] : [0];
  return [...new Set<Told>([toldBy(result), ...bytes, 'ECONNRESET', 'EPIPE', 'blocks'])];
}

/** The right state, staying, where other events would lead, and a way out. */
function statesOnOffer(decision: Decision): TcpState[] {
  const { from, to } = decision.expected;
  const offers = new Set<TcpState>([to, from]);
  for (const event of CONNECTION_EVENTS) {
    const next = nextState(from, event);
    if (offers.size < 4 && !event.startsWith('timer') && event !== 'call.listen') offers.add(next);
  }
  for (const state of ['CLOSE-WAIT', 'TIME-WAIT', 'CLOSED', 'FIN-WAIT-2'] as const) if (offers.size < 5) offers.add(state);
  return [...offers];
}

/** The expected segment, and the same with one wrong idea each. */
function segmentsOnOffer(decision: Decision, scope: Readonly<Record<string, number>>): Segment[] {
  const expected = decision.expected.sent[0];
  if (decision.cause.kind === 'timer') return aroundTimeout(decision.cause.last, expected);
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  if (!expected) return cause ? answersThatAreNotDue(cause) : connectsInVain(decision);
  if (decision.expected.from === 'TIME-WAIT' && cause !== null && has(cause.flags, SYN) && !has(cause.flags, ACK)) return aroundTimeWait(expected, cause, scope);
  if (decision.expected.decisions.includes('connect/reuses-time-wait')) return aroundReuse(expected);
  const offers: Segment[] = [expected];
  const flags = expected.flags;
  const plainOptions = { ...expected, options: NO_OPTIONS };
  if (has(flags, RST)) offers.push(...aroundReset(expected, cause));
  else if (has(flags, SYN) && has(flags, ACK) && decision.expected.decisions.some((name) => name.startsWith('listen/syn-cookie'))) offers.push(...aroundCookie(expected));
  else if (has(flags, SYN) && has(flags, ACK)) {
    offers.push(...aroundSizes(expected, cause));
    offers.push({ ...expected, ack: add(expected.ack, -1) }, { ...expected, flags: SYN, ack: 0 }, { ...plainOptions, flags: ACK }, { ...plainOptions, flags: RST | ACK, seq: 0, win: 0 });
  } else if (has(flags, SYN)) {
    offers.push({ ...expected, flags: SYN | ACK, ack: add(expected.seq, 1) }, { ...plainOptions, flags: ACK, ack: add(expected.seq, 1) }, { ...plainOptions, flags: PSH | ACK, ack: 1, length: 5, data: 'hello' });
  } else if (has(flags, FIN)) {
    offers.push({ ...expected, flags: ACK }, { ...plainOptions, flags: RST | ACK, win: 0 }, { ...expected, flags: FIN, ack: 0 });
  } else {
    const swallowsOne = cause !== null && (has(cause.flags, SYN) || has(cause.flags, FIN));
    offers.push({ ...expected, ack: swallowsOne ? add(expected.ack, -1) : add(expected.ack, 1) });
    if (decision.expected.queue === 'out-of-order' && cause) offers.push({ ...expected, ack: add(cause.seq, sequenceLength(cause)), options: withoutSack(expected) });
    else offers.push({ ...expected, ack: expected.seq });
    offers.push({ ...plainOptions, flags: RST, seq: cause?.ack ?? expected.seq, ack: 0, win: 0 });
    offers.push(cause !== null && has(cause.flags, SYN) ? { ...expected, flags: SYN | ACK, seq: scope['ISS'] ?? expected.seq } : { ...expected, flags: FIN | ACK });
  }
  return distinct(offers).slice(0, MOST - 1);
}

/** The shift of a window that Linux says where it may (F1.15). */
const USUAL_SHIFT = 10;

/** The window that a SYN-ACK would have, by the shift that is for later ones. */
function isShifted(sent: Segment, expected: Segment | undefined): boolean {
  const shift = expected?.options.wscale ?? 0;
  return shift > 0 && sent.win === expected!.win >> shift && sent.flags === (SYN | ACK);
}

/** Where the other side's SYN names other sizes than ours: theirs repeated, and the window already shifted. */
function aroundSizes(expected: Segment, cause: Segment | null): Segment[] {
  const { mss, wscale } = cause?.options ?? NO_OPTIONS;
  if (mss === undefined || mss === expected.options.mss) return [];
  const offers: Segment[] = [{ ...expected, options: { ...expected.options, mss } }];
  if (expected.options.wscale === undefined) offers.push({ ...expected, options: { ...expected.options, wscale: USUAL_SHIFT } });
  if (wscale === undefined || !expected.options.wscale) return offers;
  if (wscale !== expected.options.wscale) offers.push({ ...expected, options: { ...expected.options, wscale } });
  offers.push({ ...expected, win: expected.win >> expected.options.wscale });
  return offers;
}

/** The cookie of another segment size, any number at all, and no answer that remembers nothing. */
function aroundCookie(expected: Segment): Segment[] {
  const plain = { ...expected, options: NO_OPTIONS };
  return [{ ...expected, seq: add(expected.seq, 1) }, { ...expected, seq: add(expected.seq, -1) }, { ...expected, seq: 7_000 }, { ...plain, flags: RST | ACK, seq: 0, win: 0 }];
}

/** What was sent once more, as it was and with a new number; and what ends it. */
function aroundTimeout(last: Segment, expected: Segment | undefined): Segment[] {
  const { srcIp, srcPort, dstIp, dstPort, flags } = last;
  const again = expected ?? last;
  const reset = makeSegment({ srcIp, srcPort, dstIp, dstPort, flags: has(flags, ACK) ? RST | ACK : RST, seq: add(last.seq, sequenceLength(last)), ack: has(flags, ACK) ? last.ack : 0 });
  const renumbered = { ...again, seq: add(again.seq, has(flags, SYN) ? 64_000 : sequenceLength(last)) };
  const bare = has(flags, ACK) ? [{ ...again, flags: ACK, length: 0, options: NO_OPTIONS }] : [];
  return distinct([again, renumbered, ...bare, reset]);
}

function withoutSack(segment: Segment): Segment['options'] {
  const { sack: _sack, ...rest } = segment.options;
  return rest;
}

/** A SYN meets TIME-WAIT: taking it and refusing it, whichever Linux does, and wrong ways of both. */
function aroundTimeWait(expected: Segment, cause: Segment, scope: Readonly<Record<string, number>>): Segment[] {
  const ends = swapEnds(cause);
  const seq = scope['SND.NXT'] ?? expected.seq;
  const end = add(cause.seq, sequenceLength(cause));
  const accepts = has(expected.flags, SYN);
  const take = accepts ? expected : makeSegment({ ...ends, flags: SYN | ACK, seq: add(seq, ABOVE_TIME_WAIT), ack: end, options: { mss: 1460 } });
  const refuse = accepts ? makeSegment({ ...ends, flags: ACK, seq, ack: scope['RCV.NXT'] ?? 0 }) : expected;
  return distinct([take, refuse, { ...take, ack: cause.seq }, { ...refuse, ack: end }, makeSegment({ ...ends, flags: RST | ACK, seq: 0, ack: end })]);
}

function aroundReset(expected: Segment, cause: Segment | null): Segment[] {
  const { srcIp, srcPort, dstIp, dstPort } = expected;
  const ends = { srcIp, srcPort, dstIp, dstPort };
  const offers: Segment[] = [];
  if (has(expected.flags, ACK)) {
    offers.push({ ...expected, ack: add(expected.ack, -1) }, makeSegment({ ...ends, flags: RST, seq: expected.ack }));
    if (cause && has(cause.flags, SYN)) offers.push(makeSegment({ ...ends, flags: SYN | ACK, seq: 7_000, ack: expected.ack, options: { mss: 1460 } }));
    // What close() mostly sends.
    if (!cause) offers.push({ ...expected, flags: FIN | ACK });
  } else {
    offers.push({ ...expected, flags: RST | ACK, seq: 0, ack: cause ? add(cause.seq, sequenceLength(cause)) : 0 });
    offers.push({ ...expected, seq: cause?.seq ?? 0 }, makeSegment({ ...ends, flags: ACK, seq: expected.seq, ack: cause ? add(cause.seq, sequenceLength(cause)) : 0 }));
  }
  return offers;
}

/** connect() finds no port: what would go out if it could have the tuple. */
function connectsInVain(decision: Decision): Segment[] {
  const refused = refusedSyn(decision);
  return refused ? aroundReuse(refused) : [];
}

/** A connect() that meets a TIME-WAIT of its own: the SYN that takes it over, one with an old number, and no courtesy at all. */
function aroundReuse(syn: Segment): Segment[] {
  const old = add(syn.seq, -ABOVE_TIME_WAIT - 1);
  return [syn, { ...syn, seq: old }, { ...syn, flags: RST, seq: old, win: 0, options: NO_OPTIONS }];
}

/** Linux says nothing here: what a learner might want to say all the same. */
function answersThatAreNotDue(cause: Segment): Segment[] {
  const ends = swapEnds(cause);
  const end = add(cause.seq, sequenceLength(cause));
  const offers = [
    makeSegment({ ...ends, flags: RST, seq: cause.ack }),
    makeSegment({ ...ends, flags: ACK, seq: cause.ack, ack: end }),
    makeSegment({ ...ends, flags: RST | ACK, seq: 0, ack: end }),
  ];
  if (has(cause.flags, ACK) && !has(cause.flags, RST)) offers.push(makeSegment({ ...ends, flags: FIN | ACK, seq: cause.ack, ack: end }));
  return distinct(offers);
}

function distinct(segments: Segment[]): Segment[] {
  const seen = new Set<string>();
  return segments.filter((s) => {
    const { sack = null, mss = null, wscale = null } = s.options;
    const key = JSON.stringify([s.flags, s.seq, s.ack, s.length, sack, ...(has(s.flags, SYN) ? [mss, wscale, s.win] : [])]);
    return !seen.has(key) && seen.add(key);
  });
}
