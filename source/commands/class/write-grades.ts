import { join } from 'node:path';
import type { Claim } from '../../classroom/claims.ts';
import { packHash, type ClassPack } from '../../classroom/class-pack.ts';
import { printPoints, printTable } from '../../formats/csv/print-csv.ts';
import type { Lang } from '../../language.ts';
import type { Level } from '../../level/level.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import type { Shell } from '../shell.ts';
import type { Grading } from './grade.ts';
import { writeWhole } from './write-whole.ts';

export interface Graded {
  readonly pack: ClassPack;
  readonly levels: readonly Level[];
  readonly claims: readonly Claim[];
  readonly grading: Grading;
}

/** The names of what grading writes. */
const GRADES_CSV = 'grades.csv';
export const GRADES_JSONL = 'grades.jsonl';
const FILES_CSV = 'files.csv';

/** Our own files: grades.csv by student, grades.jsonl with all that is known by handle, files.csv with what became of each file. */
export function writeGrades(out: string, graded: Graded, shell: Shell, lang: Lang): boolean {
  return [
    [GRADES_CSV, gradesTable(graded)],
    [GRADES_JSONL, gradesLines(graded)],
    [FILES_CSV, printTable(['file', 'accepted', 'handle', 'late', 'text'], graded.grading.files.map(({ name, accepted, handle, late, text }) => [name, yesNo(accepted), handle ?? '', yesNo(late), text]))],
  ].every(([name, text]) => writeWhole(join(out, name!), text!, shell, lang));
}

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');

/** One row a student, in the order of the codes file; who has handed in nothing that counts has no points, and `state` says whether anything of theirs was refused. */
function gradesTable({ pack, claims, grading }: Graded): string {
  const byHandle = new Map(grading.grades.map((one) => [one.grade.handle, one]));
  const header = ['name', 'email', 'id', 'username', 'section', 'handle', 'state', 'total', 'late', ...pack.levels.map(({ id }) => id), 'receipt', 'file', 'refused'];
  return printTable(header, claims.map(({ student: { name, email, id, username, section }, handle }) => {
    const one = byHandle.get(handle);
    const refused = grading.files.flatMap((file) => (file.handle === handle && !file.accepted && !file.repeats ? [file.name] : []));
    const points = one === undefined ? pack.levels.map(() => '') : one.grade.levels.map((level) => printPoints(level.points));
    return [name, email, id, username, section, handle, one !== undefined ? 'graded' : refused.length > 0 ? 'refused' : 'none', one === undefined ? '' : printPoints(one.grade.total), yesNo(one?.late ?? null), ...points, one?.grade.receipt ?? '', one?.file ?? '', refused.join('; ')];
  }));
}

/** The lossless source, without names: what was graded by what, then a line a hand-in. */
function gradesLines({ pack, claims, grading }: Graded): string {
  const head = { v: 1, k: 'lab', pack: pack.name, hash: packHash(pack), title: pack.title, class: pack.className, engine: ENGINE_VERSION, levels: pack.levels.map(({ id }) => id), rules: pack.rules, students: claims.length };
  const lines = [head, ...grading.grades.map(({ grade, late }) => ({ k: 'hand-in', late, ...grade }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
