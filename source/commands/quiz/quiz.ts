import type { Lang } from '../../language.ts';
import { printTool } from '../../formats/quiz/print-tool.ts';
import { message, say } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';
import { factsIn, factsVersion, type QuizSet } from '../../quiz/quiz-set-format.ts';
import { isSkill, SKILLS, type Skill } from '../../quiz/skill.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { foldersFor } from '../../storage/folders.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { openPlayerFiles } from '../../storage/player-files.ts';
import { progressOf, type Progress } from '../../storage/progress.ts';
import { openReviewLog, type ReviewLog } from '../../storage/review-log.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { newSeed } from '../play/new-seed.ts';
import { exportQuiz } from './quiz-export.ts';
import { quizPlain } from './quiz-plain.ts';
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
  const set = readQuizSet();
  if (options.exportTo !== null) return exportQuiz(invocation, set, options.exportTo, lang);
  const folders = foldersFor(shell.env, process.platform);
  const files = openPlayerFiles(folders, { save: options.save });
  const { log, notices } = openReviewLog({ fs: nodeFileSystem, folder: folders.data, save: options.save, factsOf: factsIn(set), factsVersion: factsVersion(set) });
  complain(shell, ...[...files.notices, ...notices].map((notice) => say(lang, notice)));
  if (options.undo) return undo(invocation, log, lang);
  const course = {
    set,
    print: printTool,
    played: playedSkills(set, files.progress.value()),
    skill: options.skill !== null && isSkill(options.skill) ? options.skill : null,
    count: options.count === null ? Infinity : Number(options.count),
    engine: ENGINE_VERSION,
  };
  const seedOf = (n: number): string => (options.seed === null ? newSeed() : `${options.seed}-${n}`);
  if (plainReason(shell, options) !== null || options.json) return quizPlain({ shell, lang, json: options.json, course, log, seedOf });
  const { showQuiz } = await import('./quiz-screen.ts');
  return showQuiz(invocation, { lang, course, log, seedOf });
};

function wrongOption(skill: string | null, count: string | null): Phrase | null {
  if (skill !== null && !isSkill(skill)) {
    const near = nearestName(skill, SKILLS);
    const params = { got: visible(skill), names: SKILLS.join(', ') };
    return near === null ? { id: 'quiz.skill-unknown', params } : { id: 'quiz.skill-near', params: { ...params, near } };
  }
  return count === null || (/^[1-9]\d{0,3}$/.test(count) && Number(count) <= 1000) ? null : { id: 'quiz.count-wrong', params: { got: visible(count) } };
}

/** A level that was solved uses the skills of its templates. */
function playedSkills(set: QuizSet, progress: Progress): ReadonlySet<Skill> {
  return new Set(set.templates.filter(({ level }) => progressOf(progress, level).stars > 0).map(({ skill }) => skill));
}

function undo({ shell }: Invocation, log: ReviewLog, lang: Lang): ExitCode {
  const { undone, notices } = log.undo(Date.now());
  complain(shell, ...notices.map((notice) => say(lang, notice)));
  print(shell, undone === null ? message(lang, 'quiz.nothing-to-undo') : message(lang, 'quiz.undone', { card: undone.card, seed: undone.seed, answer: undone.answer ?? '?' }));
  return 0;
}
