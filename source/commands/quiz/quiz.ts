import type { Lang } from '../../language.ts';
import { message, say } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';
import { ALL_SKILLS, isSkill } from '../../quiz/skill.ts';
import { foldersFor } from '../../storage/folders.ts';
import { createKeeper } from '../../storage/keeper.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { enterGame } from '../play/enter-game.ts';
import { languageFor } from '../language-choice.ts';
import { openQuiz, type OpenedQuiz } from './open-quiz.ts';
import { exportQuiz } from './quiz-export.ts';
import { importQuestions, listOwn, removeOwn } from './own-questions.ts';
import { exportHistory, importHistory } from './quiz-history.ts';
import { quizPlain } from './quiz-plain.ts';
import { readLines } from '../terminal/read-lines.ts';
import { readQuizSet } from './read-quiz-set.ts';
import { complain, plainReason, print } from '../shell.ts';

/** `ackademy quiz`: questions whose answers the simulated Linux computes. Ends with 0, with 2 for a wrong skill or count. */
export const quiz: Command = async (invocation) => {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const wrong = wrongOption(options.skill, options.count);
  if (wrong !== null) {
    complain(shell, say(lang, wrong));
    return 2;
  }
  if (options.exportTo !== null) return exportQuiz(invocation, readQuizSet(), options.exportTo, lang);
  if (options.importFile !== null) return importQuestions(invocation, options.importFile, lang);
  if (options.own) return listOwn(invocation, lang);
  if (options.removeOwn !== null) return removeOwn(invocation, options.removeOwn, lang);
  if (options.exportHistory !== null) return exportHistory(invocation, options.exportHistory, lang);
  if (options.importHistory !== null) return importHistory(invocation, options.importHistory, lang);
  const isPlain = plainReason(shell, options) !== null || options.json;
  if (!isPlain && !options.undo) return enterGame(invocation, null, true);
  const files = openPlayerFiles(foldersFor(shell.env, process.platform), { save: options.save });
  const opened = openQuiz(invocation, files.progress.value());
  complain(shell, ...[...files.notices, ...opened.world.notices].map((notice) => say(lang, notice)));
  return options.undo ? undo(invocation, opened, lang) : quizPlain({ shell, lang, json: options.json, opened, keeper: createKeeper(files), lines: readLines(shell, '> ') });
};

function wrongOption(skill: string | null, count: string | null): Phrase | null {
  if (skill !== null && !isSkill(skill)) {
    const near = nearestName(skill, ALL_SKILLS);
    const params = { got: visible(skill), names: ALL_SKILLS.join(', ') };
    return near === null ? { id: 'quiz.skill-unknown', params } : { id: 'quiz.skill-near', params: { ...params, near } };
  }
  return count === null || (/^[1-9]\d{0,3}$/.test(count) && Number(count) <= 1000) ? null : { id: 'quiz.count-wrong', params: { got: visible(count) } };
}

function undo({ shell }: Invocation, { log, world }: OpenedQuiz, lang: Lang): ExitCode {
  const { undone, notices } = log.undo(world.now());
  complain(shell, ...notices.map((notice) => say(lang, notice)));
  print(shell, undone === null ? message(lang, 'quiz.nothing-to-undo') : message(lang, 'quiz.undone', { card: undone.card, seed: undone.seed, answer: undone.answer ?? '?' }));
  return undone === null ? 1 : 0;
}
