import { createRandom, mix, seedFrom, shuffled } from '../random.ts';
import type { Answer, Question } from './question.ts';
import type { Given, Template } from './template.ts';

/** A question whose answer is written in its template: only the order of its options is drawn. */
export function givenQuestion(template: Template, given: Given, seed: string): Question {
  const random = createRandom(mix(seedFrom(seed), seedFrom(template.id)));
  return {
    template,
    seed,
    drawn: seed,
    numbers: {},
    setup: null,
    truth: given.right[0]!,
    truthParams: {},
    wrong: template.wrong.map((wrong) => ({ answer: wrong.id, wrong, params: {} })),
    options: template.kind === 'choice' ? shuffled(random, [given.right[0]!, ...given.wrong]) : null,
    events: [],
    heading: null,
    lines: [],
    params: {},
  };
}

/** What was typed, as one of the answers that are written down when it means one: any right one counts as the first. */
export function writtenAs({ right, wrong, tolerance }: Given, kind: 'number' | 'text', typed: string): Answer | null {
  if (kind === 'text') {
    const same = (answer: string): boolean => folded(answer) === folded(typed);
    return right.some(same) ? right[0]! : (wrong.find(same) ?? typed);
  }
  const number = /^-?\d{1,15}(?:\.\d{1,9})?$/.test(typed) ? Number(typed) : NaN;
  if (Number.isNaN(number)) return null;
  return right.some((answer) => Math.abs(Number(answer) - number) <= tolerance) ? right[0]! : (wrong.find((answer) => Number(answer) === number) ?? typed);
}

/** Case and blanks do not matter. */
function folded(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
