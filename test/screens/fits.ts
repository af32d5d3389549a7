import { expect } from 'vitest';
import { lineCells, plainText } from '../../source/components/line.ts';
import type { Line } from '../../source/components/line.ts';
import { LANGUAGES } from '../../source/language.ts';
import type { Lang } from '../../source/language.ts';
import type { Size } from '../../source/screens/size-class.ts';
import { createTheme } from '../../source/theme.tsx';

export const SIZES: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 120, rows: 40 },
  { columns: 60, rows: 20 },
  { columns: 20, rows: 8 },
];

/** Every size in every language. */
export const CASES: readonly (readonly [string, Size, Lang])[] = SIZES.flatMap((size) => LANGUAGES.map((lang) => [`${size.columns}x${size.rows} ${lang}`, size, lang] as const));

export const { glyphs } = createTheme({ name: 'terminal', color: false, ascii: false, reduceMotion: false });
export const sevenBit = createTheme({ name: 'terminal', color: false, ascii: true, reduceMotion: false }).glyphs;

/** No line is wider than the screen, the last row and the last cell of the footer stay empty, and no text is missing. */
export function expectFits(lines: readonly Line[], { columns, rows }: Size): void {
  expect(lines).toHaveLength(rows - 1);
  for (const row of lines) expect(lineCells(row), plainText(row)).toBeLessThanOrEqual(columns);
  expect(lineCells(lines.at(-1)!)).toBeLessThan(columns);
  expect(screenText(lines)).not.toMatch(/<(?:map|debrief|help|settings|app|level|key|play)\.[\w.-]+>|undefined|\{\w+\}/);
}

export function screenText(lines: readonly Line[]): string {
  return lines.map(plainText).join('\n');
}
