import { join } from 'node:path';
import type { Claim } from '../../classroom/claims.ts';
import type { LmsStudents } from '../../classroom/identity.ts';
import { lmsNameOf, type LmsName } from '../../classroom/lms-name.ts';
import { fillCanvas } from '../../formats/gradebook/canvas.ts';
import type { Filled, GradebookEntry, GradebookOptions } from '../../formats/gradebook/gradebook.ts';
import { fillWorksheet, MOODLE_FIELDS, moodleGradebook, worksheetLate, type MoodleField } from '../../formats/gradebook/moodle.ts';
import { printLike, printPoints, printTable } from '../../formats/csv/print-csv.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ClassOptions } from '../options.ts';
import { complain, print, type Shell } from '../shell.ts';
import type { Grading } from './grade.ts';
import { handInFeedback } from './feedback.ts';
import { readTable, type Table } from './read-table.ts';
import { writeWhole } from './write-whole.ts';

/** What the filled files are called: the teacher's own are left as they are. */
const CANVAS_CSV = 'canvas.csv';
const WORKSHEET_CSV = 'moodle-worksheet.csv';

/** The teacher's own files that are to be filled, read before anything is graded. */
export interface Gradebooks {
  readonly canvas: { readonly path: string; readonly table: Table } | null;
  readonly worksheet: { readonly path: string; readonly table: Table } | null;
  readonly moodle: MoodleField | null;
  readonly options: GradebookOptions;
}

/** Reads them; the text of what is wrong otherwise. */
export function openGradebooks(options: ClassOptions, title: string, lang: Lang): Gradebooks | { readonly code: 2 | 3; readonly text: string } {
  const { canvas, moodle, decimal, column } = options;
  const field = MOODLE_FIELDS.find((name) => name === moodle) ?? null;
  if (moodle !== null && field === null) return { code: 2, text: message(lang, 'class.one-of', { option: '--moodle', names: MOODLE_FIELDS.join(', '), near: 'email', got: visible(moodle) }) };
  if (decimal !== null && decimal !== 'comma' && decimal !== 'point') return { code: 2, text: message(lang, 'class.one-of', { option: '--decimal', names: 'point, comma', near: 'comma', got: visible(decimal) }) };
  const outOf = Number((options['out-of'] ?? '100').replace(',', '.'));
  if (!(outOf > 0 && outOf <= 100_000)) return { code: 2, text: message(lang, 'class.out-of', { got: visible(options['out-of'] ?? '') }) };
  const opened = [canvas, options['moodle-worksheet']].map((path) => (path === null ? null : { path, read: readTable(path, lang) }));
  for (const one of opened) if (one !== null && !one.read.ok) return { code: 3, text: one.read.text };
  const [first, second] = opened.map((one) => (one?.read.ok ? { path: one.path, table: one.read.table } : null));
  return { canvas: first ?? null, worksheet: second ?? null, moodle: field, options: { title, column, outOf, decimal: decimal ?? 'point' } };
}

/** What the files tell of the platform's own numbers. */
export function studentsOf({ canvas, worksheet }: Gradebooks): LmsStudents {
  const rowsOf = (table: Table | undefined, key: (cells: readonly string[], header: readonly string[]) => string): LmsStudents['canvas'] => {
    if (table === undefined) return new Map();
    const { header, rows } = table.cells;
    const at = (row: readonly string[], names: readonly string[]): string => (row[header.findIndex((name) => names.includes(name.trim().toLowerCase()))] ?? '').trim();
    return new Map(rows.map((row) => [key(row, header), { id: at(row, ['sis user id', 'id number', '学号']), email: at(row, ['email address', 'email', '电子邮件地址', '电子邮件']), username: at(row, ['sis login id', 'username', '用户名']), name: at(row, ['full name', 'student', '全名', '姓名']) }] as const).filter(([id]) => id !== ''));
  };
  return {
    canvas: rowsOf(canvas?.table, (row, header) => row[header.indexOf('ID')] ?? ''),
    moodle: rowsOf(worksheet?.table, (row) => /(\d+)$/.exec(row[0] ?? '')?.[1] ?? ''),
  };
}

