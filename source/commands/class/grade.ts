import { mkdirSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Claim } from '../../classroom/claims.ts';
import { classIdOf, packHash } from '../../classroom/class-pack.ts';
import type { GradeBook, HandInGrade } from '../../classroom/grade.ts';
import { ownerOf } from '../../classroom/identity.ts';
import { lmsNameOf, type LmsName } from '../../classroom/lms-name.ts';
import { isSameStudent, readRoster, type Student } from '../../classroom/roster.ts';
import { settleAll, type Entrant } from '../../classroom/settle.ts';
import { message } from '../../message/say.ts';
import type { Lang } from '../../language.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { codeOf } from '../../storage/file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print, type Shell } from '../shell.ts';
import { readClaimsFile, rosterProblem } from './codes.ts';
import { textGrader, type TextGraded } from './grade-texts.ts';
import { openClassPack } from './open-class-pack.ts';
import type { Submission } from './submission.ts';
import { readTable } from './read-table.ts';
import { submissionsAt } from './submissions.ts';
import { lateBy, openGradebooks, studentsOf, writeGradebooks, type Gradebooks } from './write-gradebooks.ts';
import { writeGrades } from './write-grades.ts';
import { writeCi } from './write-ci.ts';

/** What became of one file. */
export interface FileLine {
  readonly name: string;
  readonly handle: string | null;
  readonly accepted: boolean;
  /** Refused only because another file holds it: the same again, or an earlier state. */
  readonly repeats?: true;
  readonly text: string;
  readonly late: boolean | null;
}

/** What was graded: by handle, and file by file. */
export interface Grading {
  readonly files: readonly FileLine[];
  readonly grades: readonly { readonly claim: Claim; readonly grade: HandInGrade; readonly file: string; readonly late: boolean | null }[];
}

/** `class grade LAB.ackclass SUBMISSIONS... --codes codes.csv`: each file is accepted or refused with a reason, and nothing stops at the first bad one. */
export async function grade(invocation: Invocation): Promise<ExitCode> {
  const { shell, options, words } = invocation;
  const lang = languageFor(invocation);
  const stop = (code: ExitCode, text: string): ExitCode => {
    complain(shell, text);
    return code;
  };
  const [lab, ...places] = words;
  const { codes: codesFile } = options.classroom;
  if (codesFile === null) return stop(2, message(lang, 'class.need', { option: '--codes', example: 'ackademy class grade lab1.ackclass submissions/ --codes codes.csv --out graded' }));
  const opened = openClassPack(lab!, lang);
  if (!opened.ok) return stop(3, opened.text);
  const { pack, levels } = opened;
  const read = readClaimsFile(codesFile, classIdOf(pack), lang);
  if (!read.ok) return stop(3, read.text);
  const roster = rosterOf(options.classroom.roster, lang);
  if (typeof roster === 'string') return stop(3, roster);
  // What the roster says now goes before what it said when the codes were made.
  const claims = read.read.claims.map((claim) => ({ ...claim, student: roster.find((student) => isSameStudent(student, claim.student)) ?? claim.student }));
  const without = roster.filter((student) => !claims.some((claim) => claim.student === student));
  const out = options.out ?? 'graded';
  const books = openGradebooks(options.classroom, pack.title, lang);
  if ('code' in books) return stop(books.code, books.text);
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    return stop(3, message(lang, 'class.not-written', { path: visible(out, 200), code: visible(codeOf(error), 80) }));
  }
  const book: GradeBook = { pack, levels: new Map(levels.map((level) => [level.id, level])), codes: new Map(claims.map(({ handle, code }) => [handle, code])) };
  const grading = await gradeAll(places, book, claims, books, lang);
  const isWritten = writeGrades(out, { pack, levels, claims, grading }, shell, lang);
  printLines(grading, shell, lang);
  if (without.length > 0) print(shell, message(lang, 'class.grade.no-code', { n: without.length, names: without.map(({ name, email, id, username }) => visible(name || email || id || username, 60)).join(', ') }));
  const isFilled = writeGradebooks(out, books, grading, shell, lang);
  const isReported = !options.classroom.ci || writeCi(out, pack, grading, shell, lang);
  print(shell, message(lang, 'class.grade.done', { accepted: grading.grades.length, refused: grading.files.filter(({ accepted }) => !accepted).length, of: claims.length, engine: ENGINE_VERSION, pack: pack.name, hash: packHash(pack), out: visible(out, 200) }));
  if (!isWritten || !isFilled || !isReported) return 3;
  // That some files are refused is a result like any other; that none counts is none.
  return grading.grades.length > 0 ? 0 : 1;
}

