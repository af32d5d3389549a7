import { levelFileName, OPENED_ONLY, type Course, type CourseIndex } from './course.ts';
import type { Level } from './level.ts';
import { parseCourse, type LevelFiles } from './parse-course.ts';
import { problemLine } from './problem.ts';

/**
 * What the build makes of levels/, a value for each file in dist/: levels.json, and the part of each level that is read
 * when it is opened. The game neither parses YAML nor validates when it starts. `isProofStale` says which proofs no longer
 * hold. Throws an Error that lists every problem, a line each, when a level cannot be read.
 */
export function compileLevels(files: LevelFiles, isProofStale: (level: Level) => boolean): Readonly<Record<string, unknown>> {
  const { course, problems } = parseCourse(files);
  if (problems.length > 0) throw new Error(`levels cannot be compiled:\n${problems.map(problemLine).join('\n')}`);
  return courseFiles({ ...course, levels: course.levels.map((level) => (level.proof && isProofStale(level) ? { ...level, proof: { ...level.proof, stale: true } } : level)) });
}

function courseFiles(course: Course): Readonly<Record<string, unknown>> {
  const index: CourseIndex = { ...course, levels: course.levels.map((level) => part(level, false) as CourseIndex['levels'][number]) };
  return { 'levels.json': index, ...Object.fromEntries(course.levels.map((level) => [levelFileName(level.id), part(level, true)])) };
}

function part(level: Level, isOpenedOnly: boolean): Partial<Level> {
  const names: readonly string[] = OPENED_ONLY;
  return Object.fromEntries(Object.entries(level).filter(([name]) => names.includes(name) === isOpenedOnly));
}
