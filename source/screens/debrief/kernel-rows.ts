import { EMPTY_LINE, paragraph, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { comparisonLines } from '../../plain/kernel-lines.ts';
import type { Voice } from '../../plain/voice.ts';
import type { DebriefView } from './debrief-view.ts';

/** The same moves on another kernel, a paragraph for everything that differs. */
export function kernelRows(view: DebriefView, kernel: string, words: Words, width: number): Line[] {
  const voice: Voice = { lang: words.lang, texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'tcpdump' };
  const [first = '', ...rest] = comparisonLines(view.compare(kernel), voice);
  return [...paragraph(first, width, { bold: true }), EMPTY_LINE, ...rest.flatMap((text) => paragraph(text, width))];
}

/** The kernel that comes after this one, newest first; null: back to the run itself. */
export function nextKernel(view: DebriefView, kernel: string | null): string | null {
  const order = view.otherKernels.toReversed();
  return order[kernel === null ? 0 : order.indexOf(kernel) + 1] ?? null;
}
