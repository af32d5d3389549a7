import { ABOVE_TIME_WAIT } from '../kernel/constants.ts';
import type { Host } from '../kernel/host.ts';
import { profileOf } from '../kernel/profile.ts';
import { cookieMssIndex } from '../kernel/syn-cookies.ts';
import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { NO_OPTIONS } from '../tcp/options.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, before } from '../tcp/sequence.ts';
import type { Decision } from '../world/decision.ts';
import { compareAgain } from './judge-again.ts';
import { ackOwed, allowed, causeSegment, finIsOut, kindOf, primaryDecision, RIGHT, wrong, type Finding, type Kind } from './finding.ts';
import { whatWasNotDue } from './judge-needless.ts';

/** Judges what the player sends (null: nothing) against what Linux sends. Every difference has a reason of its own. */
export function compareAnswer(decision: Decision, sent: Segment | null): Finding {
  if (decision.cause.kind === 'timer') return compareAgain(decision.cause, decision.expected.sent[0] ?? null, sent);
  const expected = decision.expected.sent[0] ?? null;
  if (sent === null) return silence(decision, expected);
  if (expected === null) return early(decision, sent) ?? whatWasNotDue(decision, sent);
  if (sent.dstIp !== expected.dstIp || sent.dstPort !== expected.dstPort) return wrong('to-the-wrong-address');
  if (sent.srcIp !== expected.srcIp || sent.srcPort !== expected.srcPort) return wrong('from-the-wrong-address');
  const wanted = kindOf(expected);
  const given = kindOf(sent);
  if (wanted !== given) return isOtherIsn(decision, expected, sent) ? wrong('second-isn', 'M02') : otherKind(decision, wanted, given);
  if (has(sent.flags, SYN) && has(sent.flags, FIN)) return wrong('syn-and-fin-together');
  const cause = causeSegment(decision);
  const numbers = wanted === 'reset' ? resetNumbers(expected, sent, cause) : sequenceAndAck(decision, expected, sent, cause);
  return numbers ?? extras(decision, expected, sent, cause);
}

/** Linux delays the ACK of what arrived; sent at once it is as good, if its numbers are. */
function early(decision: Decision, sent: Segment): Finding | null {
  const owed = ackOwed(decision);
  if (!owed || kindOf(sent) !== 'ack' || sent.length > 0) return null;
  return sequenceAndAck(decision, owed, sent, causeSegment(decision)) ?? allowed('ack-before-it-is-due');
}

function silence(decision: Decision, expected: Segment | null): Finding {
  if (expected === null) return RIGHT;
  const cause = causeSegment(decision);
  const primary = primaryDecision(decision);
  if (primary === 'crossed/second-syn-d-sack' || primary === 'crossed/second-syn-plain-ack') return allowed('silent-second-syn');
  switch (kindOf(expected)) {
    case 'reset':
      return wrong('silent-where-reset-is-due', cause && meetsNoReader(primary) ? 'M07' : undefined);
    case 'syn':
      return wrong('connect-without-syn', primary === 'connect/reuses-time-wait' ? 'M24' : undefined);
    case 'syn-ack':
      return wrong('syn-unanswered');
    case 'fin':
      return wrong('close-without-fin');
    default:
      if (!cause) return wrong('written-data-unsent');
      if (isOpening(decision) && has(cause.flags, SYN)) return wrong('syn-ack-unanswered');
      if (has(cause.flags, SYN) || has(cause.flags, RST)) return wrong(decision.expected.from === 'TIME-WAIT' ? 'time-wait-ack-left-out' : 'challenge-ack-left-out');
      return wrong(has(cause.flags, FIN) && decision.expected.queue !== 'out-of-order' ? 'fin-unacknowledged' : 'arrival-unacknowledged');
  }
}

/** What came belongs to no socket of a program: nobody is there to read or to listen. */
function meetsNoReader(primary: string | null): boolean {
  return primary !== null && /^(closed|fin-wait-2)\//.test(primary);
}

/** The last ACK of a handshake came along with data. */
function finishesWithData(decision: Decision): boolean {
  return primaryDecision(decision) === 'request/final-ack-with-data';
}

