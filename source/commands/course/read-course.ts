import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Phrase } from '../../phrase.ts';
import type { Course } from '../../level/course.ts';
import { loadCourse, levelById } from '../../level/load.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import { sandbox } from '../play/sandbox.ts';
import type { Level } from '../../level/level.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';

/** Beside the program as it is shipped, or where the build puts it when this runs from source. */
const PLACES = ['./levels.json', '../../../dist/levels.json'];

/** The course was not built: nothing can be played. */
export class NoCourseError extends Error {}

let course: Course | null = null;

/** All levels, as the build compiled them; read once. Throws NoCourseError when there are none. */
export function readCourse(): Course {
  return (course ??= loadCourse(readBuilt));
}

/** A file that the build made, by its name. Throws NoCourseError when nothing was built. */
export function readBuilt(file: string): string {
  const path = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new NoCourseError('expected the compiled levels (levels.json) beside the program; npm run build makes them');
  return readFileSync(join(dirname(path), file), 'utf8');
}

/** The level that a word on the command line names, or what to say when there is none: the nearest name, and all of them. */
export function findLevel(course: Course, word: string): Level | Phrase {
  const level = word.toLowerCase() === SANDBOX ? sandbox() : levelById(course, word.toLowerCase());
  if (level) return level;
  const ids = course.levels.map(({ id }) => id);
  const near = nearestName(word, ids);
  const params = { got: visible(word), names: ids.join(', ') };
  return near === null ? { id: 'cli.level-unknown', params } : { id: 'cli.level-near', params: { ...params, near } };
}

export function isLevel(found: Level | Phrase): found is Level {
  return 'goals' in found;
}
