import type { Phrase } from '../../phrase.ts';
import type { Place } from '../language/script.ts';

/** How a script ended. It passed only when every event happened as written and nothing in it was unknown. */
export type ScriptResult =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly place: Place; readonly difference: Difference }
  /** Something in it that the target or this program does not have. */
  | { readonly kind: 'skip'; readonly place: Place | null; readonly feature: string };

/** Where script and kernel part. Texts are notation, or phrases of the catalogue where words are needed. */
export interface Difference {
  readonly field: DifferenceField;
  readonly expected: string | Phrase;
  readonly actual: string | Phrase;
}

export const DIFFERENCE_FIELDS = [
  'segment',
  'flags',
  'seq',
  'length',
  'ack',
  'win',
  'urg',
  'options',
  'time',
  'return-time',
  'result',
  'errno',
  'value',
  'assertion',
  'command',
  'connection',
  'descriptor',
] as const;
/** What differs. `connection`: the segment belongs to none; `descriptor`: a number that is not open, or open already. */
export type DifferenceField = (typeof DIFFERENCE_FIELDS)[number];

/** Ends a run: something is not as written. Inside the runner only. */
export class Mismatch extends Error {
  readonly place: Place;
  readonly difference: Difference;

  constructor(place: Place, difference: Difference) {
    super(difference.field);
    this.place = place;
    this.difference = difference;
  }
}

/** Ends a run: something is needed that is not there. A target throws it when it notices only while it runs. */
export class NotModelled extends Error {
  readonly feature: string;
  readonly place: Place | null;

  constructor(feature: string, place: Place | null = null) {
    super(feature);
    this.feature = feature;
    this.place = place;
  }
}