/** Our own SYN is out and not acknowledged yet, as far as we knew before this. */
function isOpening({ expected }: Decision): boolean {
  return expected.from === 'SYN-SENT' || expected.from === 'SYN-RECEIVED';
}

/**
 * A crossed open is past its SYN-ACK, and another SYN-ACK goes out: that it is needless matters less than that its number
 * is another than the first one's.
 */
function isOtherIsn(decision: Decision, expected: Segment, sent: Segment): boolean {
  return kindOf(expected) === 'ack' && kindOf(sent) === 'syn-ack' && decision.expected.from === 'SYN-RECEIVED' && sent.seq !== add(expected.seq, -1);
}

function otherKind(decision: Decision, wanted: Kind, given: Kind): Finding {
  const cause = causeSegment(decision);
  if (given === 'none') return wrong('segment-without-flags');
  if (given === 'reset') return resetInstead(decision, wanted, cause);
  switch (wanted) {
    case 'reset':
      if (given === 'syn-ack') return wrong(primaryDecision(decision)?.startsWith('closed/') ? 'syn-ack-without-listener' : 'syn-ack-where-reset-is-due');
      if (given === 'fin') return wrong('fin-where-reset-is-due', cause ? undefined : 'M20');
      if (given === 'syn') return wrong('syn-where-reset-is-due');
      return wrong(endsWhatWasGood(decision) ? 'ack-where-the-connection-ends' : 'ack-where-reset-is-due');
    case 'syn':
      return wrong(given === 'syn-ack' ? 'syn-ack-before-any-syn' : given === 'ack' ? 'ack-before-any-syn' : 'fin-before-any-syn');
    case 'syn-ack':
      if (given === 'ack' && decision.expected.from === 'TIME-WAIT') return wrong('newer-syn-refused', 'M24');
      if (given === 'ack') return decision.expected.from === 'SYN-SENT' ? wrong('ack-without-repeating-the-syn') : wrong('ack-without-own-syn', 'M03');
      return wrong(given === 'syn' ? 'syn-without-the-ack' : 'fin-instead-of-syn-ack');
    case 'fin':
      return wrong(given === 'ack' ? 'close-without-fin' : 'syn-out-of-place');
    default:
      if (given === 'syn-ack' && cause && has(cause.flags, SYN) && decision.expected.from === 'TIME-WAIT') return wrong('older-syn-accepted');
      if (given !== 'fin') return wrong(given === 'syn' ? 'syn-again' : 'syn-ack-again');
      if (cause && has(cause.flags, SYN) && isOpening(decision)) return wrong('fin-with-the-final-ack');
      return wrong(finIsOut(decision) ? 'fin-again' : 'fin-before-close', cause && has(cause.flags, FIN) ? 'M17' : undefined);
  }
}

