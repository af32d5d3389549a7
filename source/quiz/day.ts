/** What one day holds at most: about six minutes, and not more that is new than can be repeated on the days after it. */
export const DAILY = { answers: 20, fresh: 6 } as const;

/** An answer of these days: all that a day's count needs. */
export interface Recent {
  /** ms since 1970, by the player's clock. */
  readonly at: number;
  /** It was the first answer to its card. */
  readonly isFresh: boolean;
}

/** So many answers are remembered for that; more in a day are beyond any cap. */
const MOST_RECENT = 3 * DAILY.answers;

export function withRecent(recent: readonly Recent[], one: Recent): readonly Recent[] {
  return [...recent.slice(1 - MOST_RECENT), one];
}

/** What is left of a day that began at `since`; never below 0. A clock that went backwards gives a new day. */
export function leftOf(recent: readonly Recent[], since: number, now: number): { readonly answers: number; readonly fresh: number } {
  const today = recent.filter(({ at }) => at >= since && at <= now);
  return { answers: Math.max(0, DAILY.answers - today.length), fresh: Math.max(0, DAILY.fresh - today.filter(({ isFresh }) => isFresh).length) };
}

/** What waits now: cards due (those of ideas that play has shown among them), new ones for today, and answers that the day still holds. */
export interface Waiting {
  readonly due: number;
  readonly fresh: number;
  readonly left: number;
}

const SECONDS_A_QUESTION = 20;

/** About how long it takes, in minutes. */
export function minutesOf({ due, fresh, left }: Waiting): number {
  return Math.ceil((Math.min(left, due + fresh) * SECONDS_A_QUESTION) / 60);
}
