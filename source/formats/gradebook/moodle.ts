import { printPoints, printTable } from '../csv/print-csv.ts';
import type { Cell, Csv } from '../csv/read-csv.ts';
import { entryOf, ownCell, type Filled, type GradebookEntry, type GradebookOptions } from './gradebook.ts';

/** Fields by which Moodle's gradebook import finds a user. */
export const MOODLE_FIELDS = ['email', 'idnumber', 'username'] as const;
export type MoodleField = (typeof MOODLE_FIELDS)[number];

/** A table for Moodle's gradebook import: one unknown user fails all of it, so only students with a value in the field are in it. Without a byte order mark. */
export function moodleGradebook(field: MoodleField, students: readonly { readonly value: string; readonly entry: GradebookEntry }[], { title, outOf, decimal }: GradebookOptions): string {
  // A value over 100 fails the import, too.
  const full = Math.min(100, outOf);
  return printTable([field, title, `${title} feedback`], students.map(({ value, entry }) => [value, printPoints((entry.total * full) / 100, decimal), entry.feedback])).replace(/^\ufeff/, '');
}

/** What the columns of an assignment's worksheet are called, in Moodle's languages that we know; any other by --column. */
const GRADE = ['grade', '成绩', '成績', '分数', 'bewertung', 'calificación', 'note'];
const MODIFIED = /last modified \(grade\)|最后修改.*(?:成绩|分数)|(?:成绩|分数).*最后修改|zuletzt geändert \(bewertung\)/i;
const MOST = ['maximum grade', '最高分', '最高成绩', '满分'];
const FEEDBACK = ['feedback comments', '反馈评语', '反馈评论', '评语', '反馈意见'];
const MAIL = ['email address', 'email', '电子邮件地址', '电子邮件', 'email地址', '邮箱'];
const NAME = ['full name', '全名', '姓名'];
const LOGIN = ['id number', 'username', '学号', 'id号', '用户名'];

/**
 * Fills grade and feedback of an assignment's offline worksheet. All else stays to the byte: Moodle finds the columns by titles of its own
 * language, and the row by the number at the end of its first cell. A student is known by that number, by e-mail or number, or by a full name that only one has.
 */
export function fillWorksheet(csv: Csv, entries: readonly GradebookEntry[], { column, outOf, decimal }: GradebookOptions): Filled {
  const refused = (why: Extract<Filled, { ok: false }>['why'], line: number, got: string): Filled => ({ ok: false, why, line, got });
  const [header = []] = csv.rows;
  const names = header.map(({ text }) => text.trim());
  const find = (titles: readonly string[]): number => names.findIndex((name) => titles.includes(name.toLowerCase()));
  const grade = column === null ? find(GRADE) : names.indexOf(column);
  const hasRecords = csv.rows.length > 1 && csv.rows.slice(1).every((row) => /\d+$/.test(row[0]?.text ?? ''));
  if (grade < 1 || !hasRecords || (column === null && !names.some((name) => MODIFIED.test(name)))) return refused('moodle-head', 1, names.join(', '));
  const uneven = csv.rows.findIndex((row) => row.length !== header.length);
  if (uneven >= 0) return refused('rows-uneven', uneven + 1, `${csv.rows[uneven]!.length}, ${header.length}`);
  const [feedback, most, fullName] = [find(FEEDBACK), find(MOST), find(NAME)];
  const who = [find(MAIL), ...names.flatMap((name, index) => (LOGIN.includes(name.toLowerCase()) ? [index] : []))].filter((index) => index >= 0);
  const matched: GradebookEntry[] = [];
  const rows: (readonly Cell[])[] = [header];
  for (const [index, row] of csv.rows.entries()) {
    if (index === 0) continue;
    const entry = entryOfRow(entries, row, who, fullName);
    if (entry === 'twice' || (entry !== null && matched.includes(entry))) return refused('student-twice', index + 1, row[0]!.text);
    if (entry === null) {
      rows.push(row);
      continue;
    }
    matched.push(entry);
    const stated = most < 0 ? NaN : Number(row[most]!.text.replace(',', '.'));
    const full = stated > 0 ? stated : outOf;
    rows.push(row.map((cell, place) => (place === grade ? ownCell(printPoints((entry.total * full) / 100, decimal), csv.delimiter) : place === feedback ? ownCell(entry.feedback, csv.delimiter) : cell)));
  }
  return { ok: true, rows, matched, unmatched: entries.filter((entry) => !matched.includes(entry)), outOf, column: names[grade]! };
}

function entryOfRow(entries: readonly GradebookEntry[], row: readonly Cell[], who: readonly number[], fullName: number): GradebookEntry | 'twice' | null {
  const number = /(\d+)$/.exec(row[0]!.text)?.[1];
  const byNumber = entries.filter(({ participant }) => participant !== null && participant === number);
  if (byNumber.length > 1) return 'twice';
  const byKey = byNumber[0] ?? entryOf(entries, who.map((place) => row[place]!.text));
  if (byKey !== null || fullName < 0) return byKey;
  const named = entries.filter(({ name }) => name !== '' && name === row[fullName]!.text.trim());
  return named.length === 1 ? named[0]! : null;
}

const STATUS = ['status', '状态'];
/** In English and in Chinese: `Submitted for grading - 2 days late`. Another language says nothing to us. */
const LATE = /\blate\b|迟|逾期/i;
const SUBMITTED = /submitted|已提交|提交/i;

/** Who has handed in late, by the status in a worksheet: participant's number to yes or no. Who is not in it, of them nothing is known. */
export function worksheetLate({ rows: [header = [], ...rows] }: Csv): ReadonlyMap<string, boolean> {
  const status = header.findIndex(({ text }) => STATUS.includes(text.trim().toLowerCase()));
  return new Map(rows.flatMap((row): readonly [string, boolean][] => {
    const number = /(\d+)$/.exec(row[0]?.text ?? '')?.[1];
    const text = row[status]?.text ?? '';
    if (number === undefined || (!LATE.test(text) && !SUBMITTED.test(text))) return [];
    return [[number, LATE.test(text)]];
  }));
}
