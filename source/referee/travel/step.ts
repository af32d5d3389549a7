import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import type { Move } from '../../world/move.ts';
import type { Sample } from '../../world/traffic-state.ts';

/** One thing that happened at a step. `host`: where; `from`: who sent the segment, `n`: its running number. */
export type TravelEvent =
  /** The player's; `number`: of the judged move, null where nothing is judged. */
  | { readonly what: 'move'; readonly host: string | null; readonly move: Move; readonly number: number | null }
  | { readonly what: 'sent'; readonly host: string; readonly to: string | null; readonly n: number; readonly segment: Segment; readonly again: boolean }
  | { readonly what: 'arrived' | 'lost' | 'no-host'; readonly host: string; readonly from: string; readonly n: number; readonly segment: Segment }
  /** `reason`: Linux's name for the drop, null where it has none. */
  | { readonly what: 'dropped'; readonly host: string; readonly from: string; readonly n: number; readonly segment: Segment; readonly reason: string | null }
  | { readonly what: 'timer'; readonly host: string; readonly name: string; readonly about: string }
  | { readonly what: 'state'; readonly host: string; readonly from: string; readonly to: string; readonly about: string }
  | { readonly what: 'queue'; readonly host: string; readonly queue: 'syn' | 'accept' | 'out-of-order'; readonly length: number; readonly change: 1 | -1 }
  /** `result`: as strace prints it, null while it blocks. */
  | { readonly what: 'call'; readonly host: string; readonly call: string; readonly result: string | null }
  /** The player is asked what the host's kernel does. */
  | { readonly what: 'asked'; readonly host: string }
  /** A full second of a level that keeps no segments. */
  | { readonly what: 'second'; readonly sample: Sample };

/** A moment of a run at which one may stand. */
export interface Step {
  readonly at: Ms;
  /** What happened since the step before, in order; empty where only time passed. */
  readonly events: readonly TravelEvent[];
  /** Which stretch of the run it belongs to, and after how many of its happenings it comes; null: at its end. */
  readonly leg: number;
  readonly tick: number | null;
  /** One may play on from here. Within what follows a move that is played in turns one may not: nobody is asked there. */
  readonly acts: boolean;
  /** So many moves of the run are made. */
  readonly made: number;
}
