import { join } from 'node:path';
import { message } from '../message/say.ts';
import { cacheFolder } from '../storage/cache-folder.ts';
import { foldersFor } from '../storage/folders.ts';
import { RUNS_FOLDER } from '../storage/kept-runs.ts';
import { PROGRESS_FILE, SETTINGS_FILE } from '../storage/player-files.ts';
import type { Command } from './command.ts';
import { languageFor } from './language-choice.ts';
import { print, printJson } from './shell.ts';
import { VERSION } from './version.ts';

/** `ackademy paths`: where the player's files are, and the folder that may be deleted at any time. JSON: `{ format: 'ackademy-paths', version: 1, progress, settings, runs, cache }`. */
export const paths: Command = async (invocation) => {
  const { shell, options } = invocation;
  const folders = foldersFor(shell.env, process.platform);
  const files = { progress: join(folders.data, PROGRESS_FILE), settings: join(folders.config, SETTINGS_FILE), runs: join(folders.data, RUNS_FOLDER), cache: cacheFolder(shell.env, process.platform, VERSION) };
  if (options.json) {
    printJson(shell, { format: 'ackademy-paths', version: 1, ...files });
  } else {
    const lang = languageFor(invocation);
    print(shell, `${message(lang, 'paths.progress')}: ${files.progress}`, `${message(lang, 'paths.settings')}: ${files.settings}`, `${message(lang, 'paths.runs')}: ${files.runs}`, `${message(lang, 'paths.cache')}: ${files.cache}`);
  }
  return 0;
};
