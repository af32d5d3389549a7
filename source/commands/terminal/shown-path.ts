/** A file's name, whole, without characters that could command a terminal. */
export function shownPath(path: string): string {
  return path.replace(/[^\x20-\x7e\p{L}\p{N}]/gu, '?');
}
