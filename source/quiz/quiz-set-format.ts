import type { CardFacts } from './history.ts';
import type { Template } from './template.ts';

/** The format of what is compiled: a reader refuses another one. */
export const QUIZ_FORMAT = 1;

/** All templates, by skill and then by name. */
export interface QuizSet {
  readonly format: typeof QUIZ_FORMAT;
  readonly templates: readonly Template[];
}

/** What the history must know of each template. */
export function factsIn(set: QuizSet): (card: string) => CardFacts | null {
  const facts = new Map(set.templates.map(({ id, skill, wrong }) => [id, { skill, ideas: [...new Set(wrong.flatMap(({ idea }) => idea ?? []))] }]));
  return (card) => facts.get(card) ?? null;
}

/** Different whenever factsIn() is. */
export function factsVersion(set: QuizSet): string {
  return set.templates.map(({ id, skill, wrong }) => `${id}:${skill}:${wrong.map(({ idea }) => idea ?? '').join(',')}`).join(';');
}
