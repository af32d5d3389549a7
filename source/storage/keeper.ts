import type { Phrase } from '../phrase.ts';
import type { PlayerFiles } from './player-files.ts';
import { begun, progressOf, reached, solved } from './progress.ts';
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
  readonly reached: (level: string, run: RunFile | null) => readonly Phrase[];
  readonly solved: (level: string, result: { readonly stars: LevelProgress['stars']; readonly moves: number; readonly expert?: boolean }) => readonly Phrase[];
  /** Keeps a finished run as a file; says where it is. */
  readonly keepRun: (run: RunFile) => readonly Phrase[];
  readonly choose: (change: Partial<Settings>) => readonly Phrase[];
}

/** A keeper over a player's files. */
export function createKeeper({ progress, settings, runs }: PlayerFiles): Keeper {
  return {
    progress: () => progress.value(),
    level: (id) => progressOf(progress.value(), id),
    settings: () => settings.value(),
    settingsPath: settings.path,
    isSaving: () => progress.isSaving(),
    begun: (level) => progress.update((so) => begun(so, level)),
    reached: (level, run) => progress.update((so) => reached(so, level, run)),
    solved: (level, result) => progress.update((so) => solved(so, level, result)),
    keepRun: (run) => runs.keep(run),
    choose: (change) => settings.update((so) => ({ ...so, ...change })),
  };
}
