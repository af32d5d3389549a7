import type { Course } from '../../source/level/course.ts';
import { readCourse } from '../../source/commands/read-course.ts';

/** The course as the build made it: what the program itself plays. */
export function builtCourse(): Course {
  return readCourse();
}
