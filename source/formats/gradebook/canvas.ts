import { printPoints } from '../csv/print-csv.ts';
import type { Cell, Csv } from '../csv/read-csv.ts';
import { entryOf, ownCell, type Filled, type GradebookEntry, type GradebookOptions } from './gradebook.ts';

/** What Canvas takes for its own sums, and drops (gradebook_importer.rb). */
const RESERVED = ['Current Score', 'Current Points', 'Current Grade', 'Final Score', 'Final Points', 'Final Grade', 'Override Score', 'Override Grade', 'Override Status'];
/** Columns that tell who a row is of; their names are Canvas's own in every language. */
const WHO = ['ID', 'SIS User ID', 'SIS Login ID', 'Integration ID'];

/** Is it a title under which Canvas would drop the column? */
export function isReservedTitle(title: string): boolean {
  return RESERVED.some((name) => title.toLowerCase().includes(name.toLowerCase()));
}

/**
 * Fills one assignment's column in an export of Canvas's gradebook. A student is known by number or login, never by name alone.
 * Rows before the first student, excused cells (EX) and students without a hand-in stay as they are. Where there is no such column, a new one
 * is put behind the others, with its points.
 */
export function fillCanvas(csv: Csv, entries: readonly GradebookEntry[], { title, column, outOf, decimal }: GradebookOptions): Filled {
  const refused = (why: Extract<Filled, { ok: false }>['why'], line: number, got: string): Filled => ({ ok: false, why, line, got });
  const [header = []] = csv.rows;
  const names = header.map(({ text }) => text.trim());
  const isHead = (names[0]?.includes('Student') === true && names[1] === 'ID') || (names[0] === 'LastName' && names[1] === 'FirstName' && names[2] === 'ID');
  if (!isHead || names.length < 4 || !names.some((name) => name.includes('Section'))) return refused('canvas-head', 1, names.slice(0, 6).join(', '));
  const uneven = csv.rows.findIndex((row) => row.length !== header.length);
  if (uneven >= 0) return refused('rows-uneven', uneven + 1, `${csv.rows[uneven]!.length}, ${header.length}`);
  const wanted = (column ?? title).trim();
  if (isReservedTitle(wanted)) return refused('canvas-reserved', 1, wanted);
  const places = names.flatMap((name, index) => (name === wanted || titleIn(name) === wanted ? [index] : []));
  if (places.length > 1) return refused('columns-several', 1, wanted);
  const place = places[0] ?? names.length;
  const isNew = place === names.length;
  const points = csv.rows.findIndex((row, index) => index > 0 && index < 4 && row[0]!.text.includes('Points Possible'));
  if (!isNew && points > 0 && /read only/i.test(csv.rows[points]![place]!.text)) return refused('canvas-read-only', points + 1, wanted);
  const stated = isNew || points < 0 ? NaN : Number(csv.rows[points]![place]!.text.replace(',', '.'));
  const full = stated > 0 ? stated : outOf;
  const who = names.flatMap((name, index) => (WHO.includes(name) ? [index] : []));
  const id = names.indexOf('ID');
  const matched: GradebookEntry[] = [];
  const rows: (readonly Cell[])[] = [];
  for (const [index, row] of csv.rows.entries()) {
    const put = (text: string): readonly Cell[] => [...row.slice(0, place), ownCell(text, csv.delimiter), ...row.slice(place + 1)];
    // Rows of Canvas itself have no number.
    const isStudent = index > 0 && /^\d+$/.test(row[id]!.text.trim());
    const entry = isStudent ? entryOf(entries, who.map((column) => row[column]!.text)) : null;
    if (entry === 'twice' || (entry !== null && matched.includes(entry))) return refused('student-twice', index + 1, row[id]!.text);
    const before = row[place]?.text.trim() ?? '';
    if (entry !== null) matched.push(entry);
    if (index === 0) rows.push(isNew ? put(wanted) : row);
    else if (index === points) rows.push(isNew ? put(printPoints(full, decimal)) : row);
    else if (entry === null || /^ex$/i.test(before)) rows.push(isNew ? put('') : row);
    else rows.push(put(printPoints((entry.total * full) / 100, decimal)));
  }
  return { ok: true, rows, matched, unmatched: entries.filter((entry) => !matched.includes(entry)), outOf: full, column: isNew ? wanted : names[place]! };
}

/** `Lab 3 (48213)`: the title before the number of the assignment. */
function titleIn(name: string): string {
  return /^(.*)\s\(\d+\)$/.exec(name)?.[1]?.trim() ?? name;
}
