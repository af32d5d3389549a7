import { createEmptyCard, fsrs, Rating as Grade, State, type Card, type Grade as AnyGrade } from 'ts-fsrs';
import type { Rating, Review } from './review.ts';

/** What is known of one card: FSRS's numbers and the last answer. Plain data; times in ms since 1970. */
export interface CardMemory {
  readonly due: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly learningSteps: number;
  readonly state: 'new' | 'learning' | 'review' | 'relearning';
  readonly scheduledDays: number;
  readonly lastReview: number;
  /** The latest time that any answer to it bears: later than the last answer's when the clock went backwards in between. */
  readonly latest: number;
  /** The last answer was wrong though the player was sure: it comes back first. */
  readonly sureAndWrong: boolean;
}

/** By template. */
export type Memory = Readonly<Record<string, CardMemory>>;

export const NOTHING_LEARNT: Memory = {};

// No chance in it: the same log gives the same schedule on every machine.
const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: false, learning_steps: ['1m', '10m'], relearning_steps: ['10m'] });
const GRADES: Readonly<Record<Rating, AnyGrade>> = { again: Grade.Again, hard: Grade.Hard, good: Grade.Good, easy: Grade.Easy };
const STATES = { new: State.New, learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;

/**
 * What is known after a review. A clock that went backwards counts as having stood still, and the card goes on by the
 * clock as it is now: whichever of the two was wrong, nothing waits for years, and no pause of years is made up.
 * Source: FSRS-6, ts-fsrs.
 */
export function remembered(memory: Memory, review: Review): Memory {
  return { ...memory, [review.card]: cardAfter(memory[review.card] ?? null, review) };
}

function cardAfter(before: CardMemory | null, review: Review): CardMemory {
  const now = review.at;
  const known = before === null ? null : { ...before, lastReview: now >= before.latest ? before.latest : Math.min(before.lastReview, now) };
  const { card } = scheduler.next(known === null ? createEmptyCard(new Date(now)) : toCard(known, now), new Date(now), GRADES[review.rating]);
  return {
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    learningSteps: card.learning_steps,
    state: (Object.keys(STATES) as (keyof typeof STATES)[]).find((name) => STATES[name] === card.state)!,
    scheduledDays: card.scheduled_days,
    lastReview: now,
    latest: Math.max(now, before?.latest ?? now),
    sureAndWrong: !review.right && review.answer !== null && review.confidence === 'sure',
  };
}

function toCard(memory: CardMemory, now: number): Card {
  return {
    due: new Date(memory.due),
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: Math.floor((now - memory.lastReview) / DAY),
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.learningSteps,
    reps: memory.reps,
    lapses: memory.lapses,
    state: STATES[memory.state],
    last_review: new Date(memory.lastReview),
  };
}

export const DAY = 86_400_000;

/** A card whose last answer lies more than a day in the future is due, too: the clock was wrong then or is now. */
export function isDue({ due, lastReview }: CardMemory, now: number): boolean {
  return due <= now || lastReview > now + DAY;
}

/** The chance, 0..1, that it would be answered rightly now; null for a card that is still, or again, being learnt. */
export function recallOf(memory: CardMemory | null, now: number): number | null {
  if (memory === null || memory.state !== 'review') return null;
  return scheduler.get_retrievability(toCard(memory, Math.max(now, memory.lastReview)), new Date(Math.max(now, memory.lastReview)), false);
}

/** When the card would be due after each rating, ms since 1970. */
export function preview(memory: CardMemory | null, review: Omit<Review, 'rating'>): Readonly<Record<Rating, number>> {
  const dueAfter = (rating: Rating): number => cardAfter(memory, { ...review, rating }).due;
  return { again: dueAfter('again'), hard: dueAfter('hard'), good: dueAfter('good'), easy: dueAfter('easy') };
}
