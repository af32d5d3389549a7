import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Course } from '../../level/course.ts';
import type { Level } from '../../level/level.ts';
import { parsePack } from '../../level/pack.ts';
import type { LevelFiles } from '../../level/parse-course.ts';
import { problemLine, type Problem } from '../../level/problem.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { readText, readPackFolder } from './pack-folder.ts';
import { PACK_EXTENSION, readPackFile } from './pack-file.ts';
import { MAX_PACK_SIZE } from './pack-limits.ts';
import { NoCourseError, readCourse } from '../course/read-course.ts';

/** Levels that lie outside the program: a folder or a file that its author, or a stranger, has made. */
export interface PackFiles {
  /** What the folder or the file is called: runs and stars of its levels are kept under this. */
  readonly name: string;
  readonly files: LevelFiles;
  /** What was refused before any level was read. */
  readonly problems: readonly Problem[];
}

/** A larger file is nobody's pack: its JSON takes some marks more than the texts in it. */
const MAX_FILE_SIZE = MAX_PACK_SIZE * 1.5;

/** The texts of a pack; null when nothing is there. */
export function readPackFiles(path: string): PackFiles | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  const name = packName(path);
  if (stat.isDirectory()) return { name, ...readPackFolder(path) };
  const file = visible(basename(path), 120);
  const read = readText(resolve(path), MAX_FILE_SIZE);
  if ('problem' in read) return { name, files: {}, problems: [{ file, line: 0, column: 0, expected: read.problem[0], example: null, came: read.problem[1] }] };
  const pack = readPackFile(file, read.text);
  return pack.ok ? { name: pack.name, files: pack.files, problems: [] } : { name, files: {}, problems: pack.problems };
}

/** A pack's levels as they are played, or the lines that say why they cannot be. */
export type PackOpened = { readonly ok: true; readonly name: string; readonly course: Course } | { readonly ok: false; readonly lines: readonly string[] };

/** More lines help nobody. */
const MOST_LINES = 20;

/** Opens a pack for play: whole, or not at all. Null when nothing is there. */
export function openPack(path: string): PackOpened | null {
  const pack = readPackFiles(path);
  if (pack === null) return null;
  const { course, problems } = pack.problems.length > 0 ? { course: null, problems: pack.problems } : parsePack(pack.name, pack.files, gameLevels());
  if (course?.levels.length === 0 && problems.length === 0) return { ok: false, lines: [problemLine({ file: pack.name, line: 0, column: 0, expected: 'at least one level', example: null, came: 'none' })] };
  if (problems.length > 0 || course === null) {
    const lines = problems.slice(0, MOST_LINES).map(problemLine);
    return { ok: false, lines: problems.length > MOST_LINES ? [...lines, `… ${problems.length - MOST_LINES}`] : lines };
  }
  // That a real kernel does the same only this program's own check can say: whoever made the pack may write anything.
  return { ok: true, name: pack.name, course: { ...course, levels: course.levels.map((level) => ({ ...level, proof: null, bots: null, search: null })) } };
}

/** What a pack's levels may need beside each other; nothing while the game's own are not built. */
export function gameLevels(): readonly Level[] {
  try {
    return readCourse().levels;
  } catch (error) {
    if (error instanceof NoCourseError) return [];
    throw error;
  }
}

/** The name of a folder or file without its ending, as far as it can be printed and kept. */
function packName(path: string): string {
  const base = basename(resolve(path)).replace(/\.[a-z]+$/, (ending) => (ending === PACK_EXTENSION || ending === '.json' ? '' : ending));
  return base.replaceAll(/[^\w.-]/g, '-').replace(/^[^A-Za-z0-9]+/, '').slice(0, 60) || 'pack';
}
