import { drawLevel } from '../../level/draw.ts';
import type { DrawnLevel, Level } from '../../level/level.ts';
import { begin, isOver, makeMove, playLines, waitForEnd } from '../../level/playthrough.ts';
import { metIn, spokenOfIn } from '../../referee/met.ts';
import type { ReferenceKey } from '../../referee/reference-key.ts';
import type { Session } from '../../referee/session.ts';
import { sessionEngine } from '../../referee/session-engine.ts';

/** What there is to meet in each level: the build finds it by playing, so that nobody waits for it. */
export interface ReferenceIndex {
  readonly format: typeof REFERENCE_FORMAT;
  readonly levels: Readonly<Record<string, readonly ReferenceKey[]>>;
  /** Of levels with a proof that holds: the rules and states of those hosts that were put to the real kernel. */
  readonly proved: Readonly<Record<string, readonly ReferenceKey[]>>;
}

export const REFERENCE_FORMAT = 1;
export const REFERENCE_FILE = 'reference.json';

/** Variants of a level that differ as a rule in what happens. A live level takes long to play, and all its variants do the same. */
const SEEDS = ['1', '2', '3'];

/** A model solution that was played. */
export interface Solved {
  readonly drawn: DrawnLevel;
  readonly session: Session;
}

/** What whoever solves a level has met: what its model solution meets, and what the level speaks of. */
export function metBySolving(level: Level, plays: readonly Solved[] = solve(level)): readonly ReferenceKey[] {
  const met = new Set<ReferenceKey>(spokenOfIn(level));
  for (const { session } of plays) for (const key of metIn(session)) met.add(key);
  return [...met].toSorted();
}

/** The model solution in some variants: to its end, or in a live level, which does nothing new then, until its last move has had a second. */
export function solve(level: Level): readonly Solved[] {
  const isLive = level.mode === 'live';
  return (isLive ? SEEDS.slice(0, 1) : SEEDS).map((seed) => {
    const drawn = drawLevel(level, seed);
    const played = playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution);
    return { drawn, session: isLive ? (isOver(played.view) ? played : makeMove(sessionEngine, played, { do: 'wait', ms: null })).session : waitForEnd(sessionEngine, played).session };
  });
}
