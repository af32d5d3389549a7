import type { Level } from './level.ts';

/** What a player has done with a level, as far as it shows what he knows. */
interface Done {
  readonly stars: number;
  /** Solved in expert mode. */
  readonly expert?: boolean;
}

/**
 * The levels whose ideas a player has shown: those that he solved, and all that a level which he solved in expert mode
 * builds on, directly or by others. So one who knows them need not play them.
 */
export function knownLevels(levels: readonly Pick<Level, 'id' | 'needs'>[], done: (level: string) => Done): ReadonlySet<string> {
  const needs = new Map(levels.map((level) => [level.id, level.needs]));
  const shown = new Set<string>();
  const show = (id: string): void => {
    if (shown.has(id)) return;
    shown.add(id);
    needs.get(id)?.forEach(show);
  };
  levels.filter(({ id }) => done(id).expert === true).forEach(({ id }) => show(id));
  return new Set(levels.flatMap(({ id }) => (shown.has(id) || done(id).stars > 0 ? [id] : [])));
}

/** The levels that solving this one in expert mode shows to be known, in the order of the course. */
export function shownBy(levels: readonly Pick<Level, 'id' | 'needs'>[], id: string): readonly string[] {
  const known = knownLevels(levels, (one) => ({ stars: 0, expert: one === id }));
  return levels.flatMap((level) => (level.id !== id && known.has(level.id) ? [level.id] : []));
}
