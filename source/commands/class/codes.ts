import { existsSync } from 'node:fs';
import { classIdOf } from '../../classroom/class-pack.ts';
import { claimsFor, claimTable, readClaims, type Claim, type ClaimsRead } from '../../classroom/claims.ts';
import { plainName, readRoster, type RosterRead } from '../../classroom/roster.ts';
import { printTable } from '../../formats/csv/print-csv.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print } from '../shell.ts';
import { findClass } from './class-folder.ts';
import { readTable } from './read-table.ts';
import { writeWhole } from './write-whole.ts';

/** `class codes --roster FILE [--out FILE]`: one code a student. Codes that the file has already stay, so that a student who comes later gets one, too. */
export function codes(invocation: Invocation): ExitCode {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  const stop = (code: ExitCode, text: string): ExitCode => {
    complain(shell, text);
    return code;
  };
  const { roster: file } = options.classroom;
  if (file === null) return stop(2, message(lang, 'class.need', { option: '--roster', example: 'ackademy class codes --roster roster.csv --out codes.csv' }));
  const found = findClass(invocation, lang);
  if (!found.ok) return stop(3, found.text);
  const read = readTable(file, lang);
  if (!read.ok) return stop(3, read.text);
  const roster = readRoster(read.table.cells);
  if (!roster.ok) return stop(3, rosterProblem(file, roster, lang));
  const out = options.out ?? 'codes.csv';
  const classId = classIdOf(found.found);
  let before: Extract<ClaimsRead, { ok: true }> | null = null;
  if (existsSync(out)) {
    const read = readClaimsFile(out, classId, lang);
    if (!read.ok) return stop(3, read.text);
    before = read.read;
  }
  const known = before?.claims ?? [];
  const claims = claimsFor(roster.roster, classId, known, (bytes) => globalThis.crypto.getRandomValues(new Uint8Array(bytes)));
  const added = claims.filter(({ code }) => !known.some((claim) => claim.code === code)).length;
  // Whoever has left the roster keeps the code, or a hand-in of theirs would be nobody's.
  const left = known.filter(({ code }) => !claims.some((claim) => claim.code === code)).map((claim) => inColumns(claim, before!.roster.header, roster.roster.header));
  const { header, rows } = claimTable(roster.roster, [...claims, ...left]);
  if (!writeWhole(out, printTable(header, rows), shell, lang)) return 3;
  print(shell, message(lang, 'class.codes-written', { file: visible(out, 200), n: rows.length, added, kept: rows.length - added }));
  return 0;
}

/** A student of another table, with the columns of this one. */
function inColumns(claim: Claim, from: readonly string[], to: readonly string[]): Claim {
  const plain = from.map(plainName);
  return { ...claim, student: { ...claim.student, cells: to.map((name) => claim.student.cells[plain.indexOf(plainName(name))] ?? '') } };
}

export type ClaimsFileRead = { readonly ok: true; readonly read: Extract<ClaimsRead, { ok: true }> } | { readonly ok: false; readonly text: string };

/** The codes file of a class. */
export function readClaimsFile(path: string, classId: string, lang: Lang): ClaimsFileRead {
  const table = readTable(path, lang);
  if (!table.ok) return table;
  const read = readClaims(table.table.cells, classId);
  return read.ok ? { ok: true, read } : { ok: false, text: rosterProblem(path, read, lang) };
}

/** What is wrong with a table of students, with its line. */
export function rosterProblem(path: string, { why, line, column, got }: Extract<ClaimsRead | RosterRead, { ok: false }>, lang: Lang): string {
  return message(lang, `class.roster.${why}`, { file: visible(path, 200), line, column: visible(column, 60), got: visible(got, 160) });
}
