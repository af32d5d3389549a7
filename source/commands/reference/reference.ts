import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import { entriesWith, type LookedUp } from '../../referee/reference.ts';
import { referenceText, referenceTail } from '../../plain/reference-lines.ts';
import { foldersFor } from '../../storage/folders.ts';
import { createKeeper, type Keeper } from '../../storage/keeper.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { printText } from '../terminal/print-text.ts';
import { readCourse } from '../course/read-course.ts';
import { readReference } from './read-reference.ts';
import { complain, print, printJson } from '../shell.ts';

/** One entry of what `ackademy reference --json` prints. */
interface EntryJson {
  readonly kind: LookedUp['kind'];
  readonly name: string;
  readonly text: string;
  readonly sources: readonly string[];
  readonly levels: readonly string[];
  readonly met: boolean;
  readonly proofs: LookedUp['proofs'];
}

/**
 * `ackademy reference [TERM]`: what was met so far, a line each, or all that is to say of what a term finds. `--all`: also
 * what was not met. 1 when nothing is found.
 */
export const reference: Command = async (invocation) => {
  const { shell } = invocation;
  const lang = languageFor(invocation);
  const folders = foldersFor(shell.env, process.platform);
  const files = openPlayerFiles(folders, { save: false });
  complain(shell, ...files.notices.map((notice) => say(lang, notice)));
  return tellReference(invocation, createKeeper(files), folders.data);
};

/** The same of a player who is known already. */
export function tellReference(invocation: Invocation, keeper: Keeper, dataFolder: string): ExitCode {
  const { words, options, shell } = invocation;
  const lang = languageFor(invocation);
  const known = readReference(readCourse(), keeper, dataFolder, false).filter(({ met }) => met || options.all);
  const term = words.join(' ');
  const found = term === '' ? known : entriesWith(known, term, (entry) => referenceText(entry, lang));
  if (options.json) printJson(shell, { format: 'ackademy-reference', version: 1, entries: found.map((entry) => entryJson(entry, lang)) });
  else if (found.length === 0) complain(shell, message(lang, term === '' ? 'cli.reference.empty' : options.all ? 'cli.reference.none-at-all' : 'cli.reference.none', { got: visible(term) }));
  else if (term === '') print(shell, ...found.map((entry) => `${entry.key}: ${referenceText(entry, lang)}`));
  else for (const entry of found) printText(shell, `${entry.key}: ${referenceText(entry, lang)}`, ...referenceTail(entry, lang).map((line) => `  ${line}`));
  return found.length === 0 ? 1 : 0;
}

function entryJson(entry: LookedUp, lang: Lang): EntryJson {
  const { kind, name, sources, levels, met, proofs } = entry;
  return { kind, name, text: referenceText(entry, lang), sources, levels, met, proofs };
}
