import { printTool } from '../../formats/quiz/print-tool.ts';
import { factsIn, factsVersion, type QuizSet } from '../../quiz/quiz-set-format.ts';
import { isSkill, type Skill } from '../../quiz/skill.ts';
import type { Course } from '../../quiz/sitting.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import type { QuizWorld } from '../../screens/quiz/quiz-state.ts';
import { foldersFor } from '../../storage/folders.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { progressOf, type Progress } from '../../storage/progress.ts';
import { openReviewLog, type ReviewLog } from '../../storage/review-log.ts';
import type { Invocation } from '../command.ts';
import { ownTemplates } from './own-questions.ts';
import { readQuizSet } from './read-quiz-set.ts';
import { dayOf, wallClock } from '../wall-clock.ts';

/** A player's quiz: what can be asked, what was answered, and the time. */
export interface OpenedQuiz {
  readonly course: Course;
  readonly log: ReviewLog;
  readonly world: QuizWorld;
}

/** Opens the quiz of a player who has come so far in the levels. Without a count and a skill it holds to the measure of a day. */
export function openQuiz({ shell, options }: Invocation, progress: Progress): OpenedQuiz {
  const { data } = foldersFor(shell.env, process.platform);
  const shipped = readQuizSet();
  const set = { ...shipped, templates: [...shipped.templates, ...ownTemplates(data)] };
  const factsOf = factsIn(set);
  const { log, notices } = openReviewLog({ fs: nodeFileSystem, folder: data, save: options.save, factsOf, factsVersion: factsVersion(set) });
  const course: Course = {
    set,
    print: printTool,
    played: playedSkills(set, progress),
    skill: options.skill !== null && isSkill(options.skill) ? options.skill : null,
    count: options.count === null ? Infinity : Number(options.count),
    engine: ENGINE_VERSION,
    dayOf: options.count === null && options.skill === null ? dayOf : null,
    seed: options.seed,
  };
  const world = { course, history: () => log.history(), keep: (review: Parameters<ReviewLog['add']>[0]) => log.add(review), now: wallClock(shell), factsOf, notices };
  return { course, log, world };
}

/** A level that was solved uses the skills of its templates. */
function playedSkills(set: QuizSet, progress: Progress): ReadonlySet<Skill> {
  return new Set(set.templates.filter(({ level }) => progressOf(progress, level).stars > 0).map(({ skill }) => skill));
}
