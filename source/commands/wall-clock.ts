import type { Shell } from './shell.ts';

/**
 * The time of day for what is kept of a player, ms since 1970. ACKADEMY_NOW=2026-01-05T09:00:00Z in the environment sets
 * it, and it goes on from there: so that days of study can be tried out in minutes. A time that cannot be read is ignored.
 */
export function wallClock({ env }: Shell): () => number {
  const set = Date.parse(env['ACKADEMY_NOW'] ?? '');
  if (Number.isNaN(set)) return () => Date.now();
  const begun = Date.now();
  return () => set + (Date.now() - begun);
}

/** When the day of a time began here, at midnight. */
export function dayOf(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
