import type { Review } from './review.ts';
import { ALL_SKILLS, OWN, type Skill } from './skill.ts';

/** How well a skill is known: a moving average of right answers, and what it rests on. Plain data; what counts days and seeds is kept short. */
export interface Mastery {
  /** 0..1, from 0 on; the latest answers count most. */
  readonly level: number;
  /** Answers given. */
  readonly answers: number;
  /** Different cards, different questions, and days (UTC, since 1970) on which they were answered; the first few of each. */
  readonly cards: readonly string[];
  readonly seeds: readonly string[];
  readonly days: readonly number[];
}

export type Masteries = Readonly<Record<Skill, Mastery>>;

/** What one answer moves the average by: six right ones in a row reach the threshold, one wrong one costs a third. */
const WEIGHT = 0.3;
/** Source: design/quiz.md 2.4. */
export const THRESHOLD = 0.85;
const LEAST_SEEDS = 3;
/** One card, however often, is not a skill. */
const LEAST_CARDS = 3;
const LEAST_DAYS = 2;

const UNKNOWN: Mastery = { level: 0, answers: 0, cards: [], seeds: [], days: [] };

export const NOTHING_MASTERED = Object.fromEntries(ALL_SKILLS.map((skill) => [skill, UNKNOWN])) as unknown as Masteries;

/** What is known of a skill after one more answer. */
export function afterAnswer(before: Mastery, { card, seed, right, at }: Review): Mastery {
  return {
    level: before.level + WEIGHT * ((right ? 1 : 0) - before.level),
    answers: before.answers + 1,
    cards: withNew(before.cards, card, LEAST_CARDS),
    seeds: withNew(before.seeds, `${card} ${seed}`, LEAST_SEEDS),
    days: withNew(before.days, Math.floor(at / 86_400_000), LEAST_DAYS),
  };
}

function withNew<T>(some: readonly T[], one: T, most: number): readonly T[] {
  return some.length >= most || some.includes(one) ? some : [...some, one];
}

/**
 * Mastered: threshold, cards, seeds, days, and a level that uses the skill was solved. `templates`: how many cards the skill has; a
 * teacher's own questions belong to no level.
 */
export function isMastered({ level, cards, seeds, days }: Mastery, skill: { readonly name: Skill; readonly templates: number; readonly played: boolean }): boolean {
  const wide = cards.length >= Math.min(LEAST_CARDS, skill.templates) && (seeds.length >= LEAST_SEEDS || skill.name === OWN);
  return wide && (skill.played || skill.name === OWN) && level >= THRESHOLD && days.length >= LEAST_DAYS;
}
