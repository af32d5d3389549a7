import type { Line } from './line.ts';

/** The lines from `from` on that fit; the last one tells how many more there are. */
export function scrolled(rows: readonly Line[], from: number, height: number, more: (hidden: number) => string): Line[] {
  if (height <= 0) return [];
  const first = Math.max(0, Math.min(from, rows.length - height));
  const shown = rows.slice(first, first + height);
  const hidden = rows.length - first - height;
  if (hidden > 0) shown[height - 1] = [{ text: more(hidden + 1), style: { tone: 'unknown' } }];
  return shown;
}
