import type { Phrase } from '../phrase.ts';

/** What a move was worth. Source: the verdicts chapter of the architecture. */
export const OUTCOMES = ['as-linux', 'allowed', 'wrong', 'effective', 'no-effect', 'harmful', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A place where the rule can be read. */
export type Citation =
  | { readonly rfc: string; readonly section: string }
  | { readonly kernel: string; readonly file: string }
  | { readonly man: string };

/**
 * The judgement of one move. `name` is 'area/reason', of this move in this state; there is no catch-all.
 * `why` says what rule applies, `evidence` what was seen (with the numbers), `counterfactual` what Linux would have done.
 */
export interface Verdict {
  readonly name: string;
  readonly outcome: Outcome;
  /** Fact number, F-x.y; null where no fact decides: refusals, calls that do as they are told. */
  readonly rule: string | null;
  readonly misconception?: string;
  readonly why: Phrase;
  readonly evidence: Phrase | null;
  readonly counterfactual: Phrase | null;
  readonly cite: readonly Citation[];
}

/** A verdict whose name is one of a judge's own list: it can give no other. */
export interface Named<Name extends string> extends Verdict {
  readonly name: Name;
}

/** Outcomes of moves that did not do what they were for: two alike bring a hint, and a class report counts them. */
export const MISSES: ReadonlySet<string> = new Set<Outcome>(['wrong', 'no-effect', 'harmful']);
