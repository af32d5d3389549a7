import type { Phrase } from '../phrase.ts';
import { WORLD_REFUSALS } from '../world/perform.ts';
import type { Named } from './verdict.ts';

/** Why something is not a move now; the texts are under `refused.NAME`. The first ones are the world's, the others the referee's. */
export const REFUSALS = [
  ...WORLD_REFUSALS,
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
  'kernel-first',
  'expert-hint',
  'expert-seq',
  'class-hints',
  'class-predict',
] as const;
export type Refusal = (typeof REFUSALS)[number];
export type RefusalName = `refused/${Refusal}`;

export function refuse(reason: Refusal, params?: Phrase['params']): Named<RefusalName> {
  return refusedVerdict({ id: `refused.${reason}`, ...(params ? { params } : {}) });
}

/** A refusal, as a verdict: the world is untouched, and no rule of TCP is at stake. */
export function refusedVerdict(why: Phrase & { readonly id: `refused.${Refusal}` }): Named<RefusalName> {
  const reason = why.id.slice('refused.'.length) as Refusal;
  return { name: `refused/${reason}`, outcome: 'refused', rule: null, why, evidence: null, counterfactual: null, cite: [] };
}
