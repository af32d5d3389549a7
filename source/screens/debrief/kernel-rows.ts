import { besideRows, isBeside, type Half } from '../../components/beside.ts';
import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import { EMPTY_LINE, paragraph, plainText, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { comparisonLines } from '../../plain/kernel-lines.ts';
import type { Voice } from '../../plain/voice.ts';
import { kernelName } from '../../referee/kernel-name.ts';
import type { ComparedKernels, DebriefView, KernelLadder } from './debrief-view.ts';

/** The same moves on another kernel: which ones there are, a paragraph for everything that differs, then both ladders side by side. */
export function kernelRows(view: DebriefView, kernel: string, words: Words, width: number): Line[] {
  const voice: Voice = { lang: words.lang, texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'tcpdump' };
  const comparison = view.compare(kernel);
  const [first = '', ...rest] = comparisonLines(comparison, voice);
  const list = ordered(view).map((name) => (name === kernel ? `[${name}]` : name)).join('  ');
  return [...paragraph(words.word('kernel.compare.list', { list }), width, { tone: 'unknown' }), ...paragraph(first, width, { bold: true }), EMPTY_LINE, ...rest.flatMap((text) => paragraph(text, width)), ...ladders(comparison, words, width)];
}

function ladders({ ladders: both, kernel, other }: ComparedKernels, words: Words, width: number): Line[] {
  if (both === null) return [];
  const half = (ladder: KernelLadder, name: string): Half => ({ title: words.phrase(kernelName(name)), rows: (columns, height) => drawn(ladder, words, columns, height) });
  const room = Math.max(...both.map(roomOf)) + 1;
  const rows = besideRows([half(both[0], kernel), half(both[1], other)], width, isBeside(width) ? room : 2 * room);
  // Where both are at their end only their lifelines go on.
  return [EMPTY_LINE, ...rows.filter((row) => !/^[\s|]*$/.test(plainText(row)))];
}

/** Rows in which all of it can be seen: an arrow has at most two more below it. */
function roomOf({ world }: KernelLadder): number {
  return 2 + world.ladder.reduce((sum, entry) => sum + (entry.kind === 'segment' ? 3 : 1), 0);
}

function drawn({ world, judged, mark }: KernelLadder, words: Words, width: number, height: number): Line[] {
  return ladderRows({ lifelines: world.lifelines, entries: world.ladder, judged, now: world.now, still: true, absolute: true, selected: mark, yourMove: false, won: false }, words, width, height);
}

/** The kernel that comes after this one, newest first; null: back to the run itself. */
export function nextKernel(view: DebriefView, kernel: string | null): string | null {
  const order = ordered(view);
  return order[kernel === null ? 0 : order.indexOf(kernel) + 1] ?? null;
}

/** The other kernels as they are gone through. */
function ordered(view: DebriefView): readonly string[] {
  return view.otherKernels.toReversed();
}
