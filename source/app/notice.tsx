import { paragraph } from '../components/line.ts';
import { fitted } from '../components/line.ts';
import type { Line } from '../components/line.ts';

const LONGEST = 5;

/** The lines of a notice above a screen: they stay until a key is pressed. */
export function noticeLines(texts: readonly string[], closing: string, columns: number): Line[] {
  if (texts.length === 0) return [];
  const rows = texts.flatMap((text) => paragraph(text, columns - 3, { inverse: true })).slice(0, LONGEST);
  return [...rows, paragraph(closing, columns - 3, { bold: true })[0] ?? []].map((row) => fitted([{ text: ' ' }, ...row], columns - 1));
}
