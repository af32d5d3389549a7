import { kernelProblem } from '../../level/kernel-fits.ts';
import { say } from '../../message/say.ts';
import { chooseCourse } from '../course/choose-course.ts';
import type { Command } from '../command.ts';
import { findKernel, isKernel } from '../kernel-choice.ts';
import { languageFor } from '../language-choice.ts';
import { findLevel, isLevel } from '../course/read-course.ts';
import { complain, plainReason } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';
import { watchPlain } from './watch-plain.ts';

/**
 * `ackademy watch LEVEL`, `ackademy watch PACK [LEVEL]`: plays the model solution: on a terminal on the play screen, a step with each key, after asking
 * before it spoils a level that is not solved yet; otherwise, and with --plain, line by line. 0 when the solution wins, as every solution must.
 */
export const watch: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'watch', { least: 1, most: 2 })) return 2;
  const lang = languageFor(invocation);
  const chosen = await chooseCourse(words, lang);
  if (!chosen.ok) {
    complain(shell, ...chosen.lines);
    return chosen.code;
  }
  const { course, pack } = chosen;
  if (wordsAreWrong({ ...invocation, words: chosen.words }, 'watch', { least: pack === null ? 1 : 0, most: 1 })) return 2;
  const level = findLevel(course, chosen.words[0] ?? course.levels[0]!.id);
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
    const { watchOnScreen } = await import('../play/game.ts');
    return watchOnScreen(invocation, level, pack === null ? null : { name: pack, course });
  }
  return (await watchPlain({ shell, lang }, level, options)) ? 0 : 1;
};
