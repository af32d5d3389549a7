import type { Lang } from '../../language.ts';
import type { Course } from '../../level/course.ts';
import { knownLevels } from '../../level/known-levels.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import type { Level } from '../../level/level.ts';
import type { LevelProgress, Progress } from '../../storage/progress.ts';

/** `***` at or under par, `**.` solved, `*..` solved with hints, `...` open, `---` locked; `===` not played, but known: a level that builds on it was solved in expert mode. */
export type Mark = '***' | '**.' | '*..' | '...' | '---' | '===';

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
  readonly title: Readonly<Record<Lang, string>>;
  readonly levels: readonly MapLevel[];
}

export interface MapModel {
  readonly worlds: readonly MapWorld[];
  /** All levels in the order of the course. */
  readonly levels: readonly MapLevel[];
  readonly solved: number;
  /** How many can be: the sandbox cannot. */
  readonly solvable: number;
  /** Stars of all levels together; each has three to give. */
  readonly stars: number;
}

const NOTHING: LevelProgress = { stars: 0, moves: null, attempts: 0, run: null };
const MARKS = ['...', '*..', '**.', '***'] as const;

/** The course with what this player has done in it. */
export function mapModel(course: Course, progress: Progress): MapModel {
  const byId = new Map(course.levels.map((level) => [level.id, level]));
  const doneWith = (id: string) => (Object.hasOwn(progress.levels, id) ? progress.levels[id]! : NOTHING);
  const known = knownLevels(course.levels, doneWith);
  const place = (id: string, place: string): MapLevel[] => {
    const level = byId.get(id);
    if (level === undefined) return [];
    const done = doneWith(id);
    const missing = level.needs.filter((need) => byId.has(need) && !known.has(need));
    const mark: Mark = done.stars > 0 ? MARKS[done.stars] : known.has(id) ? '===' : missing.length > 0 ? '---' : '...';
    return [{ level, place, mark, progress: done, missing }];
  };
  const worlds = course.worlds
    .map(({ number, title, levels }) => ({ number, title, levels: levels.flatMap((id, index) => place(id, `${number}-${index + 1}`)) }))
    .filter((world) => world.levels.length > 0);
  const all = worlds.flatMap((world) => world.levels);
  return { worlds, levels: all, solved: all.filter((item) => item.progress.stars > 0).length, solvable: all.filter(({ level }) => level.id !== SANDBOX).length, stars: all.reduce((sum, item) => sum + item.progress.stars, 0) };
}

/** Where a player goes on: an unfinished run, else the first open level that is not solved, else the first of all. */
export function nextToPlay(model: MapModel): MapLevel | undefined {
  // The sandbox leads nowhere: whoever wants it goes there himself.
  const levels = model.levels.filter(({ level }) => level.id !== SANDBOX);
  return levels.find((item) => item.progress.run !== null) ?? levels.find((item) => item.mark === '...') ?? levels[0];
}

/** Where one begins in a world: its first open level that is not solved, else its first that is not, else its first. Null: there is no such world. */
export function entranceOf({ worlds, levels }: MapModel, number: number): number | null {
  const world = worlds.find((one) => one.number === number);
  const item = world?.levels.find(({ mark }) => mark === '...') ?? world?.levels.find(({ mark }) => mark === '---') ?? world?.levels[0];
  return item === undefined ? null : levels.indexOf(item);
}

/** The place among the worlds of the one that holds this level. */
export function worldIndex({ worlds, levels }: MapModel, selected: number): number {
  const item = levels[selected];
  return worlds.findIndex((world) => item !== undefined && world.levels.includes(item));
}
