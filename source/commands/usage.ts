import { message } from '../message/say.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Invocation } from './command.ts';
import { languageFor } from './language-choice.ts';
import type { CommandName } from './names.ts';
import { complain } from './shell.ts';

/** Says that a command got too few or too many words, and how it is called. Returns true when it did: the exit code is 2. */
export function wordsAreWrong(invocation: Invocation, command: CommandName, { least, most }: { readonly least: number; readonly most: number }): boolean {
  const { words, shell } = invocation;
  if (words.length >= least && words.length <= most) return false;
  const lang = languageFor(invocation);
  const usage = message(lang, `cli.usage.${command}`);
  if (words.length < least) complain(shell, message(lang, 'cli.word-missing', { command, usage }));
  else complain(shell, message(lang, 'cli.words', { command, got: visible(words.slice(most).join(' ')), usage }));
  return true;
}
