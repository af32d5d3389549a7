import type { Answer, Question, WrongAnswer } from './question.ts';

/** What is said of an answer. */
export interface Mark {
  /** `unknown`: "I do not know yet", which is never counted as a wrong idea. */
  readonly result: 'right' | 'wrong' | 'unknown';
  /** The wrong world that answers so, when there is one: it tells what the player may think. */
  readonly diagnosis: WrongAnswer | null;
}

/** `null`: the player does not know yet. */
export function mark(question: Question, answer: Answer | null): Mark {
  if (answer === null) return { result: 'unknown', diagnosis: null };
  if (answer === question.truth) return { result: 'right', diagnosis: null };
  // Who points at another line took the wrong one for Linux's.
  const diagnosis = question.template.kind === 'line' ? question.wrong[0] : question.wrong.find((wrong) => wrong.answer === answer);
  return { result: 'wrong', diagnosis: diagnosis ?? null };
}
