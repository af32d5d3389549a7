import { EMPTY_LINE, paragraph, type Line } from './line.ts';
import type { Words } from './words.ts';

/** What the level tells at its start: who the player is, what has happened, what to do. Nothing when the level tells nothing. */
export function briefingRows(words: Words, width: number): Line[] {
  const text = words.phrase({ id: 'level.briefing' });
  if (text.startsWith('<')) return [];
  return text.split('\n\n').flatMap((part, i) => [...(i > 0 ? [EMPTY_LINE] : []), ...paragraph(part.replaceAll('\n', ' '), width)]);
}
