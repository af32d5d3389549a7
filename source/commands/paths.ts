import { join } from 'node:path';
import { message } from '../message/say.ts';
import { foldersFor } from '../storage/folders.ts';
import { PROGRESS_FILE, SETTINGS_FILE } from '../storage/player-files.ts';
import type { Command } from './command.ts';
import { languageFor } from './language-choice.ts';
import { print, printJson } from './shell.ts';

/** `ackademy paths`: where the player's files are. JSON: `{ format: 'ackademy-paths', version: 1, progress, settings }`. */
export const paths: Command = async (invocation) => {
  const { shell, options } = invocation;
  const folders = foldersFor(shell.env, process.platform);
  const files = { progress: join(folders.data, PROGRESS_FILE), settings: join(folders.config, SETTINGS_FILE) };
  if (options.json) {
    printJson(shell, { format: 'ackademy-paths', version: 1, ...files });
  } else {
    const lang = languageFor(invocation);
    print(shell, `${message(lang, 'paths.progress')}: ${files.progress}`, `${message(lang, 'paths.settings')}: ${files.settings}`);
  }
  return 0;
};
