import type { Level } from '../level/level.ts';
import { canonicalJson } from './canonical.ts';
import { hexOf, sha256 } from './sha256.ts';

/** What only tells of a level: a corrected sentence or a new proof makes no other level of it. */
const TELLS = new Set(['texts', 'title', 'minutes', 'proof', 'bots', 'needs', 'rows', 'sources', 'teaches', 'uses', 'world', 'mirror']);

/** Equal for levels that play and judge alike: 16 hexadecimal digits of SHA-256 over all that decides. */
export function levelHash(level: Level): string {
  return hexOf(sha256(canonicalJson(Object.fromEntries(Object.entries(level).filter(([key]) => !TELLS.has(key))))), 16);
}
