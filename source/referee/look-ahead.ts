import { holds } from '../level/holds.ts';
import type { Ms } from '../time.ts';
import { advance } from '../world/advance.ts';
import { cloneWorld } from '../world/clone-world.ts';
import { servedPercent } from '../world/traffic-tally.ts';
import type { World } from '../world/world.ts';
import { factsOf, observer, watchOf, type Session } from './session.ts';

/** A world if nobody does anything for a while. It is run when it is first asked, and once. */
export interface Ahead {
  /** Whether doing nothing wins or loses, and how many percent of the goals are met then: all where it wins, none where it loses. */
  readonly end: () => { readonly outcome: 'won' | 'lost' | null; readonly goals: number };
  /** Percent of real clients served, by the name of their traffic; under '' that of all. */
  readonly served: () => ReadonlyMap<string, number>;
}

/** Looks so many ms of virtual time ahead. */
export type Foresight = (world: World, ahead: Ms) => Ahead;

/** What becomes of worlds in a session's level, with what has been seen of it so far. */
export function foresightOf(session: Session): Foresight {
  const { drawn, held } = session;
  return (world, ahead) => {
    const until = Math.min(world.now + ahead, world.setup.horizon);
    const watch = { ...watchOf(session), predictions: [] };
    const copied = once(() => cloneWorld(world));
    const end = once(() => {
      const copy = copied();
      advance(copy, until, observer(drawn, watch));
      if (watch.outcome !== null) return { outcome: watch.outcome, goals: watch.outcome === 'won' ? 100 : 0 };
      const seen = factsOf(copy, held);
      return { outcome: null, goals: (100 * drawn.level.goals.filter(({ holds: goal }) => holds(goal, seen)).length) / drawn.level.goals.length };
    });
    const served = once(() => {
      // The end of the level is no end of the world: its clients go on.
      end();
      advance(copied(), until);
      return sharesIn(copied(), ahead);
    });
    return { end, served };
  };
}

function sharesIn(world: World, ahead: Ms): ReadonlyMap<string, number> {
  // What was under way when it was set says little of it, where more comes later.
  const share = (of?: string): number => servedPercent(world, ahead / 2, of) ?? servedPercent(world, ahead, of) ?? 0;
  return new Map([['', share()], ...world.setup.traffic.flatMap(({ kind, name }) => (kind === 'clients' ? [[name, share(name)] as const] : []))]);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
