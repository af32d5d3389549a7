import { dirname } from 'node:path';
import type { FileSystem, Surroundings } from '../../source/storage/file-system.ts';

/** A process that died in the middle: nothing may catch it and go on. */
export class Died extends Error {}

export interface Disk {
  readonly files: Map<string, string>;
}

export function emptyDisk(files: Readonly<Record<string, string>> = {}): Disk {
  return { files: new Map(Object.entries(files)) };
}

export function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/**
 * A file system in memory. `before` is called with the running number (1-based) and name of every operation; what it
 * throws is the operation's failure. A write that fails or dies has put half of the text on the disk.
 */
export function fakeFileSystem(disk: Disk, before: (n: number, operation: string, path: string) => void = () => {}): FileSystem & { readonly operations: () => number } {
  let n = 0;
  const step = (operation: string, path: string) => before(++n, operation, path);
  const { files } = disk;
  return {
    operations: () => n,
    readText(path) {
      step('read', path);
      return files.get(path) ?? null;
    },
    writeThrough(path, text) {
      files.set(path, text.slice(0, text.length / 2));
      step('write', path);
      files.set(path, text);
    },
    appendThrough(path, text) {
      const held = files.get(path) ?? '';
      files.set(path, held + text.slice(0, text.length / 2));
      step('append', path);
      files.set(path, held + text);
    },
    createOnly(path, text) {
      step('create', path);
      if (files.has(path)) return false;
      files.set(path, text);
      return true;
    },
    rename(from, to) {
      step('rename', from);
      const text = files.get(from);
      if (text === undefined) throw failure('ENOENT');
      files.delete(from);
      files.set(to, text);
    },
    remove(path) {
      step('remove', path);
      files.delete(path);
    },
    makeFolder: (path) => step('folder', path),
    list(folder) {
      step('list', folder);
      return [...files.keys()].filter((path) => dirname(path) === folder).map((path) => path.slice(folder.length + 1));
    },
    resolve: (path) => path,
  };
}

/** Virtual surroundings: pausing makes the time pass. */
export function fakeSurroundings(pid: number, alive: (pid: number) => boolean = () => true, onPause: () => void = () => {}): Surroundings {
  let now = 0;
  return {
    owner: { host: 'here', pid, nonce: 'x' },
    isAlive: alive,
    now: () => now,
    pause(ms) {
      now += ms;
      onPause();
    },
  };
}
