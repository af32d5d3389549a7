import { compileLevels } from '../level/compile-levels.ts';
import type { LevelFiles } from '../level/parse-course.ts';
import { compileQuizzes } from '../quiz/compile-quizzes.ts';
import { isProofStale } from './proof-hash.ts';

/** What the build makes of levels/ and quizzes/: the compiled levels, each proof marked that no longer holds for the engine that is built, and the quiz templates. */
export function compileCourse(files: LevelFiles, quizzes: Readonly<Record<string, string>> = {}): Readonly<Record<string, unknown>> {
  return { ...compileLevels(files, isProofStale), 'quiz.json': compileQuizzes(quizzes) };
}
