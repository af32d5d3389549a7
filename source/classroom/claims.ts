import { CODE_BYTES, handleOf, newCode, readCode } from './claim-code.ts';
import { isSameStudent, plainName, readRoster, type Cells, type Roster, type RosterRead, type Student } from './roster.ts';

/** A student and the code that only this student has. */
export interface Claim {
  readonly student: Student;
  readonly handle: string;
  readonly code: string;
}

const HANDLE_COLUMN = 'handle';
const CODE_COLUMN = 'claim code';

/** One claim a student: those that they have already, and new ones for the others. No two have one handle. `random` gives bytes nobody can foresee. */
export function claimsFor(roster: Roster, classId: string, known: readonly Claim[], random: (bytes: number) => Uint8Array): readonly Claim[] {
  const taken = new Set(known.map(({ handle }) => handle));
  return roster.students.map((student) => {
    const before = known.find((claim) => isSameStudent(claim.student, student));
    if (before) return { ...before, student };
    for (;;) {
      const code = newCode(classId, random(CODE_BYTES));
      const handle = handleOf(code);
      if (taken.has(handle)) continue;
      taken.add(handle);
      return { student, handle, code };
    }
  });
}

/** The file for a mail merge: the roster with two columns more. */
export function claimTable({ header }: Pick<Roster, 'header'>, claims: readonly Claim[]): Cells {
  const own = header.flatMap((name, index) => (isOwnColumn(name) ? [] : [index]));
  return {
    header: [...own.map((index) => header[index]!), HANDLE_COLUMN, CODE_COLUMN],
    rows: claims.map(({ student, handle, code }) => [...own.map((index) => student.cells[index] ?? ''), handle, code]),
  };
}

function isOwnColumn(name: string): boolean {
  return [HANDLE_COLUMN, CODE_COLUMN].map(plainName).includes(plainName(name));
}

export type ClaimsRead = { readonly ok: true; readonly claims: readonly Claim[]; readonly roster: Roster } | Extract<RosterRead, { ok: false }> | { readonly ok: false; readonly why: 'no-codes' | 'code' | 'code-twice'; readonly line: number; readonly column: string; readonly got: string };

/** The codes file again. Its handles are not believed: they follow from the codes. */
export function readClaims(cells: Cells, classId: string): ClaimsRead {
  const column = cells.header.findIndex((name) => plainName(name) === plainName(CODE_COLUMN));
  if (column < 0) return { ok: false, why: 'no-codes', line: 1, column: CODE_COLUMN, got: cells.header.join(', ') };
  const read = readRoster(cells);
  if (!read.ok) return read;
  const claims: Claim[] = [];
  for (const [index, student] of read.roster.students.entries()) {
    const code = readCode(classId, student.cells[column]!);
    if (!code.ok) return { ok: false, why: 'code', line: index + 2, column: cells.header[column]!, got: '' };
    const handle = handleOf(code.code);
    if (claims.some((claim) => claim.handle === handle)) return { ok: false, why: 'code-twice', line: index + 2, column: cells.header[column]!, got: handle };
    claims.push({ student, handle, code: code.code });
  }
  return { ok: true, claims, roster: read.roster };
}
