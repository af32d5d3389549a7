// Where things are, and whether the build is older than what it is made of.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const source = join(root, 'source');
export const levels = join(root, 'levels');
export const quizzes = join(root, 'quizzes');
export const dist = join(root, 'dist');
export const entry = join(source, 'cli.ts');
/** The process that asks the real kernel, in a namespace of its own. */
export const liveWorker = join(source, 'live', 'worker.ts');
/** A thread of `check`. */
export const checkWorker = join(source, 'commands', 'check', 'check-worker.ts');
/** A thread of `class grade`. */
export const gradeWorker = join(source, 'commands', 'class', 'grade-worker.ts');
/** A process in which some games of a lesson are played. */
export const serveWorker = join(source, 'commands', 'serve', 'serve-worker.ts');
export const builtEntry = join(dist, 'ackademy.mjs');
/** Scratch files; inside node_modules so that what runs there finds the packages, and `npm ci` clears it. */
export const scratch = join(root, 'node_modules', '.cache', 'ackademy');
/** What the last build put into which chunk; a test reads it. */
export const metafile = join(scratch, 'metafile.json');

const madeOf = [source, levels, quizzes, join(root, 'tools'), join(root, 'package.json'), join(root, 'package-lock.json')];

export function isBuildStale() {
  if (!existsSync(builtEntry) || !existsSync(metafile)) return true;
  const builtAt = statSync(builtEntry).mtimeMs;
  return madeOf.some((path) => existsSync(path) && newestChange(path) >= builtAt);
}

/** A folder's own time counts too: it moves when a file in it is deleted or renamed. */
function newestChange(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const children = readdirSync(path).filter((name) => name !== 'node_modules');
  return Math.max(status.mtimeMs, ...children.map((name) => newestChange(join(path, name))));
}

/** Builds in a process of its own, silently; says what is wrong on standard error and returns false if it cannot. */
export function buildWhenNeeded() {
  if (!isBuildStale()) return true;
  const build = spawnSync(process.execPath, [join(root, 'tools', 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return build.status === 0;
}
