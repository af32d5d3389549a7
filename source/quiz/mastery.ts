import type { Review } from './review.ts';
import { ALL_SKILLS, type Skill } from './skill.ts';

/** How well a skill is known: a moving average of right answers, and what it rests on. Plain data; what counts days and seeds is kept short. */
export interface Mastery {
  /** 0..1, from 0 on; the latest answers count most. */
  readonly level: number;
  /** Answers given. */
  readonly answers: number;
  /** Different questions answered, and days (UTC, since 1970) on which; the first few of them. */
  readonly seeds: readonly string[];
  readonly days: readonly number[];
}

export type Masteries = Readonly<Record<Skill, Mastery>>;

/** What one answer moves the average by: six right ones in a row reach the threshold, one wrong one costs a third. */
const WEIGHT = 0.3;
/** Source: design/quiz.md 2.4. */
export const THRESHOLD = 0.85;
const LEAST_SEEDS = 3;
const LEAST_DAYS = 2;

const UNKNOWN: Mastery = { level: 0, answers: 0, seeds: [], days: [] };

export const NOTHING_MASTERED = Object.fromEntries(ALL_SKILLS.map((skill) => [skill, UNKNOWN])) as unknown as Masteries;

/** What is known of a skill after one more answer. */
export function afterAnswer(before: Mastery, { card, seed, right, at }: Review): Mastery {
  return {
    level: before.level + WEIGHT * ((right ? 1 : 0) - before.level),
    answers: before.answers + 1,
    seeds: withNew(before.seeds, `${card} ${seed}`, LEAST_SEEDS),
    days: withNew(before.days, Math.floor(at / 86_400_000), LEAST_DAYS),
  };
}

function withNew<T>(some: readonly T[], one: T, most: number): readonly T[] {
  return some.length >= most || some.includes(one) ? some : [...some, one];
}

/** Mastered: threshold, seeds, days, and a level that uses the skill was solved. */
export function isMastered({ level, seeds, days }: Mastery, hasPlayed: boolean): boolean {
  return hasPlayed && level >= THRESHOLD && seeds.length >= LEAST_SEEDS && days.length >= LEAST_DAYS;
}
