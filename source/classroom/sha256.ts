import { createHash } from 'node:crypto';

/** SHA-256 over some texts, each kept apart from the next: `ab`, `c` is not `a`, `bc`. */
export function sha256(...texts: readonly string[]): Uint8Array {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:${text}`);
  return hash.digest();
}

/** So many lower-case hexadecimal digits of it. */
export function hexOf(bytes: Uint8Array, digits: number): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, digits);
}
