import { classIdOf, newClassKey, signClassPack, USUAL_RULES, type ClassPack } from '../../source/classroom/class-pack.ts';
import { claimsFor, type Claim } from '../../source/classroom/claims.ts';
import { handleOf } from '../../source/classroom/claim-code.ts';
import type { GradeBook } from '../../source/classroom/grade.ts';
import type { Student } from '../../source/classroom/roster.ts';
import { createRandom, nextInt } from '../../source/random.ts';
import { levelHash } from '../../source/classroom/level-hash.ts';
import type { Level } from '../../source/level/level.ts';
import { ENGINE_VERSION } from '../../source/referee/run.ts';
import { builtCourse } from '../terminal/course-files.ts';

/** A lab of some levels, and codes of so many students. */
export function smallClass(ids: readonly string[], size: number): { readonly pack: ClassPack; readonly levels: readonly Level[]; readonly claims: readonly Claim[]; readonly codes: readonly string[]; readonly book: GradeBook } {
  const levels = ids.map((id) => builtCourse().levels.find((level) => level.id === id)!);
  const { pem, key } = newClassKey();
  const pack = signClassPack({ name: 'lab', title: 'Lab', className: 'net', languages: ['en'], levels: levels.map((level) => ({ id: level.id, version: level.version, hash: levelHash(level) })), rules: USUAL_RULES, due: null, engine: ENGINE_VERSION, key }, pem);
  const random = createRandom(1);
  const students = Array.from({ length: size }, (_, n): Student => ({ name: '', email: '', id: `s${n}`, username: '', section: '', cells: [`s${n}`] }));
  const claims = claimsFor({ header: ['id'], students }, classIdOf(pack), [], (bytes) => Uint8Array.from({ length: bytes }, () => nextInt(random, 0, 255)));
  const codes = claims.map(({ code }) => code);
  return { pack, levels, claims, codes, book: { pack, levels: new Map(levels.map((level) => [level.id, level])), codes: new Map(codes.map((code) => [handleOf(code), code])) } };
}
