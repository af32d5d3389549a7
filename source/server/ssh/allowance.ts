import type { Ms } from '../../time.ts';

/** So much at once, and so much more with time. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** What is left of a rate to everybody it is counted for. */
export interface Allowance {
  /** Takes some away if all of it is there, and says whether it was. */
  readonly take: (who: string, amount: number, now: Ms) => boolean;
  /** How long until so much is there, ms. */
  readonly waitFor: (who: string, amount: number, now: Ms) => Ms;
}

/** Who is forgotten first has not come for the longest time: a flood of names takes no memory. */
const MOST_NAMES = 10_000;

/** Counts for each name by itself. */
export function allowance({ burst, perSecond }: Rate): Allowance {
  const left = new Map<string, { amount: number; at: Ms }>();
  const refilled = (who: string, now: Ms): number => {
    const known = left.get(who);
    return known === undefined ? burst : Math.min(burst, known.amount + ((now - known.at) / 1000) * perSecond);
  };
  return {
    take(who, amount, now) {
      const has = refilled(who, now);
      const isThere = has >= Math.min(amount, burst);
      left.delete(who);
      left.set(who, { amount: isThere ? has - amount : has, at: now });
      if (left.size > MOST_NAMES) left.delete(left.keys().next().value!);
      return isThere;
    },
    waitFor: (who, amount, now) => Math.max(0, ((Math.min(amount, burst) - refilled(who, now)) / perSecond) * 1000),
  };
}
