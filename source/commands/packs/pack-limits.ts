import type { Problem } from '../../level/problem.ts';
import { visible } from '../../tcp/notation/visible.ts';

/** Limits on what is read of a pack, which may come from a stranger. Sizes in bytes. */
export const MAX_PACK_FILES = 2000;
export const MAX_PACK_SIZE = 16_000_000;
export const MAX_TEXT_SIZE = 800_000;

const PATH = /^[A-Za-z0-9][\w.-]{0,99}(?:\/[A-Za-z0-9][\w.-]{0,99}){0,4}$/;

/** May a file of a pack be called so? Nothing that leads out of it, or that a terminal would obey. */
export function isPackPath(path: string): boolean {
  return PATH.test(path);
}

export function wrongPath(path: string): Problem {
  return { file: visible(path, 120), line: 0, column: 0, expected: 'a name of letters, digits, ".", "-" and "_" that begins with a letter or a digit', example: '01-opening/01-first-syn/level.yaml', came: `"${visible(path)}"` };
}
