import type { Problem } from './problem.ts';

/** What a command wrote beside a level, read again. */
export interface KeptBeside<Kept> {
  /** The name of the command, for messages: `ackademy prove`. */
  readonly writtenBy: string;
  readonly example: string;
  readonly isKept: (value: unknown) => value is Kept;
}

/** Null where there is no file; a problem where something else stands in it than the command writes. */
export function readKept<Kept>(file: string, text: string | undefined, { writtenBy, example, isKept }: KeptBeside<Kept>): { readonly kept: Kept | null; readonly problems: readonly Problem[] } {
  if (text === undefined) return { kept: null, problems: [] };
  const value = parsed(text);
  if (isKept(value)) return { kept: value, problems: [] };
  return { kept: null, problems: [{ file, line: 1, column: 1, expected: `what "${writtenBy}" writes`, example, came: text.slice(0, 40).replaceAll('\n', ' ') }] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A whole number from 0 to a million, as counts in such files are. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}
