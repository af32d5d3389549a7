import type { LineMade } from '../formats/import/branch.ts';
import type { Lang } from '../language.ts';
import { message } from '../message/say.ts';
import { seconds } from './voice.ts';

/** What came of a line of a branch, in words: what the kernel sent, that it sent nothing, or what is wrong with the line. */
export function madeLines(made: LineMade, lang: Lang): readonly string[] {
  if ('fault' in made) return [message(lang, 'import.error', { text: made.fault })];
  if (made.sent.length === 0) return [message(lang, 'import.branch.silence', { time: seconds(made.now) })];
  return made.sent.map(({ at, text }) => message(lang, 'import.branch.sent', { time: seconds(at), segment: text }));
}
