import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf, isClassName, newClassKey } from '../../classroom/class-pack.ts';
import { message } from '../../message/say.ts';
import { codeOf } from '../../storage/file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { ExitCode, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print } from '../shell.ts';
import { CLASS_FILE, KEY_FILE, type ClassFile } from './class-folder.ts';
import { writeWhole } from './write-whole.ts';

/** `class new NAME`: a folder with a key of its own. Nothing leaves the machine, and there is no account. */
export function newClass(invocation: Invocation, name: string): ExitCode {
  const { shell, options } = invocation;
  const lang = languageFor(invocation);
  if (!isClassName(name)) {
    complain(shell, message(lang, 'class.name', { got: visible(name) }));
    return 2;
  }
  if (existsSync(name)) {
    complain(shell, message(lang, 'class.exists', { path: visible(name) }));
    return 3;
  }
  const { languages } = options.classroom;
  const { pem, key } = newClassKey();
  const file: ClassFile = { format: 'ackademy-class-folder', version: 1, name, languages: languages.length > 0 ? languages : [lang], key };
  try {
    mkdirSync(name, { mode: 0o700 });
  } catch (error) {
    complain(shell, message(lang, 'class.not-written', { path: visible(name), code: visible(codeOf(error), 80) }));
    return 3;
  }
  if (!writeWhole(join(name, KEY_FILE), pem, shell, lang) || !writeWhole(join(name, CLASS_FILE), `${JSON.stringify(file, null, 1)}\n`, shell, lang)) return 3;
  print(shell, message(lang, 'class.made', { name, fingerprint: fingerprintOf(file), key: join(name, KEY_FILE) }));
  return 0;
}
