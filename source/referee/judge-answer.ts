import type { DecisionName } from '../kernel/decision.ts';
import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after, before } from '../tcp/sequence.ts';
import type { Decision } from '../world/decision.ts';
import { citeDecision } from './cite.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** What a judge of an answer finds: the reason's name within its area, how bad, and the wrong idea behind it. */
export interface Finding {
  readonly reason: string;
  readonly outcome: Outcome;
  readonly misconception?: string;
}

const wrong = (reason: string, misconception?: string): Finding => ({ reason, outcome: 'wrong', ...(misconception ? { misconception } : {}) });
const allowed = (reason: string, misconception?: string): Finding => ({ reason, outcome: 'allowed', ...(misconception ? { misconception } : {}) });
const RIGHT: Finding = { reason: 'as-linux', outcome: 'as-linux' };

/** The decision that explains a reaction best: the last one that is not about a mere consequence. */
export function primaryDecision(decision: Decision): DecisionName {
  const { decisions } = decision.expected;
  return decisions.findLast((name) => !/^(data\/in-order|crossed\/established)$/.test(name)) ?? decisions.at(-1) ?? 'ack/plain';
}

export function kindOf(segment: Segment): 'syn' | 'syn-ack' | 'reset' | 'fin' | 'ack' | 'none' {
  const { flags } = segment;
  if (has(flags, RST)) return 'reset';
  if (has(flags, SYN)) return has(flags, ACK) ? 'syn-ack' : 'syn';
  if (has(flags, FIN)) return 'fin';
  return has(flags, ACK) ? 'ack' : 'none';
}

/** Judges what the player sends (null: nothing) against what Linux sends. Every difference has a reason of its own. */
export function compareAnswer(decision: Decision, sent: Segment | null): Finding {
  const expected = decision.expected.sent[0] ?? null;
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  if (sent === null) return silence(decision, expected);
  if (expected === null) return noAnswerDue(sent, cause);
  if (sent.dstIp !== expected.dstIp || sent.dstPort !== expected.dstPort) return wrong('to-the-wrong-address');
  if (sent.srcIp !== expected.srcIp || sent.srcPort !== expected.srcPort) return wrong('from-the-wrong-address');
  const wanted = kindOf(expected);
  const given = kindOf(sent);
  if (wanted !== given) return otherKind(wanted, given, cause);
  if (has(sent.flags, SYN) && has(sent.flags, FIN)) return wrong('syn-and-fin-together');
  const numbers = wanted === 'reset' ? resetNumbers(expected, sent) : sequenceAndAck(decision, expected, sent, cause);
  return numbers ?? extras(expected, sent, cause);
}

function silence(decision: Decision, expected: Segment | null): Finding {
  if (expected === null) return RIGHT;
  if (primaryDecision(decision).startsWith('crossed/')) return allowed('silent-second-syn');
  switch (kindOf(expected)) {
    case 'reset':
      return wrong('silent-where-reset-is-due', 'M07');
    case 'syn':
      return wrong('connect-without-syn');
    case 'syn-ack':
      return wrong('syn-unanswered');
    case 'fin':
      return wrong('close-without-fin');
    default:
      return wrong(decision.cause.kind === 'segment' && has(decision.cause.segment.flags, FIN) ? 'fin-unacknowledged' : decision.cause.kind === 'segment' && has(decision.cause.segment.flags, SYN) ? 'syn-ack-unanswered' : 'arrival-unacknowledged');
  }
}

function noAnswerDue(sent: Segment, cause: Segment | null): Finding {
  const given = kindOf(sent);
  if (cause && has(cause.flags, RST)) return given === 'reset' ? wrong('reset-for-a-reset', 'M08') : wrong('answer-to-a-reset');
  if (given === 'reset') return wrong('reset-of-a-good-connection', 'M08');
  if (given === 'ack' && sent.length === 0) return wrong('ack-for-a-bare-ack');
  if (given === 'ack') return wrong('data-nobody-wrote');
  if (given === 'fin') return wrong('fin-before-close');
  return wrong(given === 'none' ? 'segment-without-flags' : 'syn-out-of-place');
}

function otherKind(wanted: string, given: string, cause: Segment | null): Finding {
  if (given === 'reset') {
    if (wanted === 'syn') return wrong('reset-instead-of-syn');
    if (wanted === 'syn-ack') return wrong('reset-of-a-good-syn');
    return wrong(cause && has(cause.flags, SYN) ? 'reset-of-a-good-syn-ack' : wanted === 'fin' ? 'reset-instead-of-fin' : 'reset-of-a-good-connection', 'M08');
  }
  if (given === 'none') return wrong('segment-without-flags');
  if (wanted === 'reset') {
    if (given === 'syn-ack') return wrong('syn-ack-without-listener');
    return wrong(given === 'ack' ? 'ack-where-reset-is-due' : given === 'fin' ? 'fin-where-reset-is-due' : 'syn-where-reset-is-due');
  }
  if (wanted === 'syn') return wrong(given === 'syn-ack' ? 'syn-ack-before-any-syn' : given === 'ack' ? 'ack-before-any-syn' : 'fin-before-any-syn');
  if (wanted === 'syn-ack') return wrong(given === 'syn' ? 'syn-without-the-ack' : given === 'ack' ? 'ack-without-own-syn' : 'fin-instead-of-syn-ack', given === 'ack' ? 'M03' : undefined);
  if (wanted === 'fin') return wrong(given === 'ack' ? 'close-without-fin' : 'syn-out-of-place');
  // An ACK is due.
  if (given === 'fin') return wrong(cause && has(cause.flags, SYN) ? 'fin-with-the-final-ack' : 'fin-before-close', cause && has(cause.flags, FIN) ? 'M17' : undefined);
  return wrong(given === 'syn' ? 'syn-again' : 'syn-ack-again');
}