/** Late by the platform's own word for a file: Canvas marks its name, Moodle says it in the worksheet. */
export function lateBy({ worksheet }: Gradebooks): (name: LmsName | null) => boolean | null {
  const late = worksheet === null ? new Map<string, boolean>() : worksheetLate(worksheet.table.csv);
  return (name) => (name?.lms === 'moodle' ? (late.get(name.id) ?? null) : (name?.late ?? null));
}

function entryFor({ claim: { student }, grade, file }: Grading['grades'][number], lang: Lang): GradebookEntry {
  const lms = lmsNameOf(file);
  const keys = [student.email, student.id, student.username].filter((key) => key !== '').map((key) => key.toLowerCase());
  return { keys, name: student.name, total: grade.total, feedback: handInFeedback(grade, lang), participant: lms?.lms === 'moodle' ? lms.id : null };
}

/** Writes the filled files into a folder, and beside them who is in none of them. False where one could not be written or filled. */
export function writeGradebooks(out: string, books: Gradebooks, grading: Grading, shell: Shell, lang: Lang): boolean {
  const entries = grading.grades.map((one) => entryFor(one, lang));
  const lost: { readonly file: string; readonly entry: GradebookEntry }[] = [];
  let isWhole = true;
  const put = (name: string, { path, table }: NonNullable<Gradebooks['canvas']>, filled: Filled): void => {
    if (!filled.ok) {
      complain(shell, message(lang, `class.gradebook.${filled.why}`, { file: visible(path, 200), line: filled.line, got: visible(filled.got, 160) }));
      isWhole = false;
      return;
    }
    // What a spreadsheet has written in a way of its own would come out otherwise.
    if (printLike(table.csv, table.csv.rows, false) !== table.text) {
      complain(shell, message(lang, 'class.gradebook.not-bytes', { file: visible(path, 200), line: 1, got: '' }));
      isWhole = false;
      return;
    }
    lost.push(...filled.unmatched.map((entry) => ({ file: name, entry })));
    if (!writeWhole(join(out, name), printLike(table.csv, filled.rows, table.bom), shell, lang)) isWhole = false;
    print(shell, message(lang, 'class.gradebook.filled', { file: visible(join(out, name), 200), column: visible(filled.column, 80), n: filled.matched.length, of: entries.length }));
  };
  if (books.canvas) put(CANVAS_CSV, books.canvas, fillCanvas(books.canvas.table.csv, entries, books.options));
  if (books.worksheet) put(WORKSHEET_CSV, books.worksheet, fillWorksheet(books.worksheet.table.csv, entries, books.options));
  if (books.moodle !== null) {
    const field = books.moodle;
    const students = grading.grades.map(({ claim }, index) => ({ value: valueOf(claim, field), entry: entries[index]! }));
    lost.push(...students.filter(({ value }) => value === '').map(({ entry }) => ({ file: 'moodle.csv', entry })));
    const known = students.filter(({ value }) => value !== '');
    if (!writeWhole(join(out, 'moodle.csv'), moodleGradebook(field, known, books.options), shell, lang)) isWhole = false;
    print(shell, message(lang, 'class.gradebook.filled', { file: visible(join(out, 'moodle.csv'), 200), column: visible(books.options.title, 80), n: known.length, of: entries.length }));
  }
  if (lost.length > 0) {
    print(shell, message(lang, 'class.gradebook.unmatched', { file: visible(join(out, 'unmatched.csv'), 200), n: lost.length }));
    if (!writeWhole(join(out, 'unmatched.csv'), printTable(['file', 'name', 'keys', 'total'], lost.map(({ file, entry }) => [file, entry.name, entry.keys.join(' '), printPoints(entry.total)])), shell, lang)) isWhole = false;
  }
  return isWhole;
}

function valueOf({ student }: Claim, field: MoodleField): string {
  return field === 'email' ? student.email : field === 'username' ? student.username : student.id;
}
