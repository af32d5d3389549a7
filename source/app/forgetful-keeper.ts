import type { Keeper } from '../storage/keeper.ts';

/** The same player's keeper for a world to try things out in: nothing of what is done there is kept. */
export function forgetfulKeeper(keeper: Keeper): Keeper {
  const nothing = () => [];
  return { ...keeper, begun: nothing, reached: nothing, solved: nothing, met: nothing, ideasMet: nothing };
}
