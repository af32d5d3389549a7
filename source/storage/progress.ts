import type { Format } from './kept-file.ts';
import { decodeRun } from './run-file.ts';
import type { RunFile } from './run-file.ts';
import { isRecord } from './versioned.ts';

/** A run that solved a level: with the numbers of this seed, in so many moves. */
export interface Win {
  readonly seed: string;
  readonly moves: number;
}

/** What a player has done with one level. */
export interface LevelProgress {
  /** Best so far: 3 at or under par, 2 solved, 1 solved with hints, 0 not solved. */
  readonly stars: 0 | 1 | 2 | 3;
  /** Fewest moves of a run that solved it; null when none did. */
  readonly moves: number | null;
  /** Runs begun. */
  readonly attempts: number;
  /** Solved in expert mode at least once: a star of its own. */
  readonly expert?: true;
  /** Runs that solved it, oldest first; those from before they were kept are not among them. */
  readonly wins?: readonly Win[];
  /** What the verdicts on its moves have told, by the keys of the reference; nothing yet when it is left out. */
  readonly met?: readonly string[];
  /** The run that was left unfinished. */
  readonly run: RunFile | null;
}

/** By level id. Levels that this program does not know are kept: another version may. */
export interface Progress {
  readonly levels: Readonly<Record<string, LevelProgress>>;
}

export const NOTHING_DONE: LevelProgress = { stars: 0, moves: null, attempts: 0, run: null };
export const NO_PROGRESS: Progress = { levels: {} };

export function progressOf(progress: Progress, level: string): LevelProgress {
  return Object.hasOwn(progress.levels, level) ? progress.levels[level]! : NOTHING_DONE;
}

function withLevel(progress: Progress, level: string, change: (before: LevelProgress) => LevelProgress): Progress {
  return { ...progress, levels: { ...progress.levels, [level]: change(progressOf(progress, level)) } };
}

/** A run of the level begins. */
export function begun(progress: Progress, level: string): Progress {
  return withLevel(progress, level, (before) => ({ ...before, attempts: before.attempts + 1 }));
}

/** The run goes on to here; null: there is no longer one to go on with. */
export function reached(progress: Progress, level: string, run: RunFile | null): Progress {
  return withLevel(progress, level, (before) => ({ ...before, run }));
}

/** A run solved the level. Better results stay. With its seed it is one of the player's own plays that the debrief counts. */
export function solved(progress: Progress, level: string, { stars, moves, seed, expert }: { readonly stars: 0 | 1 | 2 | 3; readonly moves: number; readonly seed?: string; readonly expert?: boolean }): Progress {
  return withLevel(progress, level, (before) => better({ ...before, run: null }, { ...NOTHING_DONE, stars, moves, ...(seed !== undefined && { wins: [{ seed, moves }] }), ...(expert && { expert }) }));
}

/** Verdicts of the level have told these things. */
export function met(progress: Progress, level: string, keys: readonly string[]): Progress {
  const known = progressOf(progress, level).met ?? [];
  return keys.every((key) => known.includes(key)) ? progress : withLevel(progress, level, (before) => ({ ...before, met: joined(known, keys) }));
}

/** Far more than the verdicts of one level can tell. */
const MOST_MET = 300;

function joined(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].slice(0, MOST_MET).toSorted();
}

/** More would tell nothing more; the newest stay. */
const MOST_WINS = 200;

/** The same run told twice, as by two files of one player, counts once. */
function allWins(a: readonly Win[], b: readonly Win[]): readonly Win[] {
  const added = b.filter(({ seed, moves }) => !a.some((win) => win.seed === seed && win.moves === moves));
  return [...a, ...added].slice(-MOST_WINS);
}

function better(a: LevelProgress, b: LevelProgress): LevelProgress {
  const counts = [a.moves, b.moves].filter((moves) => moves !== null);
  return {
    stars: a.stars >= b.stars ? a.stars : b.stars,
    moves: counts.length === 0 ? null : Math.min(...counts),
    attempts: Math.max(a.attempts, b.attempts),
    ...((a.expert || b.expert) && { expert: true }),
    ...((a.wins || b.wins) && { wins: allWins(a.wins ?? [], b.wins ?? []) }),
    ...((a.met || b.met) && { met: joined(a.met ?? [], b.met ?? []) }),
    run: a.run ?? b.run,
  };
}

/** Two players' files of one player: the best of both, level by level; an unfinished run of `a` comes first. */
export function merged(a: Progress, b: Progress): Progress {
  return Object.entries(b.levels).reduce((so, [level, theirs]) => withLevel(so, level, (ours) => better(ours, theirs)), a);
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isStars = (value: unknown): value is LevelProgress['stars'] => value === 0 || value === 1 || value === 2 || value === 3;

const isKey = (value: unknown): boolean => typeof value === 'string' && /^[\w:/.-]{1,80}$/.test(value);

const isWin = (value: unknown): value is Win => isRecord(value) && typeof value['seed'] === 'string' && value['seed'].length <= 200 && isCount(value['moves']);

function decodeLevel(value: unknown): LevelProgress | null {
  if (!isRecord(value)) return null;
  const { stars, moves, attempts, expert, met: told, wins } = value;
  const run = value['run'] === null ? null : decodeRun(value['run']);
  if (!isStars(stars) || !(moves === null || isCount(moves)) || !isCount(attempts)) return null;
  if (value['run'] !== null && run === null) return null;
  if (expert !== undefined && expert !== true) return null;
  if (wins !== undefined && !(Array.isArray(wins) && wins.length <= MOST_WINS && wins.every(isWin))) return null;
  if (told !== undefined && !(Array.isArray(told) && told.length <= MOST_MET && told.every(isKey))) return null;
  return { stars, moves, attempts, ...(expert && { expert }), ...(wins !== undefined && { wins: wins.map(({ seed, moves: made }: Win) => ({ seed, moves: made })) }), ...(told !== undefined && { met: told as readonly string[] }), run };
}

/** How progress is written to progress.json, and to the files that `progress export` makes. */
export const PROGRESS_FORMAT: Format<Progress> = {
  name: 'ackademy-progress',
  version: 1,
  empty: NO_PROGRESS,
  decode(body) {
    const entries = isRecord(body['levels']) ? Object.entries(body['levels']) : null;
    if (entries === null) return { value: NO_PROGRESS, whole: false };
    const good = entries.flatMap(([level, value]) => {
      const decoded = decodeLevel(value);
      return decoded === null ? [] : [[level, decoded] as const];
    });
    return { value: { levels: Object.fromEntries(good) }, whole: good.length === entries.length };
  },
  encode: (progress) => progress,
};