/** The connection was there and its numbers fit; Linux breaks it off. Elsewhere the RST says that no connection has such numbers. */
function endsWhatWasGood(decision: Decision): boolean {
  const primary = primaryDecision(decision);
  return primary !== null && (primary === 'request/overflow-reset' || primary === 'segment/syn-resets' || /^(data|close|fin-wait-2)\//.test(primary));
}

function resetInstead(decision: Decision, wanted: Kind, cause: Segment | null): Finding {
  if (wanted === 'syn') return wrong('reset-instead-of-syn');
  if (wanted === 'syn-ack' && decision.expected.from === 'TIME-WAIT') return wrong('newer-syn-reset', 'M24');
  if (wanted === 'syn-ack') return wrong(decision.expected.from === 'SYN-SENT' ? 'reset-of-a-crossing-syn' : 'reset-of-a-good-syn');
  if (wanted === 'fin') return wrong('reset-instead-of-fin');
  if (cause && has(cause.flags, RST)) return wrong('reset-for-a-reset');
  if (cause && has(cause.flags, SYN)) return wrong(isOpening(decision) ? 'reset-of-a-good-syn-ack' : 'reset-for-an-unexpected-syn');
  return wrong('reset-of-a-good-connection', finishesWithData(decision) ? 'M04' : undefined);
}

function resetNumbers(expected: Segment, sent: Segment, cause: Segment | null): Finding | null {
  const ackDue = has(expected.flags, ACK);
  if (cause === null && ackDue && sent.seq === expected.seq) return ownReset(expected, sent);
  if (!ackDue && has(sent.flags, ACK)) return sent.seq === expected.seq ? wrong('reset-with-a-needless-ack') : wrong('reset-seq-not-from-ack', 'M08');
  if (ackDue && !has(sent.flags, ACK)) return wrong('reset-without-its-ack', 'M08');
  if (sent.seq !== expected.seq) return wrong(!ackDue ? 'reset-seq-not-from-ack' : expected.seq === 0 && cause !== null ? 'reset-seq-not-zero' : 'reset-seq-not-next', 'M08');
  if (!ackDue || sent.ack === expected.ack) return null;
  const oneShort = cause !== null && add(sent.ack, 1) === expected.ack;
  if (oneShort && has(cause.flags, SYN)) return wrong('reset-ack-does-not-count-the-syn', 'M01');
  if (oneShort && has(cause.flags, FIN)) return wrong('reset-ack-does-not-count-the-fin', 'M01');
  return wrong('reset-ack-wrong', 'M08');
}

/** A RST that answers no segment, with the right number: in a synchronized state that is all the other side looks at (F11.3). RFC 9293 3.10.5 draws it without ACK. */
function ownReset(expected: Segment, sent: Segment): Finding | null {
  if (!has(sent.flags, ACK)) return allowed('own-reset-without-ack');
  return sent.ack === expected.ack ? null : wrong('own-reset-ack-wrong');
}

function sequenceAndAck(decision: Decision, expected: Segment, sent: Segment, cause: Segment | null): Finding | null {
  if (has(expected.flags, ACK) && (!has(sent.flags, ACK) || sent.ack !== expected.ack)) return wrongAck(decision, expected, sent, cause);
  if (sent.seq === expected.seq) return null;
  const { from, decisions } = decision.expected;
  if (has(expected.flags, SYN)) {
    // The first SYN's number is free; a second SYN of the same connection must repeat it.
    if (from === 'SYN-SENT' || from === 'SYN-RECEIVED') return wrong('second-isn', 'M02');
    if (from === 'TIME-WAIT' || decisions.includes('connect/reuses-time-wait')) return before(sent.seq, add(expected.seq, -ABOVE_TIME_WAIT)) ? wrong('isn-not-above-the-old') : allowed('isn-above-but-another');
    if (!decisions.some((name) => name.startsWith('listen/syn-cookie'))) return null;
    return cause && isCookieOfAnotherSize(decision.expected.host, cause, sent.seq, expected.seq) ? wrong('cookie-of-another-size') : wrong('isn-is-no-cookie');
  }
  if (sent.seq === expected.ack || (cause && sent.seq === cause.seq)) return wrong('seq-is-their-number', 'M02');
  if (add(sent.seq, 1) === expected.seq && isOpening(decision)) return wrong('own-syn-not-counted', 'M01');
  return wrong(before(sent.seq, expected.seq) ? 'seq-behind' : 'seq-ahead');
}

/** A cookie that the last ACK would prove good, with another of the sizes in it (F3.15). */
function isCookieOfAnotherSize(host: Host, syn: Segment, seq: number, cookie: number): boolean {
  const sizes = profileOf(host.profile).constants.cookieMss;
  return add(seq, cookieMssIndex(sizes, syn.options.mss ?? 536) - cookie) < sizes.length;
}

function wrongAck(decision: Decision, expected: Segment, sent: Segment, cause: Segment | null): Finding {
  if (!has(sent.flags, ACK)) return wrong('ack-flag-missing');
  // What was sent is one's own number where that is free, as in a SYN.
  const own = [...(has(expected.flags, SYN) ? [sent.seq, add(sent.seq, 1)] : []), add(expected.seq, -1), expected.seq, ...(cause && has(cause.flags, ACK) ? [cause.ack] : [])];
  if (own.includes(sent.ack)) return wrong('ack-is-own-number', 'M02');
  const endsHere = cause !== null && expected.ack === add(cause.seq, sequenceLength(cause));
  // Where the ACK that is due stands elsewhere, as in a challenge, one less says nothing about a SYN or a FIN.
  if (cause && (endsHere || freesTheirFin(decision)) && add(sent.ack, 1) === expected.ack) {
    if (has(cause.flags, SYN) && !has(cause.flags, FIN)) return wrong('ack-without-the-syn', 'M01');
    if (has(cause.flags, FIN) || freesTheirFin(decision)) return wrong('ack-without-the-fin', 'M01');
  }
  // A handshake is finished by one number only.
  if (cause && has(cause.flags, SYN) && (isOpening(decision) || has(expected.flags, SYN))) return wrong('ack-finishes-no-handshake');
  const tooFar = after(sent.ack, expected.ack);
  const gap = decision.expected.queue === 'out-of-order' && cause !== null;
  if (gap && tooFar && !after(sent.ack, add(cause.seq, sequenceLength(cause)))) return wrong('ack-over-a-gap');
  return wrong(tooFar ? 'ack-of-what-never-came' : 'ack-too-low', finishesWithData(decision) && sent.ack === cause?.seq ? 'M04' : undefined);
}

/** The arrival fills the gap before a FIN that has waited in the out-of-order queue (F6.2). */
function freesTheirFin({ expected }: Decision): boolean {
  return expected.decisions.includes('data/gap-filled') && expected.decisions.some((name) => name === 'fin/received' || name === 'fin/closing' || name === 'fin/time-wait');
}

/** A listener, or a request that it holds, is asked for a SYN-ACK. */
function answersSyn(decision: Decision): boolean {
  return /^(listen|request)\//.test(primaryDecision(decision) ?? '');
}

/** Sizes that a SYN-ACK names, where Linux names others: theirs repeated, as if one were agreed upon, or the window already shifted (F1.13, F1.15). */
function otherSizes(expected: Segment, sent: Segment, cause: Segment | null): Finding | null {
  const [ours, said, theirs] = [expected.options, sent.options, cause?.options ?? NO_OPTIONS];
  if (said.mss !== ours.mss) return said.mss === theirs.mss ? allowed('mss-is-theirs', 'M10') : allowed('another-mss');
  if (ours.wscale === undefined && said.wscale !== undefined) return wrong('scale-unasked', 'M09');
  if (said.wscale !== ours.wscale) return said.wscale === theirs.wscale ? allowed('scale-is-theirs', 'M09') : allowed('another-scale');
  if (ours.wscale !== undefined && ours.wscale > 0 && sent.win === expected.win >> ours.wscale) return allowed('window-scaled-in-a-syn', 'M09');
  return null;
}

/** Everything that matters is right; what is left is data, options and window. */
function extras(decision: Decision, expected: Segment, sent: Segment, cause: Segment | null): Finding {
  if (sent.length > expected.length) {
    if (has(sent.flags, SYN) && !has(sent.flags, RST)) return allowed('data-on-the-syn', 'M04');
    return allowed(cause && has(cause.flags, SYN) && isOpening(decision) ? 'data-with-the-third-segment' : 'data-along');
  }
  if (sent.length < expected.length) return wrong('data-left-out');
  if (expected.options.sack && !sent.options.sack) return allowed('without-sack-block');
  if (expected.options.ts && !sent.options.ts && !has(sent.flags, SYN) && !has(sent.flags, RST)) return wrong('without-timestamps');
  if (has(sent.flags, SYN) && (['mss', 'wscale', 'sackPermitted', 'ts'] as const).some((name) => expected.options[name] !== undefined && sent.options[name] === undefined)) return allowed('fewer-options');
  if (answersSyn(decision) && has(sent.flags, SYN)) {
    const said = otherSizes(expected, sent, cause);
    if (said) return said;
  }
  if (sent.win === 0 && expected.win > 0 && !has(sent.flags, RST)) return allowed('zero-window');
  return RIGHT;
}
