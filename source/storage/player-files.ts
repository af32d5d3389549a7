import type { Phrase } from '../phrase.ts';
import type { FileSystem, Surroundings } from './file-system.ts';
import type { Folders } from './folders.ts';
import { openIdeasMet, type IdeasMet } from './ideas-met.ts';
import { openKeptFile } from './kept-file.ts';
import type { KeptFile } from './kept-file.ts';
import { openKeptRuns } from './kept-runs.ts';
import type { KeptRuns } from './kept-runs.ts';
import { nodeFileSystem, nodeSurroundings } from './node-file-system.ts';
import { PROGRESS_FORMAT } from './progress.ts';
import type { Progress } from './progress.ts';
import { SETTINGS_FORMAT } from './settings.ts';
import type { Settings } from './settings.ts';

/** Everything that is kept of one player. */
export interface PlayerFiles {
  readonly progress: KeptFile<Progress>;
  readonly settings: KeptFile<Settings>;
  readonly runs: KeptRuns;
  readonly ideas: IdeasMet;
  /** What the player should be told about what was found. */
  readonly notices: readonly Phrase[];
}

export const PROGRESS_FILE = 'progress.json';
export const SETTINGS_FILE = 'settings.json';

/** Opens a player's files. Whatever state they are in, the game can be played. With `save: false` nothing is written. */
export function openPlayerFiles(
  folders: Folders,
  { save, fs = nodeFileSystem, around = nodeSurroundings() }: { readonly save: boolean; readonly fs?: FileSystem; readonly around?: Surroundings },
): PlayerFiles {
  const progress = openKeptFile({ fs, around, folder: folders.data, name: PROGRESS_FILE, format: PROGRESS_FORMAT, save });
  const settings = openKeptFile({ fs, around, folder: folders.config, name: SETTINGS_FILE, format: SETTINGS_FORMAT, save });
  return { progress: progress.file, settings: settings.file, runs: openKeptRuns({ fs, around, data: folders.data, save }), ideas: openIdeasMet({ fs, folder: folders.data, save }), notices: [...progress.notices, ...settings.notices] };
}
