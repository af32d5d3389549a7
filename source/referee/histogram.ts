import type { BotResult } from '../level/bots.ts';

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
