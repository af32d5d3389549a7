import { COURSE_FORMAT, type Course } from './course.ts';
import type { Level } from './level.ts';
import { COURSE_FILE, orderProblems, parseCourse, type CourseResult, type LevelFiles } from './parse-course.ts';
import { parseLevel } from './parse.ts';
import type { Problem } from './problem.ts';

/** What of a pack is its author's own affair: a text for readers, a licence. */
const BESIDE = /^(?:README|LICENSE|LICENCE)[\w.-]*$/i;

/**
 * The levels of a pack, from its files by path: a course of its own with course.yaml, or without it every folder that has
 * a level.yaml, in the order of their paths, as one world that bears the pack's name. `elsewhere`: levels of the game itself,
 * which the pack's may need. Never throws on what the files say.
 */
export function parsePack(name: string, files: LevelFiles, elsewhere: readonly Level[] = []): CourseResult {
  const own = Object.fromEntries(Object.entries(files).filter(([path]) => !BESIDE.test(path)));
  return Object.hasOwn(own, COURSE_FILE) ? parseCourse(own, elsewhere) : looseLevels(name, own, elsewhere);
}

function looseLevels(name: string, files: LevelFiles, elsewhere: readonly Level[]): CourseResult {
  const folders = Object.keys(files).filter((path) => path.split('/').at(-1) === 'level.yaml').map((path) => path.slice(0, -'/level.yaml'.length));
  const problems: Problem[] = [];
  const levels: Level[] = [];
  for (const folder of folders.toSorted()) {
    const result = parseLevel({ folder: folder === '' ? name : folder, world: 1, files: filesIn(files, folder) });
    if (!result.ok) problems.push(...result.problems);
    else if (levels.some(({ id }) => id === result.level.id)) problems.push(whole(`${folder}/level.yaml`, 'an id that no other level has', `"${result.level.id}" again`));
    else levels.push(result.level);
  }
  if (folders.length === 0) problems.push(whole(name, 'a course.yaml, or a level.yaml in it or in a folder of it', 'neither'));
  // Alone, a level may need whatever its author has in mind: only what it uses must have been taught by something that is there.
  if (elsewhere.length > 0) problems.push(...orderProblems(levels, elsewhere));
  const course: Course = { format: COURSE_FORMAT, worlds: [{ number: 1, folder: name, title: { en: name, 'zh-Hans': name }, levels: levels.map(({ id }) => id) }], levels };
  return { course, problems };
}

/** What lies in the folder itself, by name. */
function filesIn(files: LevelFiles, folder: string): LevelFiles {
  const prefix = folder === '' ? '' : `${folder}/`;
  const own = Object.entries(files).filter(([path]) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'));
  return Object.fromEntries(own.map(([path, text]) => [path.slice(prefix.length), text]));
}

function whole(file: string, expected: string, came: string): Problem {
  return { file, line: 0, column: 0, expected, example: null, came };
}
