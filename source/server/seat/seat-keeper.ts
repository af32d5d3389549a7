import { headLine, journalOf, type LevelHead } from '../../classroom/hand-in.ts';
import type { Phrase } from '../../phrase.ts';
import { classKeeper } from '../../storage/class-keeper.ts';
import { followRuns, type ClassRuns } from '../../storage/class-runs.ts';
import type { KeptFile } from '../../storage/kept-file.ts';
import { createKeeper, type Keeper } from '../../storage/keeper.ts';
import { PROGRESS_FORMAT, type Progress } from '../../storage/progress.ts';
import { SETTINGS_FORMAT, type Settings } from '../../storage/settings.ts';
import { isRecord } from '../../storage/versioned.ts';
import type { Lesson } from './lesson.ts';
import { journalKey, type Change, type KeptPlayer, type LessonStore } from '../store/lesson-store.ts';

/** Why a seat can no longer keep what is played: somebody else has sat down, or the store fails. */
export type Lost = 'taken' | 'not-kept';

/** What is kept of a player at a seat, and how it is kept. */
export interface SeatKeeper {
  readonly keeper: Keeper;
  readonly runs: ClassRuns;
  /** The level in which the player was last, unfinished; null: the map. */
  readonly place: string | null;
  /** Resolves when all that was played so far is kept, and at once when it is; also when it cannot be kept, after onLost. */
  readonly settled: () => Promise<void>;
}

export interface SeatKeeperOptions {
  readonly store: LessonStore;
  readonly handle: string;
  readonly kept: KeptPlayer;
  readonly levels: readonly { readonly head: LevelHead; readonly isLive: boolean }[];
  readonly standing: Lesson['standing'];
  /** Called once; nothing is kept from then on. */
  readonly onLost: (why: Lost) => void;
}

const SETTINGS = 'settings';
const PLACE = 'place';
const LEVEL = 'level ';

/** The game's keeper over the store of a lesson. What one act changes is written as one change, in the order of the acts. */
export function openSeatKeeper({ store, handle, kept, levels, standing, onLost }: SeatKeeperOptions): SeatKeeper {
  const { write, settled } = writer(store, handle, kept.turn, onLost);
  const note = (name: string, value: unknown): void => write({ lines: [], notes: [{ name, text: JSON.stringify(value) }] });

  const followed = levels.map(({ head, isLive }) => {
    const key = journalKey(head);
    const lines = kept.journals.find((journal) => journal.key === key)?.lines ?? [];
    return { head, isLive, key, written: lines.length, journal: journalOf(lines.slice(1)) };
  });
  const runs: ClassRuns = {
    folder: '',
    ...followRuns(handle, followed, (level, added) => {
      const lines = level.written === 0 ? [headLine(level.head), ...added] : added;
      write({ lines: [{ key: level.key, from: level.written, lines }], notes: [] });
      level.written += lines.length;
      return [];
    }),
  };

  const levelNotes = [...kept.notes].flatMap(([name, text]) => (name.startsWith(LEVEL) ? [[name.slice(LEVEL.length), parsed(text)]] : []));
  const progress = noted<Progress>(PROGRESS_FORMAT.decode({ levels: Object.fromEntries(levelNotes) }).value, (before, now) => {
    for (const [id, level] of Object.entries(now.levels)) if (level !== before.levels[id]) note(LEVEL + id, level);
  });
  const chosen = parsed(kept.notes.get(SETTINGS) ?? 'null');
  const settings = noted<Settings>(isRecord(chosen) ? SETTINGS_FORMAT.decode(chosen).value : SETTINGS_FORMAT.empty, (_before, now) => note(SETTINGS, now));
  const own = createKeeper({ progress, settings, runs: { folder: '', keep: () => [{ id: 'server.run-kept' }] }, ideas: { meet: () => [] }, notices: [] });
  const keeper = classKeeper(own, runs, (level) => standing(runs, own, level));

  const place = parsed(kept.notes.get(PLACE) ?? 'null');
  let at: unknown = place;
  /** A level that is left unfinished is where the player comes back to. */
  const goTo = (level: string | null): readonly Phrase[] => {
    if (at !== level) note(PLACE, level);
    at = level;
    return [];
  };
  return {
    keeper: {
      ...keeper,
      begun: (level) => [...goTo(level), ...keeper.begun(level)],
      reached: (level, run) => [...goTo(level), ...keeper.reached(level, run)],
      solved: (level, result) => [...goTo(null), ...keeper.solved(level, result)],
    },
    runs,
    place: typeof place === 'string' && levels.some(({ head }) => head.level === place) ? place : null,
    settled,
  };
}

/** A value in memory whose changes are noted. */
function noted<T>(first: T, onChange: (before: T, now: T) => void): KeptFile<T> {
  let value = first;
  return {
    path: '',
    value: () => value,
    isSaving: () => true,
    update(change) {
      const before = value;
      value = change(before);
      onChange(before, value);
      return [];
    },
  };
}

const DONE = Promise.resolve();

/** Changes of one turn of the event loop are one act; acts are kept one after the other. */
function writer(store: LessonStore, handle: string, turn: number, onLost: SeatKeeperOptions['onLost']): { readonly write: (change: Change) => void; readonly settled: () => Promise<void> } {
  let waiting: Change[] = [];
  let last: Promise<void> | null = null;
  let underWay = 0;
  let isLost = false;
  const lose = (why: Lost): void => {
    isLost = true;
    waiting = [];
    onLost(why);
  };
  const flush = async (): Promise<void> => {
    if (isLost) return;
    const change: Change = { lines: waiting.flatMap(({ lines }) => lines), notes: waiting.flatMap(({ notes }) => notes) };
    waiting = [];
    try {
      if ((await store.keep(handle, turn, change)) === 'taken') lose('taken');
    } catch {
      lose('not-kept');
    }
  };
  const after = async (before: Promise<void> | null): Promise<void> => {
    await before;
    await flush();
    underWay--;
  };
  return {
    write(change) {
      if (isLost) return;
      waiting.push(change);
      if (waiting.length > 1) return;
      underWay++;
      last = after(last);
    },
    settled: () => (underWay === 0 ? DONE : last!),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
