import type { Phrase } from '../phrase.ts';
import type { PlayerFiles } from './player-files.ts';
import { begun, met, progressOf, reached, solved } from './progress.ts';
import type { LevelProgress, Progress } from './progress.ts';
import type { RunFile } from './run-file.ts';
import type { Settings } from './settings.ts';

/**
 * Remembers a player, as the game asks for it. Every act is on disk when it returns, unless the notices that it
 * returns say otherwise.
 */
export interface Keeper {
  readonly progress: () => Progress;
  readonly level: (id: string) => LevelProgress;
  readonly settings: () => Settings;
  readonly settingsPath: string;
  /** False when what happens now would be lost with this process. */
  readonly isSaving: () => boolean;
  readonly begun: (level: string) => readonly Phrase[];
  /** Hears how a run that counts stands after each move; only a class keeps all of it. */
  readonly played: (run: RunFile) => readonly Phrase[];
  readonly reached: (level: string, run: RunFile | null) => readonly Phrase[];
  readonly solved: (level: string, result: { readonly stars: LevelProgress['stars']; readonly moves: number; readonly seed?: string; readonly expert?: boolean }) => readonly Phrase[];
  /** Notes what verdicts on moves of the level have told; nothing is written when all of it is known. */
  readonly met: (level: string, keys: readonly string[]) => readonly Phrase[];
  /** Moves of the level have shown these misconceptions: the quiz asks about them next. */
  readonly ideasMet: (level: string, ideas: readonly string[]) => readonly Phrase[];
  /** Keeps a finished run as a file; says where it is. */
  readonly keepRun: (run: RunFile) => readonly Phrase[];
  /** The name under which a level's runs are kept: its id, or in a pack that of the pack before it. */
  readonly keptAs: (level: string) => string;
  readonly choose: (change: Partial<Settings>) => readonly Phrase[];
}

/** A keeper over a player's files. */
export function createKeeper({ progress, settings, runs, ideas }: PlayerFiles, now: () => number = () => Date.now()): Keeper {
  return {
    progress: () => progress.value(),
    level: (id) => progressOf(progress.value(), id),
    settings: () => settings.value(),
    settingsPath: settings.path,
    isSaving: () => progress.isSaving(),
    begun: (level) => progress.update((so) => begun(so, level)),
    played: () => [],
    reached: (level, run) => progress.update((so) => reached(so, level, run)),
    solved: (level, result) => progress.update((so) => solved(so, level, result)),
    met: (level, keys) => (met(progress.value(), level, keys) === progress.value() ? [] : progress.update((so) => met(so, level, keys))),
    ideasMet: (level, some) => some.flatMap((idea) => ideas.meet({ idea, level, at: now() })),
    keepRun: (run) => runs.keep(run),
    keptAs: (level) => level,
    choose: (change) => settings.update((so) => ({ ...so, ...change })),
  };
}

/** The same player's keeper for the levels of a pack: what is done there is kept apart from the game's own levels, whatever ids they have. */
export function packKeeper(keeper: Keeper, pack: string): Keeper {
  const keptAs = (level: string): string => `${pack}:${level}`;
  const own = keptAs('');
  return {
    ...keeper,
    progress: () => {
      const progress = keeper.progress();
      return { ...progress, levels: Object.fromEntries(Object.entries(progress.levels).flatMap(([level, done]) => (level.startsWith(own) ? [[level.slice(own.length), done]] : []))) };
    },
    level: (id) => keeper.level(keptAs(id)),
    begun: (level) => keeper.begun(keptAs(level)),
    reached: (level, ...rest) => keeper.reached(keptAs(level), ...rest),
    solved: (level, ...rest) => keeper.solved(keptAs(level), ...rest),
    met: (level, ...rest) => keeper.met(keptAs(level), ...rest),
    ideasMet: (level, some) => keeper.ideasMet(keptAs(level), some),
    keepRun: (run) => keeper.keepRun({ ...run, level: keptAs(run.level) }),
    keptAs,
  };
}
