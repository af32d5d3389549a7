import type { HandInGrade, LevelGrade } from '../../classroom/grade.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';

/** One sentence on a level, as it stands in a gradebook. */
export function levelFeedback(grade: LevelGrade, lang: Lang): string {
  const { level, state, moves, par, undone, hints, ideas } = grade;
  if (state === 'not-begun') return message(lang, 'class.feedback.not-begun', { level });
  const kept = ideas.filter(({ corrected }) => !corrected).map(({ idea }) => idea);
  const corrected = ideas.filter((one) => one.corrected).map(({ idea }) => idea);
  return [
    message(lang, `class.feedback.${state}`, { level, moves, par, undone, hints }),
    ...(corrected.length > 0 ? [message(lang, 'class.feedback.corrected', { ideas: corrected.join(', ') })] : []),
    ...(kept.length > 0 ? [message(lang, 'class.feedback.kept', { ideas: kept.join(', ') })] : []),
  ].join(' ');
}

/** All of a hand-in in some sentences, with its receipt. */
export function handInFeedback({ levels, receipt }: HandInGrade, lang: Lang): string {
  return [...levels.map((level) => levelFeedback(level, lang)), message(lang, 'class.feedback.receipt', { receipt })].join(' ');
}
