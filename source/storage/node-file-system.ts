import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { codeOf } from './file-system.ts';
import type { FileSystem, Surroundings } from './file-system.ts';

/** What is saved is the player's own affair on a shared machine. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

function unless<T>(code: string, act: () => T, otherwise: T): T {
  try {
    return act();
  } catch (error) {
    if (codeOf(error) === code) return otherwise;
    throw error;
  }
}

/** Makes a rename last through a power cut. Not every system lets a folder be opened; the rename itself has been done. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Best effort, see above.
  }
}

/** The machine's own files. */
export const nodeFileSystem: FileSystem = {
  readText: (path) => unless('ENOENT', () => readFileSync(path, 'utf8'), null),
  writeThrough(path, text) {
    const descriptor = openSync(path, 'w', PRIVATE_FILE);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  appendThrough(path, text) {
    const descriptor = openSync(path, 'a', PRIVATE_FILE);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  createOnly(path, text) {
    const descriptor = unless('EEXIST', () => openSync(path, 'wx', PRIVATE_FILE), null);
    if (descriptor === null) return false;
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return true;
  },
  rename(from, to) {
    renameSync(from, to);
    syncFolder(dirname(to));
  },
  remove: (path) => rmSync(path, { force: true }),
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER }),
  list: (folder) => unless('ENOENT', () => readdirSync(folder), []),
  resolve: (path) => unless('ENOENT', () => realpathSync(path), path),
};

/** This process, on this machine. */
export function nodeSurroundings(): Surroundings {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  return {
    owner: { host: hostname(), pid: process.pid, nonce: process.hrtime.bigint().toString(16) },
    isAlive(pid) {
      try {
        process.kill(pid, 0);
        return true;
      } catch (error) {
        return codeOf(error) === 'EPERM';
      }
    },
    now: () => performance.now(),
    pause: (ms) => void Atomics.wait(cell, 0, 0, ms),
  };
}
