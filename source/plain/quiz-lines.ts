import { factName } from '../message/fact-name.ts';
import { answerText, textOf, wasLine } from '../formats/quiz/question-text.ts';
import { message, say } from '../message/say.ts';
import type { Lang } from '../language.ts';
import type { Because } from '../quiz/choose.ts';
import type { Mark } from '../quiz/mark.ts';
import { DAILY, minutesOf } from '../quiz/day.ts';
import type { History } from '../quiz/history.ts';
import { THRESHOLD } from '../quiz/mastery.ts';
import { OWN } from '../quiz/skill.ts';
import { nextDue, waitingNow, type Course } from '../quiz/sitting.ts';
import { letterOf } from '../quiz/letters.ts';
import type { Question } from '../quiz/question.ts';

/** Where in a sitting a question stands; count: null when there is no end to it. */
export interface Place {
  readonly n: number;
  readonly count: number | null;
  readonly because: Because;
}

/** A question as it is put: which, why now, the stem, what there is to choose from, how to answer. */
export function questionLines(question: Question, { n, count, because }: Place, lang: Lang): readonly string[] {
  const { template, seed, options, events, heading, lines } = question;
  const title = { n, card: template.title ?? template.id, skill: skillName(lang, template.skill), seed };
  const choices = template.kind === 'line' ? [] : (options ?? []).map((answer) => answerText(question, answer, lang));
  const shown = template.kind === 'order' ? events.map((key) => textOf(question, `event.${key}`, lang)) : choices;
  return [
    `${count === null ? message(lang, 'quiz.title-open', title) : message(lang, 'quiz.title', { ...title, count })} ${message(lang, `quiz.because.${because}`)}`,
    textOf(question, 'stem', lang),
    ...shown.map((text, index) => message(lang, 'quiz.option', { letter: letterOf(index), text })),
    ...(heading === null ? [] : [`   ${heading}`]),
    ...lines.map((text, index) => message(lang, 'quiz.line', { n: index + 1, text })),
    message(lang, `quiz.how.${template.kind}`, { example: events.map((_, index) => letterOf(index)).toReversed().join(' ') }),
  ];
}

/** The four lines of feedback: verdict, what the player may think, what really happens with these numbers, source. */
export function feedbackLines(question: Question, { result, diagnosis }: Mark, lang: Lang): readonly string[] {
  const { template, truth } = question;
  const isLine = template.kind === 'line';
  const idea = isLine ? question.wrong[0]?.wrong : diagnosis?.wrong;
  return [
    result === 'right' ? message(lang, 'quiz.right') : message(lang, `quiz.${result}${isLine ? '-line' : template.given ? '-own' : ''}`, { truth: isLine ? truth : answerText(question, truth, lang) }),
    ...(isLine ? [wasLine(question, lang)] : []),
    ...(idea === undefined || (result === 'right' && !isLine) ? [] : [isLine ? message(lang, 'quiz.line-idea', { idea: thinking(question, idea, lang) }) : thinking(question, idea, lang)]),
    ...(textOf(question, 'why', lang) === '' ? [] : [textOf(question, 'why', lang)]),
    message(lang, 'quiz.source', { sources: template.sources.map((source) => factName(lang, source)).join('; ') }),
  ];
}

function thinking(question: Question, { idea, id }: NonNullable<Mark['diagnosis']>['wrong'], lang: Lang): string {
  return idea === null ? textOf(question, `wrong.${id}`, lang) : `${say(lang, { id: `misconception.${idea}.think` })} (${idea})`;
}

export function skillName(lang: Lang, skill: string): string {
  return say(lang, { id: `quiz.skill.${skill}` });
}

/** `10 min`, `5 h`, `11 d`: until a card comes back; ms. */
export function waitText(lang: Lang, ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return message(lang, 'quiz.wait.minutes', { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 36 ? message(lang, 'quiz.wait.hours', { n: hours }) : message(lang, 'quiz.wait.days', { n: Math.round(hours / 24) });
}

/** `Mastery of queues: 71 % -> 50 %`, and from where on it is mastered. */
export function masteryLine(lang: Lang, skill: string, before: number, after: number): string {
  return message(lang, skill === OWN ? 'quiz.mastery-own' : 'quiz.mastery', { skill: skillName(lang, skill), before: Math.round(before * 100), after: Math.round(after * 100), threshold: Math.round(THRESHOLD * 100) });
}

/** Why no question comes now, and when one will. */
export function endLines(course: Course, history: History, now: number, lang: Lang): readonly string[] {
  const { left } = waitingNow(course, history, now);
  if (left === 0 && course.dayOf !== null) return [message(lang, 'quiz.day-full', { of: DAILY.answers })];
  const wait = nextDue(course, history, now);
  if (wait === null) return [message(lang, 'quiz.nothing')];
  const { fresh } = waitingNow({ ...course, dayOf: null }, history, now);
  return [wait === 0 ? message(lang, 'quiz.more-due') : message(lang, 'quiz.next-due', { wait: waitText(lang, wait) }), ...(fresh > 0 && course.dayOf !== null ? [message(lang, 'quiz.fresh-tomorrow', { n: fresh })] : [])];
}

/** What is due today, and how much of the day is used. */
export function todayLine(course: Course, history: History, now: number, lang: Lang): string {
  const waits = waitingNow(course, history, now);
  const { due, fresh, left } = waits;
  return course.dayOf === null ? message(lang, 'quiz.waiting', { due, fresh }) : message(lang, 'quiz.today', { due, fresh, n: DAILY.answers - left, of: DAILY.answers, minutes: minutesOf(waits) === 0 ? message(lang, 'quiz.today.done') : message(lang, 'quiz.today.left', { n: minutesOf(waits) }) });
}
