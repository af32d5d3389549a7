import { nextCard, waiting, type Because, type Choosing } from './choose.ts';
import { leftOf, type Waiting } from './day.ts';
import { drawQuestion } from './draw-question.ts';
import type { History } from './history.ts';
import type { Printer } from './listing.ts';
import { mark, type Mark } from './mark.ts';
import type { Question } from './question.ts';
import type { QuizSet } from './quiz-set-format.ts';
import { mix, seedFrom } from '../random.ts';
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
  /** When the day of a time began for the player, both ms since 1970: a day holds so many answers. Null: no limit was wanted. */
  readonly dayOf: ((now: number) => number) | null;
  /** The numbers of the n-th question come from this seed and n; null: from the history. */
  readonly seed: string | null;
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

/** Puts the next question; `open` is null when the count is reached or nothing is left for now, or for today. */
export function putNext(sitting: Sitting, course: Course, history: History, now: number): Sitting {
  const { set, count, print, seed } = course;
  const n = sitting.n + 1;
  const next = n > count ? null : nextCard(choosing(course, history, now, sitting.asked));
  if (next === null) return { ...sitting, open: null };
  const template = set.templates.find(({ id }) => id === next.id)!;
  const question = drawQuestion(template, seed === null ? seedOf(next.id, history) : `${seed}-${n}`, print);
  return { ...sitting, n, asked: [...sitting.asked, next.id], open: { question, because: next.because, askedAt: now } };
}

/** What waits now. */
export function waitingNow(course: Course, history: History, now: number): Waiting {
  return waiting(choosing(course, history, now, []));
}

function choosing({ set, played, skill, dayOf }: Course, history: History, now: number, asked: readonly string[]): Choosing {
  const { memory, mastery, met, recent } = history;
  return { templates: set.templates, memory, mastery, played, shown: ideasShown(history), met: new Set(Object.keys(met)), now, asked: new Set(asked), skill, day: dayOf === null ? null : leftOf(recent, dayOf(now), now) };
}

/** Other numbers after each answer, and the same ones for a question that was left open: leaving is no way to get an easier one. */
function seedOf(card: string, { last, count }: History): string {
  return mix(seedFrom(card), seedFrom(last?.seed ?? ''), seedFrom(String(last?.at ?? 0)), count).toString(16).padStart(8, '0');
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
