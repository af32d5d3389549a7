import { basename, dirname, join } from 'node:path';
import type { Phrase } from '../phrase.ts';
import { codeOf } from './file-system.ts';
import type { FileSystem, Surroundings } from './file-system.ts';
import { withLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { readVersioned, writeVersioned } from './versioned.ts';
import type { Reading } from './versioned.ts';

/** How a value lives in a file. */
export interface Format<T> {
  readonly name: string;
  readonly version: number;
  readonly empty: T;
  /** `whole` is false when parts could not be understood: the file is then set aside, and what was understood is kept. */
  decode(body: Readonly<Record<string, unknown>>): { readonly value: T; readonly whole: boolean };
  encode(value: T): object;
}

export interface KeptFile<T> {
  readonly path: string;
  /** What was read, with every change since. */
  value(): T;
  /**
   * Applies a change to the value, and to what the file holds by now (other processes write too). Never throws: what
   * cannot be saved is kept in memory and tried again with the next change. Returns what the player should be told.
   */
  update(change: (value: T) => T): readonly Phrase[];
  /** False when changes would be lost with this process: nothing is to be saved, or the last attempt failed. */
  isSaving(): boolean;
}

export interface KeptFileOptions<T> {
  readonly fs: FileSystem;
  readonly around: Surroundings;
  readonly folder: string;
  readonly name: string;
  readonly format: Format<T>;
  /** False: the file is read, but nothing is ever written or renamed. */
  readonly save: boolean;
}

interface Found<T> {
  readonly value: T;
  readonly problem: 'damaged' | 'future' | null;
}

/** Reads the file; what is wrong with it is among the notices, and never stops the game. */
export function openKeptFile<T>({ fs, around, folder, name, format, save }: KeptFileOptions<T>): { readonly file: KeptFile<T>; readonly notices: readonly Phrase[] } {
  const path = resolved(fs, join(folder, name));
  const lockPath = `${path}.lock`;
  const temporary = `${path}.${around.owner.pid}-${around.owner.nonce}.tmp`;
  let value = format.empty;
  let pending: ((value: T) => T)[] = [];
  let failing: string | null = null;
  let tidied = false;

  function interpret(reading: Reading): Found<T> {
    if (reading.kind === 'absent') return { value: format.empty, problem: null };
    if (reading.kind !== 'good') return { value: format.empty, problem: reading.kind };
    const decoded = format.decode(reading.body);
    return { value: decoded.value, problem: decoded.whole ? null : 'damaged' };
  }

  const look = (): Found<T> => interpret(readVersioned(fs.readText(path), format.name, format.version));

  /** Under the lock. The name tells why, and is no other file's. */
  function setAside(problem: 'damaged' | 'future'): Phrase {
    let n = 1;
    while (fs.readText(`${path}.${problem}-${n}`) !== null) n++;
    const aside = `${path}.${problem}-${n}`;
    fs.rename(path, aside);
    return { id: `storage.${problem}`, params: { path, aside } };
  }

  /** Under the lock, every temporary file was left by a process that died while it wrote. */
  function tidy(): void {
    if (tidied) return;
    for (const item of fs.list(dirname(path))) {
      if (item.startsWith(`${basename(path)}.`) && item.endsWith('.tmp')) fs.remove(join(dirname(path), item));
    }
    tidied = true;
  }

  function put(next: T, lock: Lock): void {
    fs.writeThrough(temporary, writeVersioned(format.name, format.version, format.encode(next)));
    if (!lock.isOurs()) throw new Error('the lock was taken away');
    fs.rename(temporary, path);
  }

  function saveChanges(notices: Phrase[]): void {
    fs.makeFolder(dirname(path));
    withLock(fs, around, lockPath, (lock) => {
      tidy();
      const found = look();
      if (found.problem !== null) {
        notices.push(setAside(found.problem));
        // What could be understood exists only in memory now, also if the write below fails.
        pending.unshift((disk) => (disk === format.empty ? found.value : disk));
      }
      const next = pending.reduce((so, change) => change(so), found.value);
      put(next, lock);
      value = next;
      pending = [];
    });
  }

  function discardTemporary(): void {
    try {
      fs.remove(temporary);
    } catch {
      // The next process to save removes it.
    }
  }

  /** Says a failure once, and once that it is over. */
  function attempt(act: (notices: Phrase[]) => void): readonly Phrase[] {
    const notices: Phrase[] = [];
    try {
      act(notices);
      if (failing !== null) notices.push({ id: 'storage.saved-again', params: { path } });
      failing = null;
    } catch (error) {
      discardTemporary();
      if (failing === null) notices.push({ id: 'storage.not-saved', params: { path, code: codeOf(error) } });
      failing = codeOf(error);
    }
    return notices;
  }

  function open(): readonly Phrase[] {
    let found: Found<T>;
    try {
      found = look();
    } catch (error) {
      return [{ id: 'storage.not-read', params: { path, code: codeOf(error) } }];
    }
    value = found.value;
    if (found.problem === null) return [];
    return save ? attempt(saveChanges) : [{ id: 'storage.left-alone', params: { path } }];
  }

  const notices = open();
  return {
    notices,
    file: {
      path,
      value: () => value,
      isSaving: () => save && failing === null,
      update(change) {
        value = change(value);
        if (!save) return [];
        pending.push(change);
        return attempt(saveChanges);
      },
    },
  };
}

function resolved(fs: FileSystem, path: string): string {
  try {
    return fs.resolve(path);
  } catch {
    return path;
  }
}
