import type { CallResult } from '../kernel/call-errnos.ts';
import type { Errno } from '../kernel/errno.ts';

/** What a program is told by a call: a number of bytes (0 from read(): end-of-file), an errno with -1, or nothing yet. */
export type Told = number | 'blocks' | Errno;

export function toldBy(result: CallResult): Told {
  if (result.ok === 'blocks') return 'blocks';
  return result.ok ? result.value : result.errno;
}

export function resultOf(told: Told): CallResult {
  if (told === 'blocks') return { ok: 'blocks' };
  return typeof told === 'number' ? { ok: true, value: told } : { ok: false, errno: told };
}

/** As a move is written: `20`, `-1 EPIPE`, `blocks`. */
export function printTold(told: Told): string {
  return typeof told === 'number' || told === 'blocks' ? String(told) : `-1 ${told}`;
}
