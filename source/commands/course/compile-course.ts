import { compileLevels } from '../../level/compile-levels.ts';
import { loadCourse } from '../../level/load.ts';
import type { LevelFiles } from '../../level/parse-course.ts';
import { compileQuizzes } from '../../quiz/compile-quizzes.ts';
import { referenceIndex } from '../reference/build-reference.ts';
import { isProofStale } from '../prove/proof-hash.ts';
import { REFERENCE_FILE } from '../reference/reference-index.ts';

/** What the build makes of levels/ and quizzes/: the compiled levels, each proof marked that no longer holds for the engine that is built, what there is to meet in each, and the quiz templates. */
export function compileCourse(files: LevelFiles, quizzes: Readonly<Record<string, string>> = {}): Readonly<Record<string, unknown>> {
  const compiled = compileLevels(files, isProofStale);
  const { levels } = loadCourse((file) => JSON.stringify(compiled[file]));
  return { ...compiled, [REFERENCE_FILE]: referenceIndex(levels), 'quiz.json': compileQuizzes(quizzes) };
}
