import type { Ms } from '../../time.ts';
import { allowance, type Rate } from './allowance.ts';

/** Bytes of keys: a held arrow never waits, and a text that is pasted comes at once; a flood does not, for each key may be a frame to draw. */
export const KEY_RATE: Rate = { burst: 1024, perSecond: 96 };
/** Between two of these the others in the same process have their turn. */
const PIECE = 24;
/** No escape sequence of a key is longer. */
const SEQUENCE = 12;

/** Hands keys on at a pace that one process can serve to all; `reading` is stopped meanwhile, so that little waits here. */
export function paceKeys(give: (bytes: Uint8Array, done: () => void) => void, now: () => Ms, reading: { readonly stop: () => void; readonly start: () => void }, rate: Rate = KEY_RATE): { readonly keys: (bytes: Uint8Array) => void; readonly end: () => void } {
  const left = allowance(rate);
  const waiting: Uint8Array[] = [];
  let isGiving = false;
  let timer: NodeJS.Timeout | null = null;
  let isEnded = false;
  const next = (): void => {
    if (isGiving || timer !== null || isEnded) return;
    const piece = waiting[0];
    if (piece === undefined) {
      reading.start();
      return;
    }
    const wait = left.waitFor('', piece.length, now());
    if (wait > 0) {
      timer = setTimeout(() => {
        timer = null;
        next();
      }, Math.ceil(wait));
      return;
    }
    left.take('', piece.length, now());
    waiting.shift();
    isGiving = true;
    give(piece, () => {
      isGiving = false;
      next();
    });
  };
  return {
    keys(bytes) {
      waiting.push(...pieces(bytes));
      if (waiting.length > 1) reading.stop();
      next();
    },
    end() {
      isEnded = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Parts of at most PIECE bytes, none of which begins within an escape sequence. */
export function pieces(bytes: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = from + PIECE;
    const escape = end < bytes.length ? bytes.lastIndexOf(0x1b, end - 1) : -1;
    const to = escape > Math.max(from, end - SEQUENCE) ? escape : end;
    parts.push(bytes.subarray(from, to));
    from = to;
  }
  return parts;
}
