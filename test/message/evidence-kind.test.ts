import { expect, test } from 'vitest';
import { evidenceKind } from '../../source/message/evidence-kind.ts';

test.each([
  ['wrong', 'decision.time-wait/paws-acked', 'rule'],
  ['allowed', 'decision.listen/syn-queued', 'rule'],
  ['no-effect', 'decision.bind/in-use', 'rule'],
  ['effective', 'decision.time-wait/rst-exact', 'followed'],
  ['effective', 'verdict.place-held', 'evidence'],
  ['harmful', 'verdict.timer-restarted', 'evidence'],
] as const)('the sentence behind a verdict that says %s, %s, is: %s', (outcome, id, kind) => {
  expect(evidenceKind(outcome, id)).toBe(kind);
});
