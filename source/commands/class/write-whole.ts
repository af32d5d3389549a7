import { message } from '../../message/say.ts';
import type { Lang } from '../../language.ts';
import { codeOf } from '../../storage/file-system.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { complain, type Shell } from '../shell.ts';

/** Writes a file whole or not at all; says why where it cannot. Only its owner may read it: it may hold names or codes. */
export function writeWhole(path: string, text: string, shell: Shell, lang: Lang): boolean {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    nodeFileSystem.writeThrough(temporary, text);
    nodeFileSystem.rename(temporary, path);
    return true;
  } catch (error) {
    nodeFileSystem.remove(temporary);
    complain(shell, message(lang, 'class.not-written', { path: visible(path, 200), code: visible(codeOf(error), 80) }));
    return false;
  }
}
