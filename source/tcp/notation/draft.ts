import type { TcpOptions } from '../options.ts';
import type { Segment } from '../segment.ts';
import { skipSpaces, type Cursor } from './cursor.ts';
import { readFormula, type Scope } from './formula.ts';
import { notationError, type NotationError, type NotationErrorDetails, type NotationErrorName, type Outcome } from './notation-error.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A segment in the course of being read. */
export interface Draft {
  readonly cursor: Cursor;
  readonly scope: Scope;
  readonly fields: Mutable<Partial<Segment>>;
  readonly options: Mutable<TcpOptions>;
  /** Where each field was given, as an offset: for errors found at the end. */
  readonly places: Map<string, number>;
  /** The last number of `first:last`, until the length can be compared with it. */
  last: number | null;
  /** The flags came as letters, so ACK and URG are fields from here on. */
  lettered: boolean;
  /** It is tcpdump's `Flags [...]` line, with what tcpdump adds to it. */
  tcpdump: boolean;
}

/** What a reader returns: null when it read what it wanted. */
export type Problem = NotationError | null;

/** The error `name` at offset `at` of the text being read. */
export function problem(draft: Draft, name: NotationErrorName, at: number, details?: NotationErrorDetails): NotationError {
  return notationError(name, draft.cursor.text, at, details);
}

/** Notes that `field` is given at `at`; an error when it was given before. */
export function claim(draft: Draft, field: string, at: number): Problem {
  if (draft.places.has(field)) return problem(draft, 'field/twice', at);
  draft.places.set(field, at);
  return null;
}

/** Reads a formula whose value must not exceed `limit`; `tooBig` is the error when it does. */
export function readNumberUpTo(draft: Draft, limit: number, tooBig: NotationErrorName): Outcome<number> {
  const start = skipSpaces(draft.cursor.text, draft.cursor.at);
  const number = readFormula(draft.cursor, draft.scope);
  if (!number.ok || number.value <= limit) return number;
  const written = draft.cursor.text.slice(start, draft.cursor.at).trim();
  return { ok: false, error: problem(draft, tooBig, start, { got: written }) };
}

/** The error for a mark (such as `)`) or word that should come next and does not. */
export function missingMark(draft: Draft, mark: string): NotationError {
  return problem(draft, 'mark/expected', skipSpaces(draft.cursor.text, draft.cursor.at), { expected: mark });
}
