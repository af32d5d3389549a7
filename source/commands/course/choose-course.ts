import { existsSync } from 'node:fs';
import type { Course } from '../../level/course.ts';
import type { Lang } from '../../language.ts';
import { levelById } from '../../level/load.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import { message } from '../../message/say.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode } from '../command.ts';
import { readCourse } from './read-course.ts';

/** The levels that a command is about. */
export interface CourseChoice {
  readonly course: Course;
  /** The pack's name; null: the game's own levels. */
  readonly pack: string | null;
  /** The words that are left: in a pack, the level in it. */
  readonly words: readonly string[];
}

export type CourseChosen = ({ readonly ok: true } & CourseChoice) | { readonly ok: false; readonly code: ExitCode; readonly lines: readonly string[] };

/**
 * The levels that the first word names: a folder or a file with levels, else the game's own. A level of the game goes
 * before a folder of the same name; `./NAME` is always the folder. 3 when there is no such folder, or when it cannot be played.
 */
export async function chooseCourse(words: readonly string[], lang: Lang): Promise<CourseChosen> {
  const [word, ...rest] = words;
  if (word === undefined || !isPlace(word)) return { ok: true, course: readCourse(), pack: null, words };
  const { openPack } = await import('../packs/read-pack.ts');
  const pack = openPack(word);
  if (pack === null) return { ok: false, code: 3, lines: [message(lang, 'pack.missing', { path: visible(word, 120) })] };
  if (!pack.ok) return { ok: false, code: 3, lines: [...pack.lines, message(lang, 'pack.refused', { path: visible(word, 120) })] };
  return { ok: true, course: pack.course, pack: pack.name, words: rest };
}

function isPlace(word: string): boolean {
  if (/[/\\]|\.ackpack$/.test(word) || word === '.' || word === '..') return true;
  return word.toLowerCase() !== SANDBOX && levelById(readCourse(), word.toLowerCase()) === null && existsSync(word);
}
