import type { Level } from '../level/level.ts';
import { doneBy } from '../referee/met.ts';
import type { ReferenceKey } from '../referee/reference-key.ts';
import { planSolution } from './prove-plans.ts';
import { metBySolving, REFERENCE_FORMAT, solved, type ReferenceIndex } from './reference-index.ts';

/** What the build writes for the reference: it plays every model solution. */
export function referenceIndex(levels: readonly Level[]): ReferenceIndex {
  const proved = levels.flatMap((level) => (level.proof === null || level.proof.stale ? [] : [[level.id, provedBySolving(level, level.proof.seeds)] as const]));
  return { format: REFERENCE_FORMAT, levels: Object.fromEntries(levels.map((level) => [level.id, metBySolving(level)])), proved: Object.fromEntries(proved) };
}

/** What the real kernel did alike when the level was proved. */
function provedBySolving(level: Level, seeds: readonly string[]): readonly ReferenceKey[] {
  const done = seeds.flatMap((seed) => doneBy(solved(level, seed), new Set(planSolution(level, seed).plans.map(({ host }) => host))));
  return [...new Set(done)].toSorted();
}
