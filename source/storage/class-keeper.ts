import type { ClassRuns } from './class-runs.ts';
import type { Keeper } from './keeper.ts';

/** A player's keeper in a lab: every move is noted for the hand-in, with what is taken back. `keeper`: of the lab's levels. */
export function classKeeper(keeper: Keeper, runs: ClassRuns): Keeper {
  return {
    ...keeper,
    begun: (level) => [...runs.begun(level), ...keeper.begun(level)],
    played: (run) => runs.played(run),
  };
}
