import type { Phrase } from '../../phrase.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';

/** One connection from a file: what two ends said to each other, to be watched and asked for. */
export interface Conversation {
  /** The ends by name; 0 spoke first. */
  readonly ends: readonly [string, string];
  readonly spoken: readonly Spoken[];
  /** Packets of other protocols that the file has, too. */
  readonly others: number;
}

export interface Spoken {
  /** From 1. */
  readonly n: number;
  /** ms since the first one. */
  readonly at: Ms;
  readonly from: 0 | 1;
  /** Absolute numbers. */
  readonly segment: Segment;
  /** Fields that the file does not say: a script need not tell windows or options of what it expects. */
  readonly unsaid: readonly ('win' | 'options')[];
  /** Where it stands in the file: a line, or the number of a frame. */
  readonly place: number;
}

export type Imported = { readonly ok: true; readonly conversation: Conversation } | { readonly ok: false; readonly why: Phrase };

export function refused(id: string, params: NonNullable<Phrase['params']> = {}): Imported {
  return { ok: false, why: { id: `import.${id}`, params } };
}
