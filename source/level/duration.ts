import type { Ms } from '../time.ts';
import { parseDuration as parseTypedDuration } from '../world/move-notation/duration.ts';

/** Reads `250ms`, `3s`, `1.5s`, `2min` as the plain mode does, and a bare number as milliseconds. Null for anything else. */
export function parseDuration(written: string | number): Ms | null {
  if (typeof written === 'number') return Number.isFinite(written) && written >= 0 ? written : null;
  if (/^\d{1,9}$/.test(written)) return Number(written);
  const typed = parseTypedDuration(written.trim());
  return typed.ok ? typed.value : null;
}
