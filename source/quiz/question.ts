import type { Numbers } from '../level/expression.ts';
import type { WorldSetup } from '../world/setup.ts';
import type { Template, Wrong } from './template.ts';

/**
 * An answer as plain text, equal in all languages, so that it can be compared, logged and marked: a number, the key of
 * an outcome, keys in order joined by ` > `, what several readings say joined by ` / `, a segment's fields, a line's number.
 */
export type Answer = string;

/** What stands in an answer where a reading found nothing. */
export const NOTHING = '-';

/** An answer that a world with something changed gives, and what was changed. */
export interface WrongAnswer {
  /** NOTHING for a wrong line: who believes it finds no line wrong, or another one. */
  readonly answer: Answer;
  readonly wrong: Wrong;
  /** What the texts of an option may name. */
  readonly params: Params;
}

export type Params = Readonly<Record<string, string | number>>;

/** A template with the numbers of a seed, and what Linux does with them. */
export interface Question {
  readonly template: Template;
  /** As asked for; `drawn` is the seed that the numbers come from, another one where the first gave no good question. */
  readonly seed: string;
  readonly drawn: string;
  readonly numbers: Numbers;
  /** Null: nothing is simulated, the answer is written down. */
  readonly setup: WorldSetup | null;
  readonly truth: Answer;
  readonly truthParams: Params;
  /** Different from the truth and from each other, the most telling first. */
  readonly wrong: readonly WrongAnswer[];
  /** Answers to choose from, in the order of the seed; null where the answer is written. */
  readonly options: readonly Answer[] | null;
  /** What is to be put in order, as it is shown: keys. */
  readonly events: readonly string[];
  /** A list of which one line is wrong, and what stands above it. The options are the numbers of the lines. */
  readonly heading: string | null;
  readonly lines: readonly string[];
  /** What the texts may name besides the drawn numbers. */
  readonly params: Params;
}
