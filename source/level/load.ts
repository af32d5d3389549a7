import { COURSE_FORMAT, type Course } from './course.ts';
import type { Level } from './level.ts';

/** The compiled levels are of another format than this program reads; a rebuild cures it. */
export class CourseFormatError extends Error {}

/**
 * The course from dist/levels.json, its text or its parsed value. The shipped file was checked when it was built, so
 * nothing is validated again and neither a YAML parser nor a schema library is loaded. Throws CourseFormatError.
 */
export function loadCourse(source: unknown): Course {
  const value: unknown = typeof source === 'string' ? parsedJson(source) : source;
  const course = value as Partial<Course> | null;
  if (typeof course !== 'object' || course === null || course.format !== COURSE_FORMAT || !Array.isArray(course.levels) || !Array.isArray(course.worlds)) {
    throw new CourseFormatError(`expected compiled levels of format ${COURSE_FORMAT}, got ${describe(course)}`);
  }
  return course as Course;
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
