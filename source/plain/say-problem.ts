import type { Lang } from '../language.ts';
import { say } from '../message/say.ts';
import type { Problem } from '../world/move-notation/problem.ts';

/** A refusal as a sentence: for a segment also where in the line, what came, and the word that was probably meant. */
export function sayProblem(lang: Lang, { id, params, notation }: Problem): string {
  if (!notation) return say(lang, { id, ...(params && { params }) });
  const { column, example, got, nearest } = notation;
  const came = got === '' ? say(lang, { id: 'plain.notation.end' }) : `"${got}"`;
  const sentence = say(lang, { id: 'plain.notation.place', params: { column, expected: say(lang, { id }), example, got: came } });
  return nearest === null ? sentence : `${sentence} ${say(lang, { id: 'plain.notation.near', params: { nearest } })}`;
}
