import { kernelProblem } from '../level/kernel-fits.ts';
import { say } from '../message/say.ts';
import type { Command } from './command.ts';
import { findKernel, isKernel } from './kernel-choice.ts';
import { languageFor } from './language-choice.ts';
import { findLevel, isLevel, readCourse } from './read-course.ts';
import { complain, plainReason } from './shell.ts';
import { wordsAreWrong } from './usage.ts';
import { watchPlain } from './watch-plain.ts';

/**
 * `ackademy watch LEVEL`: plays the model solution: on a terminal on the play screen, a step with each key, after asking
 * before it spoils a level that is not solved yet; otherwise, and with --plain, line by line. 0 when the solution wins, as every solution must.
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
    const { watchOnScreen } = await import('./game.ts');
    return watchOnScreen(invocation, level);
  }
  return watchPlain({ shell, lang }, level, options) ? 0 : 1;
};
