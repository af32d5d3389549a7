import type { Move } from '../move.ts';
import { parseMoveLine } from './parse-move.ts';
import { printMove } from './print-move.ts';

/**
 * A value from a file as a move, or null: it is one exactly when writing it down and reading the line gives the same
 * value. So files are held to the notation's limits, and there is no second description of what a move is.
 */
export function checkMove(value: unknown): Move | null {
  try {
    const read = parseMoveLine(printMove(value as Move));
    return read.ok && canonical(read.value) === canonical(value) ? read.value : null;
  } catch {
    return null;
  }
}

/** Equal for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).sort().join(',')}}`;
}
