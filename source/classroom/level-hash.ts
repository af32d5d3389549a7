import type { Level } from '../level/level.ts';
import { canonicalJson } from './canonical.ts';
import { hexOf, sha256 } from './sha256.ts';

/** What decides how a level goes and what it is worth. All else tells of it only: a corrected sentence or a new proof makes no other level. */
const DECIDES = ['id', 'version', 'role', 'mode', 'kernel', 'par', 'draw', 'setup', 'sysctls', 'calls', 'goals', 'lose', 'predictions', 'hints', 'menu'] as const satisfies readonly (keyof Level)[];

/** Equal for levels that play and are marked alike: 16 hexadecimal digits of SHA-256 over all that decides. */
export function levelHash(level: Level): string {
  return hexOf(sha256(canonicalJson(Object.fromEntries(DECIDES.map((key) => [key, level[key]])))), 16);
}
