import { say } from '../message/say.ts';
import type { Lang } from '../language.ts';
import type { Phrase } from '../phrase.ts';
import { nearestName } from '../tcp/notation/nearest-name.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Command, ExitCode } from './command.ts';
import { guarded } from './guarded.ts';
import { commandHelp, generalHelp } from './help.ts';
import { languageFor } from './language-choice.ts';
import { COMMAND_NAMES, type CommandName } from './names.ts';
import type { Options } from './options.ts';
import { complain, print, type Shell } from './shell.ts';

/** Commands by name, each loaded when it is called; and what runs when none is named. */
export interface CommandTable {
  readonly commands: Readonly<Record<Exclude<CommandName, 'help' | 'version'>, () => Promise<Command>>>;
  readonly bare: () => Promise<Command>;
}

/** Calls the command that the first word names. Whatever it throws is said in one line, and ends with code 1. */
export async function runCommand({ commands, bare }: CommandTable, words: readonly string[], options: Options, shell: Shell): Promise<ExitCode> {
  const lang = languageFor({ options, shell });
  const [word, ...rest] = words;
  if (word === undefined) {
    if (!options.help) return guarded(bare, { words: [], options, shell });
    print(shell, ...generalHelp(lang));
    return 0;
  }
  const name = COMMAND_NAMES.find((known) => known === word);
  if (name === undefined) return unknownCommand(word, lang, shell);
  if (options.help) return help([name], lang, shell);
  if (name === 'help') return help(rest, lang, shell);
  if (name === 'version') throw new Error('version is answered before anything is loaded');
  return guarded(commands[name], { words: rest, options, shell });
}

/** An option that does not exist or lacks its value. */
export function refuseArguments(problem: Phrase, lang: Lang, shell: Shell): ExitCode {
  complain(shell, say(lang, problem));
  return 2;
}

function help([word]: readonly string[], lang: Lang, shell: Shell): ExitCode {
  if (word === undefined) {
    print(shell, ...generalHelp(lang));
    return 0;
  }
  const name = COMMAND_NAMES.find((known) => known === word);
  if (name === undefined) return unknownCommand(word, lang, shell);
  print(shell, ...commandHelp(name, lang));
  return 0;
}

function unknownCommand(word: string, lang: Lang, shell: Shell): ExitCode {
  const near = nearestName(word, COMMAND_NAMES);
  const params = { got: visible(word), names: COMMAND_NAMES.join(', ') };
  complain(shell, say(lang, near === null ? { id: 'cli.command-unknown', params } : { id: 'cli.command-near', params: { ...params, near } }));
  return 2;
}
