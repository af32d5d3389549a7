import type { Ms } from '../time.ts';
import type { Predicate } from '../level/goal.ts';

/** Fields of a segment that can be asked for. `at`: when it was sent, ms; mss: the option's value. */
export const SEGMENT_FIELDS = ['seq', 'ack', 'win', 'length', 'flags', 'mss', 'scale', 'at'] as const;
export type SegmentField = (typeof SEGMENT_FIELDS)[number];

/** Which segment is meant, among those that `from` sent, oldest first. */
export interface SegmentPick {
  readonly from: string;
  readonly to?: string;
  /** Exactly these, as in `S.`. */
  readonly flags?: string;
  /** Sent at this time or later, ms. */
  readonly after?: Ms;
  readonly dstPort?: number;
  readonly srcPort?: number;
  /** The n-th of them, from 1; from the end when negative. Default 1. */
  readonly nth?: number;
}

/**
 * A question to a world that has been run: what a template takes its truth from, and its wrong options from worlds with
 * another rule. Each kind is one function in read.ts. Null where there is nothing to read.
 */
export type Reading =
  | { readonly segment: SegmentPick; readonly field: SegmentField }
  | { readonly count: SegmentPick }
  | { readonly state: { readonly host: string; readonly port?: number; readonly peerPort?: number } }
  | { readonly queue: { readonly host: string; readonly name: 'syn' | 'accept' | 'out-of-order' } }
  | { readonly counter: { readonly host: string; readonly name: string } }
  | { readonly returned: { readonly host: string; readonly call: string; readonly nth?: number } }
  | { readonly accepted: { readonly host: string } }
  /** How many bytes the connection of the host may have under way, as its peer has said: SND.WND. */
  | { readonly window: { readonly host: string } }
  /** When the condition first held, ms. */
  | { readonly first: Predicate }
  /** Whether it held at the end: true or false as 1 or 0. */
  | { readonly holds: Predicate };

/** What was read. A text is a term of the field, equal in all languages: a state, flags, an errno. */
export type Read = number | string | null;
