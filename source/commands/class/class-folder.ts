import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isClassName, publicKeyIn } from '../../classroom/class-pack.ts';
import { LANGUAGES, type Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { codeOf } from '../../storage/file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { Invocation } from '../command.ts';

/** What a teacher keeps of a class: its name and languages in class.json, and the private key beside it. */
export const CLASS_FILE = 'class.json';
export const KEY_FILE = 'key.pem';

export interface ClassFile {
  readonly format: 'ackademy-class-folder';
  readonly version: 1;
  readonly name: string;
  readonly languages: readonly Lang[];
  /** The public key, hexadecimal. */
  readonly key: string;
}

export interface ClassFolder extends ClassFile {
  readonly folder: string;
  readonly pem: string;
}

export type ClassFolderFound = { readonly ok: true; readonly found: ClassFolder } | { readonly ok: false; readonly text: string };

/** The class that a command is about: `--class DIR`, else the folder one is in, else the only class in it. */
export function findClass({ options }: Pick<Invocation, 'options'>, lang: Lang): ClassFolderFound {
  const named = options.classroom.class;
  const refused = (text: string): ClassFolderFound => ({ ok: false, text });
  if (named !== null) return existsSync(join(named, CLASS_FILE)) ? openClass(named, lang) : refused(message(lang, 'class.folder-missing', { path: visible(named, 120) }));
  if (existsSync(CLASS_FILE)) return openClass('.', lang);
  const inside = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(join(entry.name, CLASS_FILE))).map(({ name }) => name).toSorted();
  if (inside.length === 1) return openClass(inside[0]!, lang);
  return refused(inside.length === 0 ? message(lang, 'class.folder-none') : message(lang, 'class.folder-many', { names: inside.map((name) => visible(name)).join(', '), near: visible(inside[0]!) }));
}

function openClass(folder: string, lang: Lang): ClassFolderFound {
  const path = join(folder, CLASS_FILE);
  const keyPath = join(folder, KEY_FILE);
  try {
    const read = decodeClass(JSON.parse(readFileSync(path, 'utf8')));
    if (read === null) return { ok: false, text: message(lang, 'class.folder-bad', { path: visible(path, 120) }) };
    // Whoever can read the key can sign as the teacher.
    if (process.platform !== 'win32' && (statSync(keyPath).mode & 0o077) !== 0) return { ok: false, text: message(lang, 'class.key-open', { path: visible(keyPath, 120) }) };
    const pem = readFileSync(keyPath, 'utf8');
    if (publicKeyIn(pem) !== read.key) return { ok: false, text: message(lang, 'class.key-other', { path: visible(keyPath, 120) }) };
    return { ok: true, found: { ...read, folder, pem } };
  } catch (error) {
    return { ok: false, text: message(lang, 'class.folder-unread', { path: visible(folder, 120), code: visible(codeOf(error), 80) }) };
  }
}

function decodeClass(value: unknown): ClassFile | null {
  if (typeof value !== 'object' || value === null) return null;
  const { format, version, name, languages, key } = value as Partial<Record<keyof ClassFile, unknown>>;
  if (format !== 'ackademy-class-folder' || version !== 1) return null;
  if (typeof name !== 'string' || !isClassName(name) || typeof key !== 'string' || !/^[0-9a-f]{64}$/.test(key)) return null;
  if (!Array.isArray(languages)) return null;
  return { format, version, name, key, languages: LANGUAGES.filter((lang) => languages.includes(lang)) };
}
