import { drawLevel } from '../level/draw.ts';
import type { Level } from '../level/level.ts';
import { begin, playLines, waitForEnd } from '../level/playthrough.ts';
import { metIn, spokenOfIn } from '../referee/met.ts';
import type { ReferenceKey } from '../referee/reference-key.ts';
import type { Session } from '../referee/session.ts';
import { sessionEngine } from '../referee/session-engine.ts';

/** What there is to meet in each level: the build finds it by playing, so that nobody waits for it. */
export interface ReferenceIndex {
  readonly format: typeof REFERENCE_FORMAT;
  readonly levels: Readonly<Record<string, readonly ReferenceKey[]>>;
  /** Of levels with a proof that holds: the rules and states of those hosts that were put to the real kernel. */
  readonly proved: Readonly<Record<string, readonly ReferenceKey[]>>;
}

export const REFERENCE_FORMAT = 1;
export const REFERENCE_FILE = 'reference.json';

/** Variants of a level that differ as a rule in what happens. A live level costs a second for each, and does the same with all. */
const SEEDS = ['1', '2', '3'];

/** What whoever solves a level has met: what its model solution meets, and what the level speaks of. */
export function metBySolving(level: Level): readonly ReferenceKey[] {
  const met = new Set<ReferenceKey>(spokenOfIn(level));
  for (const seed of level.mode === 'live' ? SEEDS.slice(0, 1) : SEEDS) {
    for (const key of metIn(solved(level, seed))) met.add(key);
  }
  return [...met].toSorted();
}

/** The model solution, played to its end. */
export function solved(level: Level, seed: string): Session {
  const drawn = drawLevel(level, seed);
  return waitForEnd(sessionEngine, playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution)).session;
}
