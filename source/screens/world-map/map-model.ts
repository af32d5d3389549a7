import type { Level } from '../../level/level.ts';
import type { LevelProgress, Progress } from '../../storage/progress.ts';

/** `***` at or under par, `**.` solved, `*..` solved with hints, `...` open, `---` locked. */
export type Mark = '***' | '**.' | '*..' | '...' | '---';

/** A level on the map. */
export interface MapLevel {
  readonly level: Level;
  /** Its place in the course: `2-4` is the fourth of the second world. */
  readonly place: string;
  readonly mark: Mark;
  readonly progress: LevelProgress;
  /** Levels that should be solved before and are not yet. */
  readonly missing: readonly string[];
}

export interface MapWorld {
  readonly number: number;
  readonly levels: readonly MapLevel[];
}

export interface MapModel {
  readonly worlds: readonly MapWorld[];
  /** All levels in the order of the course. */
  readonly levels: readonly MapLevel[];
  readonly solved: number;
}

const NOTHING: LevelProgress = { stars: 0, moves: null, attempts: 0, run: null };
const MARKS = ['...', '*..', '**.', '***'] as const;

/** The course with what this player has done in it. `levels` are in the order of the course. */
export function mapModel(levels: readonly Level[], progress: Progress): MapModel {
  const known = new Set(levels.map((level) => level.id));
  const doneWith = (id: string) => (Object.hasOwn(progress.levels, id) ? progress.levels[id]! : NOTHING);
  const numbers = [...new Set(levels.map((level) => level.world))];
  const worlds = numbers.map((number) => ({
    number,
    levels: levels
      .filter((level) => level.world === number)
      .map((level, index) => {
        const done = doneWith(level.id);
        const missing = level.needs.filter((need) => known.has(need) && doneWith(need).stars === 0);
        const mark: Mark = done.stars === 0 && missing.length > 0 ? '---' : MARKS[done.stars];
        return { level, place: `${number}-${index + 1}`, mark, progress: done, missing };
      }),
  }));
  const all = worlds.flatMap((world) => world.levels);
  return { worlds, levels: all, solved: all.filter((item) => item.progress.stars > 0).length };
}

/** Where a player goes on: an unfinished run, else the first open level that is not solved, else the first of all. */
export function nextToPlay(model: MapModel): MapLevel | undefined {
  const { levels } = model;
  return levels.find((item) => item.progress.run !== null) ?? levels.find((item) => item.mark === '...') ?? levels[0];
}
