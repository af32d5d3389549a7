import type { Phrase } from '../phrase.ts';
import type { ClassRuns } from './class-runs.ts';
import type { Keeper } from './keeper.ts';

/**
 * A player's keeper in a lab: every move is noted for the hand-in, with what is taken back. `keeper`: of the lab's levels.
 * `standing`: what is told of a level that is solved, such as its points in the lab.
 */
export function classKeeper(keeper: Keeper, runs: ClassRuns, standing: (level: string) => readonly Phrase[] = () => []): Keeper {
  return {
    ...keeper,
    begun: (level) => [...runs.begun(level), ...keeper.begun(level)],
    played: (run) => runs.played(run),
    solved: (level, result) => [...keeper.solved(level, result), ...standing(level)],
  };
}
