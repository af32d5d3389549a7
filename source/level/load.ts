import { COURSE_FORMAT, levelFileName, OPENED_ONLY, type Course, type CourseIndex, type LevelFile } from './course.ts';
import type { Level } from './level.ts';

/** The compiled levels are of another format than this program reads; a rebuild cures it. */
export class CourseFormatError extends Error {}

/**
 * The course from the files that the build made, by name. The shipped files were checked when they were built, so
 * nothing is validated again and neither a YAML parser nor a schema library is loaded. Of a level, what only playing it
 * needs is read when it is first asked for. Throws CourseFormatError.
 */
export function loadCourse(read: (file: string) => string): Course {
  const index = parsedJson(read('levels.json')) as Partial<CourseIndex> | null;
  if (typeof index !== 'object' || index === null || index.format !== COURSE_FORMAT || !Array.isArray(index.levels) || !Array.isArray(index.worlds)) {
    throw new CourseFormatError(`expected compiled levels of format ${COURSE_FORMAT}, got ${describe(index)}`);
  }
  const { worlds, levels } = index as CourseIndex;
  return { format: COURSE_FORMAT, worlds, levels: levels.map((level) => whole(level, () => JSON.parse(read(levelFileName(level.id))) as LevelFile)) };
}

function whole(level: CourseIndex['levels'][number], open: () => LevelFile): Level {
  let opened: LevelFile | null = null;
  for (const name of OPENED_ONLY) Object.defineProperty(level, name, { get: () => (opened ??= open())[name], enumerable: true });
  return level as Level;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `no course (${typeof value})`;
  return 'format' in value ? `format ${JSON.stringify(value.format)}` : 'an object without a format';
}

/** A level by its id, or null. */
export function levelById(course: Course, id: string): Level | null {
  return course.levels.find((level) => level.id === id) ?? null;
}
