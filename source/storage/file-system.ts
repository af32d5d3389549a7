/**
 * The few operations on files that storage is built from, so that a test can fail or crash at any of them.
 * All are synchronous: a move is on disk before the next one can be made. Failures throw an Error with Node's `code`.
 */
export interface FileSystem {
  /** The text of a file, or null when there is none. */
  readText(path: string): string | null;
  /** Creates or replaces a file; when it returns, the text has reached the disk. */
  writeThrough(path: string, text: string): void;
  /** Puts text behind what a file holds, and creates it; when it returns, the text has reached the disk. */
  appendThrough(path: string, text: string): void;
  /** Creates a file that must not exist yet; false when it does. */
  createOnly(path: string, text: string): boolean;
  /** Puts a file in another's place in one step. */
  rename(from: string, to: string): void;
  /** Removes a file; none there is no error. */
  remove(path: string): void;
  /** Creates a folder and those above it; one that exists is no error. */
  makeFolder(path: string): void;
  /** Names in a folder; none when there is no folder. */
  list(folder: string): readonly string[];
  /** Where a symbolic link leads; the path itself when it is none, or nothing is there. */
  resolve(path: string): string;
}

/** Who writes, and the real time around it. */
export interface Surroundings {
  /** Unlike that of any other process now alive on any machine that shares the folder. */
  readonly owner: { readonly host: string; readonly pid: number; readonly nonce: string };
  /** Is a process of this machine alive? */
  isAlive(pid: number): boolean;
  /** Milliseconds of real time, steady. */
  now(): number;
  /** Blocks for so many milliseconds. */
  pause(ms: number): void;
}

/** Node's code of a failure (`ENOSPC`, `EROFS`), or the message when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return String(error);
}
