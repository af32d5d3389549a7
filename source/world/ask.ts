import type { Cause, Decision } from './decision.ts';
import { reactionOf } from './react.ts';
import { hostOf, setupOf, type World } from './world.ts';

/** Whether some acts of this host's kernel are the player's now. */
export function isPlayers(world: World, host: string): boolean {
  const { decides, decidesUntil } = setupOf(world, host);
  return decides.length > 0 && world.now < decidesUntil;
}

/** Puts an act of a host's kernel to the player: time stands still until he has decided. */
export function ask(world: World, host: string, cause: Cause): Decision {
  const decision: Decision = {
    host,
    at: world.now,
    cause,
    slots: setupOf(world, host).decides,
    expected: reactionOf(hostOf(world, host), world.rules, world.now, cause),
    chosen: {},
  };
  world.pending = decision;
  return decision;
}
