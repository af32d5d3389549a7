import type { Course } from './course.ts';
import { parseCourse, type LevelFiles } from './parse-course.ts';
import { problemLine } from './problem.ts';

/**
 * What the build makes of levels/: a value for dist/levels.json, so that the game neither parses nor validates when it
 * starts. Throws an Error that lists every problem, a line each, when a level cannot be read.
 */
export function compileLevels(files: LevelFiles): Course {
  const { course, problems } = parseCourse(files);
  if (problems.length > 0) throw new Error(`levels cannot be compiled:\n${problems.map(problemLine).join('\n')}`);
  return course;
}
