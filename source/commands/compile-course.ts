import { compileLevels } from '../level/compile-levels.ts';
import type { LevelFiles } from '../level/parse-course.ts';
import { isProofStale } from './proof-hash.ts';

/** What the build makes of levels/: the compiled levels, each proof marked that no longer holds for the engine that is built. */
export function compileCourse(files: LevelFiles): Readonly<Record<string, unknown>> {
  return compileLevels(files, isProofStale);
}
