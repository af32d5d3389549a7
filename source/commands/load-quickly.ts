import { existsSync, mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import v8 from 'node:v8';
import { cacheFolder, earlierVersions } from '../storage/cache-folder.ts';
import { VERSION } from './version.ts';

/** When what was compiled is written, in ms of real time after the start: the first frame is there, and nobody waits. */
const WRITE_AFTER = 1000;

/**
 * Lets V8 keep what it compiles of this program in the user's cache folder, so that the next start need not compile
 * again. Where that folder cannot be written, each start is like the first; nothing is said. NODE_COMPILE_CACHE names
 * another folder, NODE_DISABLE_COMPILE_CACHE=1 turns it off (both are Node's). Before anything large is loaded.
 */
export function loadQuickly(env: Readonly<Record<string, string | undefined>>): void {
  // V8 collects its youngest objects whenever the first MB is full, five times before the first frame. With this it makes room instead.
  v8.setFlagsFromString('--semi-space-growth-factor=16');
  if (env['NODE_COMPILE_CACHE'] === undefined) {
    const folder = cacheFolder(env, process.platform, VERSION);
    if (!makeFolder(folder)) return;
    nodeModule.enableCompileCache?.(folder);
    setTimeout(() => void removeEarlier(folder), WRITE_AFTER).unref();
  }
  // Now rather than at the end: it holds what a start needs and no more, and it is there although the game is killed.
  setTimeout(() => nodeModule.flushCompileCache?.(), WRITE_AFTER).unref();
}

/** What earlier versions left. What cannot be removed stays; the next start tries again. */
async function removeEarlier(folder: string): Promise<void> {
  const all = dirname(folder);
  const names = await readdir(all).catch(() => []);
  await Promise.allSettled(earlierVersions(names, VERSION).map((name) => rm(join(all, name), { recursive: true, force: true })));
}

/** False where it cannot be made. Step by step: Node's own way (24.21) never ends below a folder that denies with ENOENT, as /proc does. */
function makeFolder(path: string): boolean {
  if (existsSync(path)) return true;
  if (dirname(path) === path || !makeFolder(dirname(path))) return false;
  try {
    mkdirSync(path);
    return true;
  } catch {
    // Another process may have been quicker.
    return existsSync(path);
  }
}
