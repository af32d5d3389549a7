import { join } from 'node:path';
import type { Phrase } from '../phrase.ts';
import { codeOf } from './file-system.ts';
import type { FileSystem, Surroundings } from './file-system.ts';
import type { RunFile } from './run-file.ts';

/** Below the data folder: one file a run that the player chose to keep. */
export const RUNS_FOLDER = 'runs';

/** Keeps finished runs as files that `replay`, `export` and a teacher can read. */
export interface KeptRuns {
  readonly folder: string;
  /**
   * Writes the run to a file of its own, named by level and seed, whole or not at all. The same run again is not written
   * twice. Never throws. Returns what the player should be told: where it is and what to do with it, or why it is not there.
   */
  keep(run: RunFile): readonly Phrase[];
}

export interface KeptRunsOptions {
  readonly fs: FileSystem;
  readonly around: Surroundings;
  /** The player's data folder. */
  readonly data: string;
  /** False: nothing is written. */
  readonly save: boolean;
}

/** The runs in a player's data folder. */
export function openKeptRuns({ fs, around, data, save }: KeptRunsOptions): KeptRuns {
  const folder = join(data, RUNS_FOLDER);
  return {
    folder,
    keep(run) {
      if (!save) return [{ id: 'storage.run-nothing-saved' }];
      const text = `${JSON.stringify(run)}\n`;
      const name = `${fileNamePart(run.level, 100)}-${fileNamePart(run.seed, 40)}`;
      try {
        fs.makeFolder(folder);
        const path = freePath(fs, folder, name, text);
        put(fs, path, `${path}.${around.owner.pid}-${around.owner.nonce}.tmp`, text);
        return [{ id: 'storage.run-kept', params: { path } }];
      } catch (error) {
        return [{ id: 'storage.run-not-kept', params: { path: folder, code: codeOf(error) } }];
      }
    },
  };
}

function fileNamePart(text: string, longest: number): string {
  return text.replaceAll(/[^\w.-]/g, '_').slice(0, longest);
}

/** The file is whole, or it is not there. */
function put(fs: FileSystem, path: string, temporary: string, text: string): void {
  try {
    fs.writeThrough(temporary, text);
    fs.rename(temporary, path);
  } catch (error) {
    fs.remove(temporary);
    if (fs.readText(path) === '') fs.remove(path);
    throw error;
  }
}

/** A path that no other run has: the name, else the name and a number. It is taken at once, so that no other process has it, too. */
function freePath(fs: FileSystem, folder: string, name: string, text: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${name}.json` : `${name}-${n}.json`);
    if (fs.readText(path) === text || fs.createOnly(path, '')) return path;
  }
}
