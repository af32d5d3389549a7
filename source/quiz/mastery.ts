import type { Review } from './review.ts';
import { SKILLS, type Skill } from './skill.ts';

/** How well a skill is known: a moving average of right answers, and what it rests on. */
export interface Mastery {
  /** 0..1; the latest answers count most. */
  readonly level: number;
  /** Different seeds answered, and on how many days (UTC). */
  readonly seeds: number;
  readonly days: number;
}

/** What one answer moves the average by. */
const WEIGHT = 0.25;
/** Source: design/quiz.md 2.4. */
export const THRESHOLD = 0.85;
const LEAST_SEEDS = 3;
const LEAST_DAYS = 2;

const UNKNOWN: Mastery = { level: 0, seeds: 0, days: 0 };

/** From the whole log, oldest first. `skillOf`: null for a template that is no more. */
export function masteryOf(reviews: Iterable<Review>, skillOf: (card: string) => Skill | null): Readonly<Record<Skill, Mastery>> {
  const tallies = new Map<Skill, { level: number; seeds: Set<string>; days: Set<number> }>();
  for (const { card, seed, right, at } of reviews) {
    const skill = skillOf(card);
    if (skill === null) continue;
    const tally = tallies.get(skill) ?? { level: 0, seeds: new Set(), days: new Set() };
    tallies.set(skill, tally);
    // The first answers are averaged plainly: a single right one is not yet a quarter of what there is to know.
    const weight = Math.max(WEIGHT, 1 / (tally.seeds.size + 1));
    tally.level += weight * ((right ? 1 : 0) - tally.level);
    tally.seeds.add(`${card} ${seed}`);
    tally.days.add(Math.floor(at / 86_400_000));
  }
  return Object.fromEntries(SKILLS.map((skill) => {
    const tally = tallies.get(skill);
    return [skill, tally ? { level: tally.level, seeds: tally.seeds.size, days: tally.days.size } : UNKNOWN];
  })) as unknown as Readonly<Record<Skill, Mastery>>;
}

/** Mastered: threshold, seeds, days, and a level that uses the skill was solved. */
export function isMastered({ level, seeds, days }: Mastery, hasPlayed: boolean): boolean {
  return hasPlayed && level >= THRESHOLD && seeds >= LEAST_SEEDS && days >= LEAST_DAYS;
}
