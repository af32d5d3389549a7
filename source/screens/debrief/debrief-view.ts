import type { Phrase } from '../../phrase.ts';
import type { JudgedMove } from '../../referee/session-view.ts';
import type { LadderEntry } from '../../world/view.ts';

/** A prediction and what came of it. */
export interface PredictionResult {
  readonly question: Phrase;
  /** What the player said; null when he skipped it. */
  readonly said: Phrase | null;
  /** What was true; null while nobody knows (the level ended before). */
  readonly truth: Phrase | null;
  readonly right: boolean;
  readonly confidence: 1 | 2 | 3 | null;
}

/** Everything that the debrief shows of one finished run. */
export interface DebriefView {
  readonly level: string;
  /** Its place on the map, e.g. `5-2`; empty for a level that is on none. */
  readonly place: string;
  readonly solved: boolean;
  readonly stars: 0 | 1 | 2 | 3;
  readonly par: number;
  readonly movesMade: number;
  readonly hints: number;
  readonly moves: readonly JudgedMove[];
  /** Segments that the player could not see while he played, oldest first. */
  readonly hidden: readonly Extract<LadderEntry, { readonly kind: 'segment' }>[];
  /** Names of the hosts by lifeline, for the hidden segments. */
  readonly hosts: readonly string[];
  readonly predictions: readonly PredictionResult[];
  readonly loss: Phrase | null;
  readonly sources: readonly string[];
  readonly seed: string;
  readonly kernel: string;
  readonly engine: string;
  readonly receipt: string | null;
}
