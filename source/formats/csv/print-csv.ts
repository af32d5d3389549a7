import type { Cell, Csv, Delimiter } from './read-csv.ts';

/**
 * A text that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a line end and is no number
 * gets an apostrophe before it. Numbers stay.
 */
export function guarded(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
}

/** A cell of ours as it is written, guarded. */
export function printCell(text: string, delimiter: Delimiter = ','): string {
  const safe = guarded(text);
  return /["\r\n]/.test(safe) || safe.includes(delimiter) || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table of ours: commas, CRLF (RFC 4180), and the byte order mark without which Excel shows no Chinese. */
export function printTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [header, ...rows].map((row) => row.map((cell) => printCell(String(cell))).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** A file that was read, with other cells in it: what was not touched is the same to the byte. */
export function printLike({ delimiter, lineEnd, hasLastEnd }: Csv, rows: readonly (readonly Cell[])[], bom: boolean): string {
  return `${bom ? '\ufeff' : ''}${rows.map((row) => row.map(({ raw }) => raw).join(delimiter)).join(lineEnd)}${hasLastEnd ? lineEnd : ''}`;
}

/** A number of points: two decimals at most, with the mark that the reader's spreadsheet expects. */
export function printPoints(points: number, decimal: 'point' | 'comma' = 'point'): string {
  const text = String(Math.round(points * 100) / 100);
  return decimal === 'comma' ? text.replace('.', ',') : text;
}
