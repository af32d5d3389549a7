import { kernelProblem } from '../level/kernel-fits.ts';
import { message, say } from '../message/say.ts';
import { foldersFor } from '../storage/folders.ts';
import { openPlayerFiles } from '../storage/player-files.ts';
import { progressOf } from '../storage/progress.ts';
import type { Command } from './command.ts';
import { findKernel, isKernel } from './kernel-choice.ts';
import { languageFor } from './language-choice.ts';
import { findLevel, isLevel, readCourse } from './read-course.ts';
import { readLines } from './read-lines.ts';
import { complain, plainReason, print } from './shell.ts';
import { wordsAreWrong } from './usage.ts';
import { watchPlain } from './watch-plain.ts';

/**
 * `ackademy watch LEVEL`: plays the model solution, step by step. On a terminal it asks before it spoils a level that
 * is not solved yet. 0 when the solution wins, as every solution must.
 */
export const watch: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'watch', { least: 1, most: 1 })) return 2;
  const lang = languageFor(invocation);
  const level = findLevel(readCourse(), words[0]!);
  if (!isLevel(level)) {
    complain(shell, say(lang, level));
    return 2;
  }
  const kernel = options.kernel === null ? level.kernel : findKernel(options.kernel);
  const problem = isKernel(kernel) ? kernelProblem(level, kernel) : kernel;
  if (problem !== null) {
    complain(shell, say(lang, problem));
    return 2;
  }
  if (plainReason(shell, options) === null) {
    const { progress } = openPlayerFiles(foldersFor(shell.env, process.platform), { save: false });
    const mayShow = progressOf(progress.value(), level.id).stars > 0 || (await agrees(invocation, message(lang, 'cli.watch.spoils', { level: level.id })));
    if (!mayShow) return 0;
  }
  return watchPlain({ shell, lang }, level, options) ? 0 : 1;
};

async function agrees({ shell }: Parameters<Command>[0], question: string): Promise<boolean> {
  print(shell, question);
  const lines = readLines(shell, '> ');
  const answer = await lines.next();
  await lines.return(undefined);
  return answer.done !== true && /^(?:y|yes|是|好)$/i.test(answer.value.trim());
}
