import { withRecent, type Recent } from './day.ts';
import { afterAnswer, NOTHING_MASTERED, type Masteries } from './mastery.ts';
import { remembered, NOTHING_LEARNT, type Memory } from './memory.ts';
import type { Review } from './review.ts';
import type { Skill } from './skill.ts';

/** What follows from the log of all answers: nothing else is kept of a learner. Plain data. */
export interface History {
  readonly memory: Memory;
  readonly mastery: Masteries;
  /** Answers so far. */
  readonly count: number;
  readonly last: Review | null;
  /** Misconceptions that answers have shown, and how often; a right answer to a card that knows the idea takes one away. */
  readonly ideas: Readonly<Record<string, number>>;
  /** Misconceptions that moves in levels have shown since a card that knows them was answered, and in which level last. */
  readonly met: Readonly<Record<string, string>>;
  /** The last answers, oldest first. */
  readonly recent: readonly Recent[];
}

export const NO_HISTORY: History = { memory: NOTHING_LEARNT, mastery: NOTHING_MASTERED, count: 0, last: null, ideas: {}, met: {}, recent: [] };

/** What the fold must know of a template; null for one that is no more. */
export interface CardFacts {
  readonly skill: Skill;
  readonly ideas: readonly string[];
}

/** The history after one more answer. */
export function answered(history: History, review: Review, factsOf: (card: string) => CardFacts | null): History {
  const facts = factsOf(review.card);
  return {
    memory: remembered(history.memory, review),
    // "I do not know yet" says nothing wrong.
    mastery: facts === null || review.answer === null ? history.mastery : { ...history.mastery, [facts.skill]: afterAnswer(history.mastery[facts.skill], review) },
    count: history.count + 1,
    last: review,
    ideas: ideasAfter(history.ideas, review, facts),
    met: facts?.ideas.some((idea) => idea in history.met) ? Object.fromEntries(Object.entries(history.met).filter(([idea]) => !facts.ideas.includes(idea))) : history.met,
    recent: withRecent(history.recent, { at: review.at, isFresh: !(review.card in history.memory) }),
  };
}

/** The history after a move in a level has shown a misconception. */
export function ideaMet(history: History, { idea, level }: IdeaMet): History {
  return history.met[idea] === level ? history : { ...history, met: { ...history.met, [idea]: level } };
}

/** A move in a level showed a wrong idea: the quiz asks about it next. */
export interface IdeaMet {
  /** M01 to M25. */
  readonly idea: string;
  readonly level: string;
  /** ms since 1970. */
  readonly at: number;
}

function ideasAfter(ideas: History['ideas'], review: Review, facts: CardFacts | null): History['ideas'] {
  if (review.idea !== null) return { ...ideas, [review.idea]: (ideas[review.idea] ?? 0) + 1 };
  if (!review.right || facts === null) return ideas;
  const cleared = facts.ideas.filter((idea) => (ideas[idea] ?? 0) > 0);
  return cleared.length === 0 ? ideas : { ...ideas, ...Object.fromEntries(cleared.map((idea) => [idea, ideas[idea]! - 1])) };
}
