import type { BotResult } from '../level/bots.ts';
import type { Phrase } from '../phrase.ts';

/** What people made of a level, and who they are: the player's own plays, or a class that is loaded. */
export interface Scores {
  /** The line above the bars: whose plays these are, and how many. */
  readonly label: Phrase;
  /** Moves of each play that won. */
  readonly won: readonly number[];
  /** Plays that did not win; null where nobody has counted them: then no bar is shown for them. */
  readonly notWon: number | null;
}

/** Plays that took so many moves; `to` null: or more. */
export interface Bin {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

/** Plays that won by how many moves they took, up to par first, in five bins at most; and those that did not win. */
export interface Histogram {
  readonly plays: number;
  readonly bins: readonly Bin[];
  readonly notWon: number;
}

/** Widths of the bins above par, in moves. */
const WIDTHS = [1, 2, 4];

export function histogramOfScores({ won, notWon }: Scores, par: number): Histogram {
  const counts: Record<string, number> = {};
  for (const moves of won) counts[moves] = (counts[moves] ?? 0) + 1;
  return histogramOf({ plays: won.length + (notWon ?? 0), won: counts }, par);
}

export function histogramOf({ plays, won }: Pick<BotResult, 'plays' | 'won'>, par: number): Histogram {
  const count = (from: number, to: number | null): number => Object.entries(won).reduce((sum, [moves, some]) => (Number(moves) >= from && (to === null || Number(moves) <= to) ? sum + some : sum), 0);
  const bins: Bin[] = [{ from: 0, to: par, count: count(0, par) }];
  let from = par + 1;
  for (const width of WIDTHS) {
    bins.push({ from, to: from + width - 1, count: count(from, from + width - 1) });
    from += width;
  }
  bins.push({ from, to: null, count: count(from, null) });
  return { plays, bins, notWon: plays - bins.reduce((sum, bin) => sum + bin.count, 0) };
}
