import { COURSE_FORMAT, type Course } from './course.ts';
import { schemaProblems } from './issue.ts';
import type { Level } from './level.ts';
import { parseLevel } from './parse.ts';
import type { Problem } from './problem.ts';
import { courseSchema, type WrittenCourse } from './schema.ts';
import { teachingProblems } from './teaching-order.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** Texts by path below the folder of levels, with forward slashes. */
export type LevelFiles = Readonly<Record<string, string>>;

/** A course as far as it could be read: levels with problems are left out of it. */
export interface CourseResult {
  readonly course: Course;
  readonly problems: readonly Problem[];
}

export const COURSE_FILE = 'course.yaml';

/** Reads course.yaml and every level that it names. Problems come in the order of the course. `elsewhere`: levels of another course that these may need; those that have the name of one here do not count. */
export function parseCourse(files: LevelFiles, elsewhere: readonly Level[] = []): CourseResult {
  const empty: Course = { format: COURSE_FORMAT, worlds: [], levels: [] };
  const text = files[COURSE_FILE];
  if (text === undefined) return { course: empty, problems: [{ file: COURSE_FILE, line: 0, column: 0, expected: 'the list of worlds', example: 'format: 1', came: 'nothing' }] };
  const read = readYaml(COURSE_FILE, text);
  if (!read.ok) return { course: empty, problems: read.problems };
  const written = courseSchema.safeParse(read.yaml.value);
  if (!written.success) return { course: empty, problems: schemaProblems(read.yaml, read.yaml.value, written.error.issues) };
  return readWorlds(read.yaml, written.data, files, elsewhere);
}

function readWorlds(yaml: YamlText, written: WrittenCourse, files: LevelFiles, elsewhere: readonly Level[]): CourseResult {
  const problems: Problem[] = [];
  const levels: Level[] = [];
  const named = new Set<string>();
  const worlds = written.worlds.map((world, index) => {
    const ids: string[] = [];
    for (const [position, name] of world.levels.entries()) {
      const folder = `${world.folder}/${name}`;
      const at = { file: yaml.file, ...yaml.place(['worlds', index, 'levels', position]), example: null };
      const inFolder = filesBelow(files, folder);
      if (named.has(folder)) problems.push({ ...at, expected: 'each level once', came: `"${name}" again` });
      else if (Object.keys(inFolder).length === 0) problems.push({ ...at, expected: `a folder ${folder}`, came: 'nothing' });
      else {
        const result = parseLevel({ folder, world: index + 1, files: inFolder });
        if (!result.ok) problems.push(...result.problems);
        else if (levels.some(({ id }) => id === result.level.id)) problems.push({ ...at, expected: 'an id that no other level has', came: `"${result.level.id}" again` });
        else {
          levels.push(result.level);
          ids.push(result.level.id);
        }
      }
      named.add(folder);
    }
    return { number: index + 1, folder: world.folder, title: world.title, levels: ids };
  });
  problems.push(...unnamedFolders(files, named), ...crookedMirrors(levels), ...orderProblems(levels, elsewhere));
  return { course: { format: COURSE_FORMAT, worlds, levels }, problems };
}

function filesBelow(files: LevelFiles, folder: string): LevelFiles {
  const prefix = `${folder}/`;
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(prefix)).map(([path, text]) => [path.slice(prefix.length), text]));
}

function unnamedFolders(files: LevelFiles, named: ReadonlySet<string>): readonly Problem[] {
  const folders = new Set(Object.keys(files).filter((path) => path !== COURSE_FILE).map((path) => path.split('/').slice(0, 2).join('/')));
  return [...folders].filter((folder) => !named.has(folder)).sort().map((folder) => ({ file: folder, line: 0, column: 0, expected: `nothing that ${COURSE_FILE} does not name`, example: null, came: 'files' }));
}

/** What levels need, and the ideas that they use, must come before them: here, or elsewhere. */
export function orderProblems(levels: readonly Level[], elsewhere: readonly Level[]): readonly Problem[] {
  const others = elsewhere.filter(({ id }) => !levels.some((own) => own.id === id));
  return [...unmetNeeds(levels, others), ...teachingProblems(levels, others)];
}

/** Levels that a level needs must exist and come before it. */
function unmetNeeds(levels: readonly Level[], elsewhere: readonly Level[]): readonly Problem[] {
  return levels.flatMap((level, index) => level.needs
    .filter((id) => ![...elsewhere, ...levels.slice(0, index)].some((earlier) => earlier.id === id))
    .map((id) => ({ file: level.id, line: 0, column: 0, expected: 'in "needs" only levels that come before', example: null, came: `"${id}"` })));
}

/** A level and its mirror name each other, are played in different roles, and tell of the same hosts. */
function crookedMirrors(levels: readonly Level[]): readonly Problem[] {
  return levels.flatMap((level) => {
    if (level.mirror === null) return [];
    const other = levels.find(({ id }) => id === level.mirror);
    const wrong = (expected: string, came: string): readonly Problem[] => [{ file: level.id, line: 0, column: 0, expected: `in "mirror" ${expected}`, example: null, came }];
    if (other === undefined || other === level) return wrong('another level of the course', `"${level.mirror}"`);
    if (other.mirror !== level.id) return wrong(`a level that names this one as its mirror`, `"${other.id}", which names ${other.mirror === null ? 'none' : `"${other.mirror}"`}`);
    if (other.role === level.role) return wrong('a level of another role', `"${other.id}", in which one is the ${other.role} as well`);
    const [here, there] = [addressesOf(level), addressesOf(other)];
    return here === there ? [] : wrong(`a level with the same hosts, ${here}`, `"${other.id}" with ${there}`);
  });
}

/** `client 10.0.0.5, server 10.0.0.9`. */
function addressesOf({ setup }: Level): string {
  const { hosts = {} } = setup as { readonly hosts?: Readonly<Record<string, { readonly ip?: string }>> };
  return Object.entries(hosts).map(([name, { ip }]) => `${name} ${ip}`).toSorted().join(', ');
}
