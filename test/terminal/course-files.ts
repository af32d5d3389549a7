import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../../source/level/course.ts';
import { loadCourse } from '../../source/level/load.ts';

/** The course as the build made it: what the program itself plays. */
export function builtCourse(): Course {
  return loadCourse((file) => readFileSync(join(process.cwd(), 'dist', file), 'utf8'));
}
