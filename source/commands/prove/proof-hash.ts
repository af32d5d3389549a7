import { createHash } from 'node:crypto';
import type { Level } from '../../level/level.ts';
import { planSolution, type ProvablePlay } from './prove-plans.ts';

/** Variants that are proved when no seed is named. */
export const PROVED_SEEDS: readonly string[] = ['1', '2', '3'];

/**
 * SHA-256 of what a real kernel is led through and of what it is expected to send, hexadecimal. A change of the level or of the
 * engine that changes nothing of that leaves it as it is.
 */
export function playHash(plays: readonly Pick<ProvablePlay, 'seed' | 'plans'>[]): string {
  return createHash('sha256').update(JSON.stringify(plays.map(({ seed, plans }) => ({ seed, plans })))).digest('hex');
}

/** Is this level still played as it was when it was proved? False where it was not proved. Plays the solution: tens of ms. */
export function isProofStale(level: Level): boolean {
  return level.proof !== null && playHash(level.proof.seeds.map((seed) => planSolution(level, seed))) !== level.proof.hash;
}
