import type { RunFile } from '../referee/run.ts';
import type { Ms } from '../time.ts';
import type { TimedMove } from '../world/move.ts';
import { printMove } from '../world/move-notation/print-move.ts';

/**
 * How a level was played, in order: the moves, and where the player went back to the first `to` of them, to undo or to begin
 * again. What stands at the end is the run; what was taken back is still there to be judged and counted.
 */
export type JournalEntry = { readonly kind: 'move'; readonly timed: TimedMove } | { readonly kind: 'back'; readonly to: number } | { readonly kind: 'until'; readonly at: Ms };

/** The moves that stand after some entries, and the virtual time that a live level had come to. */
export interface Standing {
  readonly moves: readonly TimedMove[];
  readonly until: Ms;
}

export const NOTHING_STANDS: Standing = { moves: [], until: 0 };

/** The run without the wait that a live level ends with: its time, and what was done. */
export function standingOf({ moves }: Pick<RunFile, 'moves'>, isLive: boolean): Standing {
  const last = moves.at(-1);
  if (!isLive || last?.move.do !== 'wait') return { moves, until: last?.at ?? 0 };
  return { moves: moves.slice(0, -1), until: last.at + (last.move.ms ?? 0) };
}

/** What must be written behind a journal so that it tells of the run as it stands now. Empty where nothing has changed. */
export function entriesBetween(before: Standing, now: Standing): readonly JournalEntry[] {
  const same = commonLength(before.moves, now.moves);
  return [
    ...(same < before.moves.length ? [{ kind: 'back', to: same } as const] : []),
    ...now.moves.slice(same).map((timed): JournalEntry => ({ kind: 'move', timed })),
    ...(now.until > (now.moves.at(-1)?.at ?? 0) && now.until !== before.until ? [{ kind: 'until', at: now.until } as const] : []),
  ];
}

function commonLength(a: readonly TimedMove[], b: readonly TimedMove[]): number {
  const different = a.findIndex((timed, index) => !isSame(timed, b[index]));
  return different < 0 ? a.length : different;
}

/** As they are written: a move that was read again from a file holds the same in another order, or without what follows from it. */
function isSame(a: TimedMove, b: TimedMove | undefined): boolean {
  return b !== undefined && a.at === b.at && printMove(a.move) === printMove(b.move);
}

/** What stands at the end of a journal. A step back beyond the beginning leads to it. */
export function standingAfter(journal: readonly JournalEntry[]): Standing {
  const moves: TimedMove[] = [];
  let until = 0;
  for (const entry of journal) {
    if (entry.kind === 'until') until = entry.at;
    else if (entry.kind === 'back') {
      moves.length = Math.min(moves.length, entry.to);
      until = moves.at(-1)?.at ?? 0;
    } else {
      moves.push(entry.timed);
      until = Math.max(until, entry.timed.at);
    }
  }
  return { moves, until };
}
