import type { ProfileId } from '../kernel/profile.ts';
import type { Rules } from '../kernel/rule.ts';
import { factsOfWorld } from '../level/facts-of-world.ts';
import type { Predicate } from '../level/goal.ts';
import { holds } from '../level/holds.ts';
import { seedFrom } from '../random.ts';
import type { Ms } from '../time.ts';
import { advance } from '../world/advance.ts';
import { createWorld } from '../world/create.ts';
import type { WorldSetup } from '../world/setup.ts';
import type { World } from '../world/world.ts';

/** A world that ran to its horizon with nobody to decide anything, and when what was watched for first held. */
export interface Scene {
  readonly world: World;
  /** For each watched condition: when it first held, ms, and after how many happenings; null: never. */
  readonly firsts: readonly (First | null)[];
}

export interface First {
  readonly at: Ms;
  readonly order: number;
}

/** Under what the same set-up is run: Linux of that version, or somebody's belief about it. */
export interface Physics {
  readonly kernel: ProfileId;
  readonly rules: Rules | null;
}

/** Runs the set-up to its horizon. The same arguments give the same scene, always. */
export function runScene(setup: WorldSetup, seed: string, physics: Physics, watched: readonly Predicate[] = []): Scene {
  const world = createWorld(setup, seedFrom(seed), physics.rules, physics.kernel);
  if (watched.length === 0) {
    advance(world, setup.horizon);
    return { world, firsts: [] };
  }
  const firsts: (First | null)[] = watched.map(() => null);
  let order = 0;
  const look = (): boolean => {
    order++;
    for (const [index, condition] of watched.entries()) {
      if (firsts[index] === null && holds(condition, factsOfWorld(world, () => null))) firsts[index] = { at: world.now, order };
    }
    return false;
  };
  look();
  advance(world, setup.horizon, look);
  return { world, firsts };
}
