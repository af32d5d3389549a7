import { has, SYN } from '../tcp/flags.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add } from '../tcp/sequence.ts';
import type { Decision } from '../world/decision.ts';
import { groundsOf } from './cite.ts';
import { ackOwed, causeSegment, type Finding } from './finding.ts';
import { answerName, type AnswerName } from './answer-reasons.ts';
import type { AskedName } from './situations.ts';
import type { Named } from './verdict.ts';

/** The verdict on an answer, from what the judge found. */
export function answerVerdict(decision: Decision, sent: Segment | null, finding: Finding): Named<AskedName | AnswerName> {
  const { area, name, why, rule, cite } = groundsOf(decision);
  if (finding.reason === null) return { name, outcome: 'as-linux', rule, why, evidence: null, counterfactual: null, cite };
  const expected = decision.expected.sent[0] ?? null;
  const owed = ackOwed(decision);
  return {
    name: answerName(area, finding.reason),
    outcome: finding.outcome,
    rule,
    ...(finding.misconception ? { misconception: finding.misconception } : {}),
    why: { id: `verdict.${finding.reason}`, params: numbersOf(decision, sent, finding.reason === 'second-isn' && expected && !has(expected.flags, SYN) ? { ...expected, seq: add(expected.seq, -1) } : (expected ?? owed)) },
    evidence: why,
    counterfactual: expected ? { id: 'verdict.linux-sends', params: { segment: printPacketdrill(expected) } } : { id: owed ? 'verdict.linux-sends-later' : 'verdict.linux-sends-nothing' },
    cite,
  };
}

function numbersOf(decision: Decision, sent: Segment | null, right: Segment | null): Record<string, string | number> {
  const cause = causeSegment(decision);
  return {
    state: decision.expected.from,
    ...(sent ? { seq: sent.seq, ack: sent.ack, sent: printPacketdrill(sent) } : {}),
    ...(right ? { rightSeq: right.seq, rightAck: right.ack } : {}),
    ...(cause ? { causeSeq: cause.seq, causeAck: cause.ack, causeEnd: add(cause.seq, sequenceLength(cause)) } : {}),
  };
}
