import type { Style, Theme } from '../theme.tsx';
import { cells, characters, cut, visibleText, wrapped } from './cells.ts';

/** A stretch of text in one style. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
  /** It ends with the underscore of an open field: the terminal's cursor belongs there. */
  readonly cursor?: boolean;
}

/** One row of the screen as spans: what view-model functions return and tests read. */
export type Line = readonly Span[];

export const EMPTY_LINE: Line = [];

/** A line of strings and spans in order. */
export function line(...parts: readonly (string | Span)[]): Line {
  return parts.map((part) => (typeof part === 'string' ? { text: part } : part));
}

export function span(text: string, style: Style): Span {
  return { text, style };
}

/** Without its styles, as a reader of the terminal's buffer sees it. */
export function plainText(row: Line): string {
  return row.map((part) => part.text).join('');
}

export function lineCells(row: Line): number {
  return row.reduce((sum, part) => sum + cells(part.text), 0);
}

/** Exactly `width` cells: cut with `~` where too long, filled with spaces. */
export function fitted(row: Line, width: number): Line {
  const out: Span[] = [];
  let left = width;
  for (const part of row) {
    if (left <= 0) break;
    const text = visibleText(part.text);
    const size = cells(text);
    const fits = size <= left;
    const kept = fits ? text : cut(text, left);
    out.push({ ...part, text: kept });
    left -= cells(kept);
    if (!fits) break;
  }
  if (left > 0) out.push({ text: ' '.repeat(left) });
  return out;
}

/** Exactly `height` lines of `width` cells. */
export function block(rows: readonly Line[], width: number, height: number): Line[] {
  return Array.from({ length: Math.max(0, height) }, (_, y) => fitted(rows[y] ?? EMPTY_LINE, width));
}

/** Left and right part with the space between them; the left part gives way. */
export function spread(left: Line, right: Line, width: number): Line {
  const rightCells = lineCells(right);
  if (rightCells >= width) return fitted(right, width);
  return [...fitted(left, width - rightCells), ...right];
}

/** A paragraph in lines of one style. */
export function paragraph(text: string, width: number, style?: Style): Line[] {
  return wrapped(text, width).map((row) => [style ? { text: row, style } : { text: row }]);
}

/** The line as the terminal gets it. */
export function painted(row: Line, theme: Theme): string {
  return row.map((part) => theme.paint(part.text, part.style)).join('');
}

/** A row of cells to draw on; a wide character takes its cell and the next. */
export interface Canvas {
  readonly cells: { text: string; style: Style | undefined }[];
}

export function canvas(width: number): Canvas {
  return { cells: Array.from({ length: Math.max(0, width) }, () => ({ text: ' ', style: undefined })) };
}

/** Draws a text from cell `x`; what falls outside is left out. */
export function put(target: Canvas, x: number, text: string, style?: Style): void {
  let at = x;
  for (const character of characters(visibleText(text))) {
    const size = cells(character);
    if (size === 0) continue;
    if (at >= 0 && at + size <= target.cells.length) {
      clear(target, at);
      if (size === 2) clear(target, at + 1);
      target.cells[at] = { text: character, style };
      if (size === 2) target.cells[at + 1] = { text: '', style };
    }
    at += size;
  }
}

/** Half of a wide character that is drawn over becomes a space. */
function clear(target: Canvas, at: number): void {
  const cell = target.cells[at];
  if (!cell) return;
  if (cell.text === '' && at > 0) target.cells[at - 1] = { text: ' ', style: undefined };
  if (target.cells[at + 1]?.text === '') target.cells[at + 1] = { text: ' ', style: undefined };
}

/** What was drawn, neighbours of one style joined. */
export function canvasLine(target: Canvas): Line {
  const out: { text: string; style?: Style }[] = [];
  let last: Style | undefined;
  for (const cell of target.cells) {
    const current = out.at(-1);
    if (current && cell.style === last) current.text += cell.text;
    else out.push(cell.style ? { text: cell.text, style: cell.style } : { text: cell.text });
    last = cell.style;
  }
  return out;
}
