import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isLevelFile } from '../../level/parse.ts';
import { COURSE_FILE, type LevelFiles } from '../../level/parse-course.ts';
import type { Problem } from '../../level/problem.ts';
import { codeOf } from '../../storage/file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { isPackPath, MAX_PACK_FILES, MAX_PACK_SIZE, MAX_TEXT_SIZE, wrongPath } from './pack-limits.ts';

/** Deeper than `01-world/01-level/level.yaml` nothing of a pack lies. */
const MAX_FOLDERS = 4;

/** What others leave in a folder, and nobody means: `.git`, `.DS_Store`, installed packages. */
const PASSED_OVER = /^\.|^node_modules$/;

/** The files of a folder with levels, by path below it; or why they are not read: a folder may come from a stranger. */
export function readPackFolder(folder: string): { readonly files: LevelFiles; readonly problems: readonly Problem[] } {
  const files: [string, string][] = [];
  const problems: Problem[] = [];
  let [entries, size] = [0, 0];
  const refuse = (path: string, expected: string, came: string): void => void problems.push({ file: visible(path, 120), line: 0, column: 0, expected, example: null, came });
  const walk = (below: string, depth: number): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (PASSED_OVER.test(entry.name)) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (++entries > MAX_PACK_FILES) break;
      if (!isPackPath(path)) problems.push(wrongPath(path));
      else if (entry.isDirectory() && depth === MAX_FOLDERS) refuse(path, `at most ${MAX_FOLDERS} folders in each other`, 'more');
      else if (entry.isDirectory()) walk(path, depth + 1);
      else if (!entry.isFile()) refuse(path, 'a file or a folder', entry.isSymbolicLink() ? 'a link' : 'something else');
      else if (!isRead(entry.name)) files.push([path, '']);
      else {
        const read = readText(join(folder, path));
        size += read.size;
        if ('problem' in read) refuse(path, ...read.problem);
        else if (size <= MAX_PACK_SIZE) files.push([path, read.text]);
      }
    }
  };
  try {
    walk('', 1);
  } catch (error) {
    refuse(basename(folder), 'a folder that can be read', codeOf(error));
  }
  if (entries > MAX_PACK_FILES) refuse(basename(folder), `at most ${MAX_PACK_FILES} files in a pack`, 'more');
  if (size > MAX_PACK_SIZE) refuse(basename(folder), `at most ${MAX_PACK_SIZE} bytes in a pack`, `${size}`);
  return { files: Object.fromEntries(files), problems };
}

/** Anything else is only named: whether it may be there, the reader of levels says. */
function isRead(name: string): boolean {
  return name === COURSE_FILE || isLevelFile(name);
}

type TextRead = { readonly size: number; readonly text: string } | { readonly size: number; readonly problem: readonly [expected: string, came: string] };

/** A text file, whatever somebody has put in its place meanwhile: a pipe or a device would be read for ever. */
export function readText(path: string, longest: number = MAX_TEXT_SIZE): TextRead {
  let file: number;
  try {
    if (!lstatSync(path).isFile()) return { size: 0, problem: ['a file', 'something else'] };
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return { size: 0, problem: ['a file that can be read', codeOf(error)] };
  }
  try {
    const { size } = fstatSync(file);
    if (size > longest) return { size: 0, problem: [`at most ${longest} bytes in a file`, `${size}`] };
    return { size, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) };
  } catch (error) {
    return { size: 0, problem: ['text in UTF-8', codeOf(error)] };
  } finally {
    closeSync(file);
  }
}
