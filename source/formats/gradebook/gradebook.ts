import type { Cell, Csv } from '../csv/read-csv.ts';
import { printCell } from '../csv/print-csv.ts';

/** One student's grade for a gradebook. */
export interface GradebookEntry {
  /** All that may stand for the student in a table: e-mail, number, login; in lower case, none empty. */
  readonly keys: readonly string[];
  readonly name: string;
  /** Of 100. */
  readonly total: number;
  readonly feedback: string;
  /** Moodle's number of the participant, where the hand-in came in its archive; null: not known. */
  readonly participant: string | null;
}

export interface GradebookOptions {
  readonly title: string;
  /** The column that is filled, by its name; null: the one that bears the title. */
  readonly column: string | null;
  /** Points of a full grade where the file does not say. */
  readonly outOf: number;
  readonly decimal: 'point' | 'comma';
}

/** Why a teacher's file is not filled. `got` is from the file. */
export type GradebookProblem = 'canvas-head' | 'canvas-reserved' | 'canvas-read-only' | 'columns-several' | 'rows-uneven' | 'moodle-head' | 'not-bytes' | 'student-twice';

export type Filled =
  | { readonly ok: true; readonly rows: readonly (readonly Cell[])[]; readonly matched: readonly GradebookEntry[]; readonly unmatched: readonly GradebookEntry[]; readonly outOf: number; readonly column: string }
  | { readonly ok: false; readonly why: GradebookProblem; readonly line: number; readonly got: string };

/** A cell of ours in somebody's file: guarded, and quoted where it must be. */
export function ownCell(text: string, delimiter: Csv['delimiter']): Cell {
  return { text, raw: printCell(text, delimiter) };
}

/** The entry of which one of the keys stands in a row; `twice` where two have one there. */
export function entryOf(entries: readonly GradebookEntry[], values: readonly string[]): GradebookEntry | 'twice' | null {
  const present = new Set(values.map((value) => value.trim().toLowerCase()).filter((value) => value !== ''));
  const found = entries.filter(({ keys }) => keys.some((key) => present.has(key)));
  return found.length > 1 ? 'twice' : (found[0] ?? null);
}
