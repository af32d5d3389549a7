import { parse } from 'csv-parse/sync';

/** A cell, and how it stood in the file, so that the same bytes can be written again. */
export interface Cell {
  readonly text: string;
  readonly raw: string;
}

export interface Csv {
  readonly delimiter: Delimiter;
  /** What ends a row: as the file has it. */
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly hasLastEnd: boolean;
  /** All rows, the header too; blank ones aside. */
  readonly rows: readonly (readonly Cell[])[];
}

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** `line`: where it went wrong. */
export type CsvRead = { readonly ok: true; readonly csv: Csv } | { readonly ok: false; readonly why: 'size' | 'quote' | 'empty' | 'control'; readonly line: number };

/** Characters, and cells of a row: nobody's roster has more. */
const MAX_CSV = 8_000_000;
const MAX_COLUMNS = 2000;

/** Reads comma-separated values (RFC 4180), or with semicolons or tabs between them, which the first rows tell. Never throws. */
export function readCsv(text: string): CsvRead {
  if (text.length > MAX_CSV) return { ok: false, why: 'size', line: 0 };
  const plain = text.replace(/^\ufeff/, '');
  if (plain.includes('\0')) return { ok: false, why: 'control', line: plain.slice(0, plain.indexOf('\0')).split('\n').length };
  const firstEnd = /\r\n|\n|\r/.exec(plain)?.[0] as Csv['lineEnd'] | undefined;
  const lineEnd = firstEnd ?? '\n';
  const delimiter = delimiterOf(plain, lineEnd);
  const read = rowsOf(plain, delimiter);
  if (!read.ok) return read;
  if (read.rows.length === 0) return { ok: false, why: 'empty', line: 1 };
  const most = read.rows.findIndex((row) => row.length > MAX_COLUMNS);
  if (most >= 0) return { ok: false, why: 'size', line: most + 1 };
  return { ok: true, csv: { delimiter, lineEnd, hasLastEnd: /[\r\n]$/.test(plain), rows: read.rows } };
}

function rowsOf(text: string, delimiter: Delimiter): { readonly ok: true; readonly rows: Cell[][] } | { readonly ok: false; readonly why: 'quote'; readonly line: number } {
  try {
    const rows = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      cast: (cell, { quoting }) => ({ text: cell, raw: quoting ? `"${cell.replaceAll('"', '""')}"` : cell }),
    }) as unknown as Cell[][];
    return { ok: true, rows };
  } catch (error) {
    const line = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 0;
    return { ok: false, why: 'quote', line };
  }
}

/** The one of which each of the first rows has equally many, and more than any other has. */
function delimiterOf(text: string, lineEnd: string): Delimiter {
  const head = text.split(lineEnd).filter((line) => line.trim() !== '').slice(0, 3).join(lineEnd);
  const [best] = DELIMITERS.map((delimiter) => {
    const read = rowsOf(head, delimiter);
    const widths = read.ok ? read.rows.map((row) => row.length) : [0];
    const isEven = widths.every((width) => width === widths[0]);
    return { delimiter, score: (widths[0] ?? 0) > 1 ? (isEven ? 10_000 : 0) + widths[0]! : 0 };
  }).toSorted((a, b) => b.score - a.score);
  return best!.delimiter;
}

/** Header and rows as plain texts. */
export function cellsOf({ rows: [header = [], ...rows] }: Csv): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const texts = (row: readonly Cell[]): readonly string[] => row.map(({ text }) => text);
  // A row of nothing but separators is none.
  return { header: texts(header).map((name) => name.trim()), rows: rows.map(texts).filter((row) => row.some((text) => text.trim() !== '')) };
}
