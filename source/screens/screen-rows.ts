import { cells, cut } from '../components/cells.ts';
import { block, fitted, lineCells, spread } from '../components/line.ts';
import type { Line } from '../components/line.ts';
import type { Size } from './size-class.ts';

/** What a screen is made of, from top to bottom. */
export interface ScreenParts {
  readonly title: Line;
  readonly titleEnd: Line;
  readonly body: readonly Line[];
  /** Keys that mean something now and what they do, the most needed first. */
  readonly keys: readonly FooterKey[];
}

export interface FooterKey {
  readonly key: string;
  readonly label: string;
}

/** Lines left for the body: the title and the footer take one each, and the last line of the terminal stays empty. */
export function bodyHeight({ rows }: Size): number {
  return Math.max(0, rows - 3);
}

/**
 * At most `rows - 1` lines, each exactly as wide as the terminal less its last cell: some consoles scroll when the
 * bottom-right cell is written.
 */
export function screenRows(parts: ScreenParts, size: Size): Line[] {
  const width = Math.max(0, size.columns - 1);
  const hasRoom = lineCells(parts.title) + lineCells(parts.titleEnd) < width;
  const title = fitted(hasRoom ? spread(parts.title, parts.titleEnd, width) : parts.title, width);
  const footer = fitted([{ text: footerText(parts.keys, width) }], width);
  return [title, ...block(parts.body, size.columns, bodyHeight(size)), footer].slice(0, Math.max(0, size.rows - 1));
}

/** Whole entries only, as many as fit; how to get help always does. */
export function footerText(keys: readonly FooterKey[], width: number): string {
  const help = keys.find(({ key }) => key === '?');
  const helpCells = help === undefined ? 0 : cells(entry(help));
  let text = '';
  for (const item of keys) {
    const needed = item === help ? 0 : helpCells;
    if (cells(text) + cells(entry(item)) + needed <= width) text += entry(item);
  }
  return cut(text, width);
}

function entry({ key, label }: FooterKey): string {
  return ` ${key} ${label} `;
}
