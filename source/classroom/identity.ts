import type { Claim } from './claims.ts';
import type { LmsName } from './lms-name.ts';
import { isSameStudent, type Student } from './roster.ts';

/** How a learning platform's numbers lead to students: what the teacher's own files of it tell. */
export interface LmsStudents {
  /** By Canvas's number of the user. */
  readonly canvas: ReadonlyMap<string, Pick<Student, 'id' | 'email' | 'username' | 'name'>>;
  /** By the number of the participant in a Moodle worksheet. */
  readonly moodle: ReadonlyMap<string, Pick<Student, 'id' | 'email' | 'username' | 'name'>>;
}

/** The handle of the student whose submission a file lies in; null where the platform's files do not tell. */
export function ownerOf({ lms, id, name }: LmsName, students: LmsStudents, claims: readonly Claim[]): string | null {
  const known = students[lms].get(id);
  const of = (same: (student: Student) => boolean): string | null => {
    const found = claims.filter(({ student }) => same(student));
    return found.length === 1 ? found[0]!.handle : null;
  };
  if (known !== undefined) return of((student) => isSameStudent(student, known));
  if (lms === 'canvas') return of((student) => student.id === id);
  // Moodle names the folder by the full name: enough where it is one student's only.
  return of((student) => student.name !== '' && student.name === name);
}
