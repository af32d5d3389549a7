import { FACTS, isFact, type FactId } from '../level/facts.ts';
import { message } from '../message/say.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Command } from './command.ts';
import { languageFor } from './language-choice.ts';
import { readCourse } from './course/read-course.ts';
import { complain, print, printJson } from './shell.ts';
import { wordsAreWrong } from './usage.ts';

/**
 * `ackademy facts [F1.8 | F1]`: what the numbers mean that verdicts and levels name; of one fact also the levels that
 * rest on it, of a number without a dot the whole chapter. JSON: `{ format: 'ackademy-facts', version: 1, facts }`, each
 * `{ id, title, levels }`. 2 when there is no such fact.
 */
export const facts: Command = async (invocation) => {
  if (wordsAreWrong(invocation, 'facts', { least: 0, most: 1 })) return 2;
  const { words, options, shell } = invocation;
  const lang = languageFor(invocation);
  const word = (words[0] ?? '').toUpperCase();
  const asked: readonly FactId[] = isFact(word) ? [word] : FACTS.filter((id) => id.startsWith(word === '' ? 'F' : `${word}.`));
  if (asked.length === 0) {
    complain(shell, message(lang, 'cli.facts.unknown', { got: visible(words[0] ?? '') }));
    return 2;
  }
  const { levels } = readCourse();
  const found = asked.map((id) => ({ id, title: message(lang, `fact.${id}`), levels: levels.filter(({ sources }) => sources.includes(id)).map((level) => level.id) }));
  if (options.json) printJson(shell, { format: 'ackademy-facts', version: 1, facts: found });
  else for (const { id, title, levels: citing } of found) print(shell, `${id}: ${title}${asked.length > 1 || citing.length === 0 ? '' : `\n${message(lang, 'cli.facts.levels', { levels: citing.join(', ') })}`}`);
  return 0;
};
