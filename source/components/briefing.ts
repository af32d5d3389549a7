import { EMPTY_LINE, paragraph, type Line } from './line.ts';
import type { Words } from './words.ts';

/** The kernel that is played, and the one that the texts speak of. */
interface Kernels {
  readonly kernel: string;
  readonly ownKernel: string;
}

/**
 * What the level tells at its start: who the player is, what has happened, what to do; on another kernel than its own, that
 * its texts speak of its own. Each item of a list begins a line. Nothing when the level tells nothing.
 */
export function briefingRows({ kernel, ownKernel: own }: Kernels, words: Words, width: number): Line[] {
  const text = words.phrase({ id: 'level.briefing' });
  if (text.startsWith('<')) return [];
  const note = kernel === own ? [] : [...paragraph(words.word('kernel.texts', { own, kernel }), width, { tone: 'caution' }), EMPTY_LINE];
  return [...note, ...text.split('\n\n').flatMap((part, i) => [...(i > 0 ? [EMPTY_LINE] : []), ...part.split('\n').flatMap((item) => paragraph(item, width))])];
}