function resetNumbers(expected: Segment, sent: Segment): Finding | null {
  const ackDue = has(expected.flags, ACK);
  if (!ackDue && has(sent.flags, ACK)) return sent.seq === expected.seq ? wrong('reset-with-a-needless-ack', 'M08') : wrong('reset-seq-not-from-ack', 'M08');
  if (ackDue && !has(sent.flags, ACK)) return wrong('reset-without-its-ack', 'M08');
  if (sent.seq !== expected.seq) return wrong(ackDue ? 'reset-seq-not-zero' : 'reset-seq-not-from-ack', 'M08');
  if (ackDue && sent.ack !== expected.ack) return add(sent.ack, 1) === expected.ack ? wrong('reset-ack-does-not-count-the-syn', 'M01') : wrong('reset-ack-wrong', 'M08');
  return null;
}

function sequenceAndAck(decision: Decision, expected: Segment, sent: Segment, cause: Segment | null): Finding | null {
  if (has(expected.flags, ACK) && sent.ack !== expected.ack) return wrongAck(decision, expected, sent, cause);
  if (sent.seq === expected.seq) return null;
  if (has(expected.flags, SYN)) {
    // The first SYN's number is free; a second SYN of the same connection must repeat it.
    return decision.expected.from === 'SYN-SENT' ? wrong('second-isn', 'M02') : null;
  }
  if (sent.seq === expected.ack || (cause && sent.seq === cause.seq)) return wrong('seq-is-their-number', 'M02');
  if (add(sent.seq, 1) === expected.seq && decision.expected.from === 'SYN-SENT') return wrong('own-syn-not-counted', 'M01');
  return wrong(before(sent.seq, expected.seq) ? 'seq-behind' : 'seq-ahead');
}

function wrongAck(decision: Decision, expected: Segment, sent: Segment, cause: Segment | null): Finding {
  if (!has(sent.flags, ACK)) return wrong('ack-flag-missing');
  const own = sent.ack === sent.seq || sent.ack === add(sent.seq, 1) || (cause !== null && hasAckOf(cause, sent.ack)) || sent.ack === expected.seq;
  if (own) return wrong('ack-is-own-number', 'M02');
  if (cause && add(sent.ack, 1) === expected.ack && has(cause.flags, SYN)) return wrong('ack-without-the-syn', 'M01');
  if (cause && add(sent.ack, 1) === expected.ack && has(cause.flags, FIN)) return wrong('ack-without-the-fin', 'M01');
  if (decision.expected.queue === 'out-of-order' && after(sent.ack, expected.ack)) return wrong('ack-over-a-gap');
  return wrong(after(sent.ack, expected.ack) ? 'ack-of-what-never-came' : 'ack-too-low');
}

function hasAckOf(cause: Segment, ack: number): boolean {
  return has(cause.flags, ACK) && cause.ack === ack;
}

/** Everything that matters is right; what is left is data, options and window. */
function extras(expected: Segment, sent: Segment, cause: Segment | null): Finding {
  if (sent.length > expected.length) {
    if (has(sent.flags, SYN)) return allowed('data-on-the-syn', 'M04');
    return cause && has(cause.flags, SYN) ? allowed('data-with-the-third-segment') : allowed('data-along');
  }
  if (sent.length < expected.length) return wrong('data-left-out');
  if (expected.options.sack && !sent.options.sack) return allowed('without-sack-block');
  if (has(sent.flags, SYN) && (sent.options.mss === undefined || (expected.options.wscale !== undefined && sent.options.wscale === undefined))) return allowed('fewer-options');
  if (sent.win === 0 && expected.win > 0 && !has(sent.flags, RST)) return allowed('zero-window');
  return RIGHT;
}

/** The verdict object for a finding about an answer. */
export function answerVerdict(decision: Decision, sent: Segment | null, finding: Finding): Verdict {
  const primary = primaryDecision(decision);
  const area = primary.split('/')[0]!;
  const { rule, cite } = citeDecision(primary);
  const expected = decision.expected.sent[0] ?? null;
  const params = numbersOf(decision, sent, expected);
  if (finding.outcome === 'as-linux') {
    return { name: primary, outcome: 'as-linux', rule, why: { id: `decision.${primary}` }, evidence: null, counterfactual: null, cite };
  }
  return {
    name: `${area}/${finding.reason}`,
    outcome: finding.outcome,
    rule,
    ...(finding.misconception ? { misconception: finding.misconception } : {}),
    why: { id: `verdict.${finding.reason}`, params },
    evidence: { id: `decision.${primary}` },
    counterfactual: expected ? { id: 'verdict.linux-sends', params: { segment: printPacketdrill(expected) } } : { id: 'verdict.linux-sends-nothing' },
    cite,
  };
}

function numbersOf(decision: Decision, sent: Segment | null, expected: Segment | null): Record<string, string | number> {
  const cause = decision.cause.kind === 'segment' ? decision.cause.segment : null;
  return {
    state: decision.expected.from,
    ...(sent ? { seq: sent.seq, ack: sent.ack, sent: printPacketdrill(sent) } : {}),
    ...(expected ? { rightSeq: expected.seq, rightAck: expected.ack } : {}),
    ...(cause ? { causeSeq: cause.seq, causeAck: cause.ack, causeEnd: add(cause.seq, sequenceLength(cause)) } : {}),
  };
}
