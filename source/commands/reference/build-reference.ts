import type { Level } from '../../level/level.ts';
import { doneBy } from '../../referee/met.ts';
import type { ReferenceKey } from '../../referee/reference-key.ts';
import { planSession } from '../prove/prove-plans.ts';
import { metBySolving, REFERENCE_FORMAT, solve, type ReferenceIndex, type Solved } from './reference-index.ts';

/** What the build writes for the reference: it plays every model solution, each variant once. */
export function referenceIndex(levels: readonly Level[]): ReferenceIndex {
  const plays = levels.map((level) => ({ level, solved: solve(level) }));
  return {
    format: REFERENCE_FORMAT,
    levels: Object.fromEntries(plays.map(({ level, solved }) => [level.id, metBySolving(level, solved)])),
    proved: Object.fromEntries(plays.flatMap(({ level, solved }) => (level.proof === null || level.proof.stale ? [] : [[level.id, provedBySolving(solved, level.proof.seeds)]]))),
  };
}

/** What the real kernel did alike when the level was proved. */
function provedBySolving(solved: readonly Solved[], seeds: readonly string[]): readonly ReferenceKey[] {
  const done = solved.filter(({ drawn }) => seeds.includes(drawn.seed)).flatMap(({ drawn, session }) => doneBy(session, new Set(planSession(drawn, session).plans.map(({ host }) => host))));
  return [...new Set(done)].toSorted();
}
