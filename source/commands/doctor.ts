import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Lang } from '../language.ts';
import { message } from '../message/say.ts';
import type { MessageId } from '../message/say.ts';
import { codeOf } from '../storage/file-system.ts';
import type { FileSystem } from '../storage/file-system.ts';
import { foldersFor } from '../storage/folders.ts';
import { nodeFileSystem } from '../storage/node-file-system.ts';
import type { Command } from './command.ts';
import { languageFor } from './language-choice.ts';
import { probeAmbiguousWidth } from './terminal/probe-width.ts';
import type { AmbiguousWidth } from './terminal/probe-width.ts';
import { isTerminal, print, printJson } from './shell.ts';
import type { Shell } from './shell.ts';

/** What this terminal and this machine can do. */
export interface Diagnosis {
  readonly terminal: boolean;
  readonly term: string;
  readonly columns: number | null;
  readonly rows: number | null;
  /** How many colours; 1 when they are turned off. */
  readonly colors: number;
  readonly unicode: boolean;
  readonly ambiguousWidth: AmbiguousWidth;
  readonly node: string;
  readonly folders: readonly { readonly path: string; readonly writable: boolean; readonly problem: string | null }[];
}

const PROBE_MS = 500;

/** `ackademy doctor`. JSON: `{ format: 'ackademy-doctor', version: 1, ...Diagnosis }`. Ends with 1 when the game cannot be played or saved here. */
export const doctor: Command = async (invocation) => {
  const { shell, options } = invocation;
  const found = await diagnose(shell, options.noColor);
  const works = found.folders.every((folder) => folder.writable);
  if (options.json) printJson(shell, { format: 'ackademy-doctor', version: 1, ...found });
  else print(shell, ...report(found, languageFor(invocation)));
  return works ? 0 : 1;
};

async function diagnose(shell: Shell, noColor: boolean): Promise<Diagnosis> {
  const { env } = shell;
  const stdout: Shell['stdout'] & { columns?: number; rows?: number; getColorDepth?: (env?: object) => number } = shell.stdout;
  const folders = foldersFor(env, process.platform);
  const depth = noColor || stdout.getColorDepth === undefined ? 1 : stdout.getColorDepth({ ...env });
  return {
    terminal: isTerminal(shell),
    term: env['TERM'] ?? '',
    columns: stdout.columns ?? null,
    rows: stdout.rows ?? null,
    colors: depth === 1 ? 1 : 2 ** depth,
    unicode: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '') || process.platform === 'win32' || process.platform === 'darwin',
    ambiguousWidth: await probeAmbiguousWidth(shell, PROBE_MS),
    node: process.versions.node,
    folders: [...new Set([folders.data, folders.config])].map((path) => tryFolder(nodeFileSystem, path)),
  };
}

/** Writes a file there and takes it away again. The folder is made, as the first save would. */
function tryFolder(fs: FileSystem, path: string): Diagnosis['folders'][number] {
  const file = join(path, `.doctor-${randomBytes(4).toString('hex')}`);
  try {
    fs.makeFolder(path);
    fs.writeThrough(file, 'ackademy');
    fs.remove(file);
    return { path, writable: true, problem: null };
  } catch (error) {
    return { path, writable: false, problem: codeOf(error) };
  }
}

/** One line a finding: OK or `!!`, what was found, and what to do about it. */
export function report(found: Diagnosis, lang: Lang): string[] {
  const say = (isFine: boolean, id: MessageId, params?: Parameters<typeof message>[2]) => `${isFine ? 'OK' : '!!'}  ${message(lang, id, params)}`;
  const { columns, rows } = found;
  const isLarge = columns !== null && rows !== null && columns >= 80 && rows >= 24;
  return [
    found.terminal ? say(true, 'doctor.terminal', { term: found.term }) : found.term === 'dumb' ? say(false, 'doctor.no-terminal', { term: found.term }) : say(false, 'doctor.not-a-terminal'),
    columns === null || rows === null ? say(false, 'doctor.size-unknown') : say(isLarge, isLarge ? 'doctor.size' : 'doctor.size-small', { columns, rows }),
    say(true, found.colors === 1 ? 'doctor.no-colors' : 'doctor.colors', { n: found.colors }),
    say(found.unicode, found.unicode ? 'doctor.unicode' : 'doctor.no-unicode'),
    say(found.ambiguousWidth !== 'wide', `doctor.width-${found.ambiguousWidth}`),
    say(true, 'doctor.node', { version: found.node }),
    ...found.folders.map(({ path, writable, problem }) => say(writable, writable ? 'doctor.folder' : 'doctor.folder-problem', { path, code: problem ?? '' })),
  ];
}
