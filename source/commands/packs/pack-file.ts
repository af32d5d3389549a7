import type { LevelFiles } from '../../level/parse-course.ts';
import type { Problem } from '../../level/problem.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { readJsonText, type JsonPlace } from '../json-text.ts';
import { isPackPath, MAX_PACK_FILES, MAX_PACK_SIZE, wrongPath } from './pack-limits.ts';

/** A pack in one file: the same texts under the same paths as in a folder. `name` stands where the folder's name would. */
export interface PackFile {
  readonly format: 'ackademy-pack';
  readonly version: typeof PACK_VERSION;
  readonly name: string;
  readonly files: LevelFiles;
}

export const PACK_VERSION = 1;
/** How such a file's name ends. */
export const PACK_EXTENSION = '.ackpack';

export type PackFileRead = { readonly ok: true; readonly name: string; readonly files: LevelFiles } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A pack as the text of one file. */
export function printPackFile(name: string, files: LevelFiles): string {
  return `${JSON.stringify({ format: 'ackademy-pack', version: PACK_VERSION, name, files } satisfies PackFile, null, 1)}\n`;
}

/** Reads a pack of one file, which may come from a stranger. Never throws; each problem says what was expected, where, and what came. `file`: its name, for messages. */
export function readPackFile(file: string, text: string): PackFileRead {
  const refused = (place: JsonPlace, expected: string, example: string, came: string): PackFileRead => ({ ok: false, problems: [{ file, ...place, expected, example, came }] });
  const json = readJsonText(text);
  if (!json.ok) return refused(json.place, 'JSON', EXAMPLE, json.got === '' ? 'the end of the file' : `"${visible(json.got)}"`);
  const { value, placeOf } = json;
  if (!isObject(value)) return refused(placeOf([]), 'an object', EXAMPLE, shown(value));
  const own = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  const [format, version, name, files] = ['format', 'version', 'name', 'files'].map(own);
  if (format !== 'ackademy-pack') return refused(placeOf(['format']), '"format": "ackademy-pack"', EXAMPLE, shown(format));
  if (typeof version === 'number' && version > PACK_VERSION) return refused(placeOf(['version']), `a pack of version ${PACK_VERSION}, which this release of ackademy reads`, `"version": ${PACK_VERSION}`, shown(version));
  if (version !== PACK_VERSION) return refused(placeOf(['version']), `"version": ${PACK_VERSION}`, `"version": ${PACK_VERSION}`, shown(version));
  if (typeof name !== 'string' || !isPackName(name)) return refused(placeOf(['name']), 'a name of letters, digits, ".", "-" and "_"', '"name": "my-levels"', shown(name));
  if (!isObject(files)) return refused(placeOf(['files']), '"files": an object of texts by path', '"files": { "level.yaml": "id: …" }', shown(files));
  const entries = Object.entries(files);
  if (entries.length > MAX_PACK_FILES) return refused(placeOf(['files']), `at most ${MAX_PACK_FILES} files in a pack`, '"files": { … }', `${entries.length}`);
  const size = entries.reduce((sum, [, content]) => sum + (typeof content === 'string' ? content.length : 0), 0);
  if (size > MAX_PACK_SIZE) return refused(placeOf(['files']), `at most ${MAX_PACK_SIZE} characters in a pack`, '"files": { … }', `${size}`);
  const problems = entries.flatMap(([path, content]): readonly Problem[] => {
    if (!isPackPath(path)) return [{ ...wrongPath(path), file, ...placeOf(['files', path]) }];
    if (typeof content !== 'string') return [{ file, ...placeOf(['files', path]), expected: `the text of ${path}`, example: '"id: my-level\\n…"', came: shown(content) }];
    return [];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, name, files: Object.fromEntries(entries) as LevelFiles };
}

const EXAMPLE = '{ "format": "ackademy-pack", "version": 1, "name": "my-levels", "files": { … } }';

/** It becomes part of file names, and of what is printed. */
export function isPackName(name: string): boolean {
  return isPackPath(name) && !name.includes('/') && name.length <= 60;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : visible(JSON.stringify(value));
}
