import type { Course } from '../../level/course.ts';
import { kernelProblem } from '../../level/kernel-fits.ts';
import { knownLevels } from '../../level/known-levels.ts';
import type { Level } from '../../level/level.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import { message, say } from '../../message/say.ts';
import { foldersFor } from '../../storage/folders.ts';
import { createKeeper, packKeeper } from '../../storage/keeper.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import { progressOf, type Progress } from '../../storage/progress.ts';
import { chooseCourse } from '../course/choose-course.ts';
import type { Command } from '../command.ts';
import { enterGame } from './enter-game.ts';
import { findKernel, isKernel } from '../kernel-choice.ts';
import { languageFor } from '../language-choice.ts';
import { findLevel, isLevel } from '../course/read-course.ts';
import { readLines } from '../terminal/read-lines.ts';
import { complain, plainReason } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';
import { wallClock } from '../wall-clock.ts';

/**
 * `ackademy play [LEVEL]`, `ackademy play PACK [LEVEL]`, `ackademy play LAB.ackclass [LEVEL]`: on a terminal the game, otherwise the plain mode. Plain: 0 when the level is solved at the
 * end of the input, else 1. Without a name: the first level that is not solved yet.
 */
export const play: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'play', { least: 0, most: 2 })) return 2;
  if (words[0]?.endsWith('.ackclass')) return (await import('../class/play-class.ts')).playClass(invocation);
  const kernel = options.kernel === null ? null : findKernel(options.kernel);
  if (kernel !== null && !isKernel(kernel)) {
    complain(shell, say(languageFor(invocation), kernel));
    return 2;
  }
  const chosen = await chooseCourse(words, languageFor(invocation));
  if (!chosen.ok) {
    complain(shell, ...chosen.lines);
    return chosen.code;
  }
  const { course, pack } = chosen;
  if (wordsAreWrong({ ...invocation, words: chosen.words }, 'play', { least: 0, most: 1 })) return 2;
  const name = chosen.words[0] ?? (pack !== null && course.levels.length === 1 ? course.levels[0]!.id : undefined);
  const wanted = name === undefined ? null : findLevel(course, name);
  if (wanted !== null && !isLevel(wanted)) {
    complain(shell, say(languageFor(invocation), wanted));
    return 2;
  }
  const problem = wanted === null || kernel === null ? null : kernelProblem(wanted, kernel);
  if (problem !== null) {
    complain(shell, say(languageFor(invocation), problem));
    return 2;
  }
  const reason = plainReason(shell, options);
  if (reason === null) return enterGame({ ...invocation, words: wanted === null ? [] : [wanted.id] }, pack === null ? null : { name: pack, course });
  const lang = languageFor(invocation);
  const { playPlain } = await import('./play-plain.ts');
  const files = openPlayerFiles(foldersFor(shell.env, process.platform), { save: options.save });
  complain(shell, ...files.notices.map((notice) => say(lang, notice)));
  const own = createKeeper(files, wallClock(shell));
  const keeper = pack === null ? own : packKeeper(own, pack);
  const level = wanted ?? nextLevel(course, keeper.progress());
  const refused = kernel === null ? null : kernelProblem(level, kernel);
  if (refused !== null) {
    complain(shell, say(lang, refused));
    return 2;
  }
  const table = { shell, lang, lines: readLines(shell, message(lang, 'plain.you', { line: '' })), keeper, reason };
  const solved = await playPlain(table, level, { ...options, expert: options.expert || keeper.settings().expert });
  return solved || level.id === SANDBOX ? 0 : 1;
};

/** The first that the player has not shown to know, or the first of all. */
function nextLevel({ levels }: Course, progress: Progress): Level {
  const known = knownLevels(levels, (id) => progressOf(progress, id));
  const level = levels.find(({ id }) => !known.has(id)) ?? levels[0];
  if (!level) throw new Error('the course has no levels');
  return level;
}
