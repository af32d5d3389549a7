import type { Phrase } from '../phrase.ts';
import type { Verdict } from './verdict.ts';

/** Why something is not a move now; the texts are under `refused.NAME`. The first ones are the world's, the others the referee's. */
export const REFUSALS = [
  'no-such-host',
  'nothing-to-answer',
  'nothing-to-drop',
  'nothing-to-queue',
  'no-state-asked',
  'answer-not-yours',
  'queue-not-yours',
  'state-not-yours',
  'already-chosen',
  'ack-missing',
  'spoof-needs-transparent',
  'no-such-sysctl',
  'not-a-number',
  'out-of-range',
  'not-a-world-move',
  'level-is-over',
  'nothing-to-predict',
  'prediction-first',
  'no-more-hints',
  'no-such-option',
  'sysctls-locked',
  'sysctl-locked',
  'calls-locked',
  'call-locked',
  'operators-send-nothing',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export function refuse(reason: Refusal, params?: Phrase['params']): Verdict {
  return refusedVerdict({ id: `refused.${reason}`, ...(params ? { params } : {}) });
}

/** A refusal, as a verdict: the world is untouched, and no rule of TCP is at stake. */
export function refusedVerdict(why: Phrase): Verdict {
  return { name: why.id.replace('.', '/'), outcome: 'refused', rule: null, why, evidence: null, counterfactual: null, cite: [] };
}
