import type { Lang } from '../language.ts';
import { foldersFor } from '../storage/folders.ts';
import { openPlayerFiles } from '../storage/player-files.ts';
import type { Invocation } from './command.ts';
import { languageOfEnvironment } from './options.ts';

/** The language of everything a command prints: the option, else the player's setting, else the environment. */
export function languageFor({ options, shell }: Pick<Invocation, 'options' | 'shell'>): Lang {
  return options.lang ?? settledLanguage(shell.env) ?? languageOfEnvironment(shell.env);
}

function settledLanguage(env: Readonly<Record<string, string | undefined>>): Lang | null {
  return openPlayerFiles(foldersFor(env, process.platform), { save: false }).settings.value().language;
}
