import { nextCard, type Because } from './choose.ts';
import { drawQuestion } from './draw-question.ts';
import type { History } from './history.ts';
import type { Printer } from './listing.ts';
import { mark, type Mark } from './mark.ts';
import type { Question } from './question.ts';
import type { QuizSet } from './quiz-set-format.ts';
import { ratingOf, type Confidence, type Rating, type Review } from './review.ts';
import type { Skill } from './skill.ts';

/** Everything that a sitting is asked from; the history and the time are given with each question. */
export interface Course {
  readonly set: QuizSet;
  readonly print: Printer;
  /** Skills of levels that were solved. */
  readonly played: ReadonlySet<Skill>;
  /** Only this one; null: all. */
  readonly skill: Skill | null;
  /** Ends after so many; Infinity: when nothing is left. */
  readonly count: number;
  readonly engine: string;
}

/** A sitting so far: plain data. */
export interface Sitting {
  /** Questions put. */
  readonly n: number;
  readonly answered: number;
  readonly right: number;
  /** Cards that were asked. */
  readonly asked: readonly string[];
  readonly open: Open | null;
}

/** The question that is on the table. */
export interface Open {
  readonly question: Question;
  readonly because: Because;
  /** ms since 1970. */
  readonly askedAt: number;
}

export const NEW_SITTING: Sitting = { n: 0, answered: 0, right: 0, asked: [], open: null };

/** Puts the next question, its numbers by that seed; `open` is null when the count is reached or nothing is left for now. */
export function putNext(sitting: Sitting, course: Course, history: History, now: number, seed: string): Sitting {
  const { set, played, skill, count, print } = course;
  const next = sitting.n >= count ? null : nextCard({ templates: set.templates, memory: history.memory, mastery: history.mastery, played, shown: ideasShown(history), now, asked: new Set(sitting.asked), skill });
  if (next === null) return { ...sitting, open: null };
  const template = set.templates.find(({ id }) => id === next.id)!;
  return { ...sitting, n: sitting.n + 1, asked: [...sitting.asked, next.id], open: { question: drawQuestion(template, seed, print), because: next.because, askedAt: now } };
}

function ideasShown({ ideas }: History): ReadonlySet<string> {
  return new Set(Object.keys(ideas).filter((idea) => ideas[idea]! > 0));
}

/** What an answer comes to, before the player has changed its rating. */
export interface Told {
  readonly mark: Mark;
  readonly review: Review;
}

/** Marks an answer to the open question; null: not known yet. Throws an Error when no question is open. */
export function tell({ open }: Sitting, { engine }: Course, given: { readonly answer: string | null; readonly confidence: Confidence | null }, now: number): Told {
  if (open === null) throw new Error('no question is open');
  const { question, askedAt } = open;
  const marked = mark(question, given.answer);
  const answer = { right: marked.result === 'right', hint: false, confidence: given.confidence };
  return {
    mark: marked,
    review: {
      card: question.template.id,
      version: question.template.version,
      seed: question.seed,
      answer: given.answer,
      ...answer,
      idea: marked.diagnosis?.wrong.idea ?? null,
      rating: ratingOf(answer),
      at: now,
      took: Math.max(0, now - askedAt),
      engine,
    },
  };
}

/** The sitting after an answer. */
export function afterTold(sitting: Sitting, { mark: { result } }: Told): Sitting {
  return { ...sitting, answered: sitting.answered + 1, right: sitting.right + (result === 'right' ? 1 : 0), open: null };
}

export function rated({ mark: marked, review }: Told, rating: Rating): Told {
  return { mark: marked, review: { ...review, rating } };
}

/** ms until a card is due; null: none was ever asked. */
export function nextDue({ set, skill }: Course, { memory }: History, now: number): number | null {
  const due = set.templates.filter((one) => skill === null || one.skill === skill).flatMap(({ id }) => memory[id]?.due ?? []);
  return due.length === 0 ? null : Math.max(0, Math.min(...due) - now);
}