/** The students of the roster as it is now; none where none is given, and the text of what is wrong with it. */
function rosterOf(path: string | null, lang: Lang): readonly Student[] | string {
  if (path === null) return [];
  const table = readTable(path, lang);
  if (!table.ok) return table.text;
  const read = readRoster(table.table.cells);
  return read.ok ? read.roster.students : rosterProblem(path, read, lang);
}

function printLines({ files }: Grading, shell: Shell, lang: Lang): void {
  for (const { name, accepted, text } of files) print(shell, message(lang, accepted ? 'class.grade.accepted' : 'class.grade.refused', { file: visible(name, 200), text }));
}

/** A text that waits until it is known whether it must be compared: mostly it need not, and takes a tenth of the room until then. */
function packed(text: string): () => string {
  const bytes = deflateRawSync(text, { level: 1 });
  return () => inflateRawSync(bytes).toString();
}

/** Marks all files; a few at a time are in memory, and of each only what came of it stays. */
async function gradeAll(places: readonly string[], book: GradeBook, claims: readonly Claim[], books: Gradebooks, lang: Lang): Promise<Grading> {
  const students = studentsOf(books);
  const isLate = lateBy(books);
  const lines: FileLine[] = [];
  const entrants: Entrant[] = [];
  const byHandle = new Map(claims.map((claim) => [claim.handle, claim]));
  const grader = textGrader(book);
  const running = new Set<Promise<void>>();
  const ownerIn = (lms: LmsName | null): string | null => (lms === null ? null : ownerOf(lms, students, claims));
  const take = (file: number, { name, text }: Extract<Submission, { text: string }>, graded: TextGraded): void => {
    const lms = lmsNameOf(name);
    const late = isLate(lms);
    const owner = ownerIn(lms);
    if (!graded.ok) {
      lines[file] = { name, handle: owner ?? graded.handle, accepted: false, late, text: message(lang, `class.refused.${graded.why}`, { line: graded.line, got: visible(graded.got, 60) }) };
      return;
    }
    const { handle, total, receipt } = graded.grade;
    lines[file] = { name, handle, accepted: true, late, text: message(lang, 'class.accepted', { handle, total, receipt }) };
    entrants.push({ file, text: packed(text), grade: graded.grade, owner, student: handle });
  };
  try {
    let file = 0;
    for await (const submission of submissionsAt(places, lang)) {
      const number = file++;
      if ('problem' in submission) {
        lines[number] = { name: submission.name, handle: ownerIn(lmsNameOf(submission.name)), accepted: false, late: null, text: message(lang, `class.refused.${submission.problem}`, { got: visible(submission.got, 60), line: 0 }) };
        continue;
      }
      const work: Promise<void> = grader.grade(submission.text).then((graded) => take(number, submission, graded)).finally(() => running.delete(work));
      running.add(work);
      if (running.size >= grader.most) await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    await grader.close();
  }
  const byFile = new Map(entrants.map((entrant) => [entrant.file, entrant]));
  const counted: Entrant[] = [];
  const doubled = new Set<number>();
  for (const settled of settleAll(entrants.toSorted((a, b) => a.file - b.file))) {
    const entrant = byFile.get(settled.file)!;
    if (settled.state === 'double' && settled.with !== null) doubled.add(settled.with);
    if (settled.state === 'counts') counted.push(entrant);
    else lines[settled.file] = { ...lines[settled.file]!, accepted: false, ...(settled.state === 'same' || settled.state === 'earlier' ? { repeats: true as const } : { handle: entrant.owner ?? entrant.student }), text: message(lang, `class.refused.${settled.state}`, { handle: entrant.grade.handle, other: visible(settled.with === null ? '' : lines[settled.with]!.name, 120) }) };
  }
  for (const file of doubled) lines[file] = { ...lines[file]!, text: message(lang, 'class.accepted-double', { text: lines[file]!.text }) };
  // In the order of the class: where the files lay says nothing.
  const place = new Map(claims.map(({ handle }, index) => [handle, index]));
  counted.sort((a, b) => place.get(a.grade.handle)! - place.get(b.grade.handle)!);
  return { files: lines, grades: counted.map((entrant) => ({ claim: byHandle.get(entrant.grade.handle)!, grade: entrant.grade, file: lines[entrant.file]!.name, late: lines[entrant.file]!.late })) };
}
