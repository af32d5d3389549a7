/** How sure the player said to be. */
export const CONFIDENCES = ['guess', 'think', 'sure'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Ratings as FSRS has them; a wrong answer is never `hard`, since FSRS takes that for a pass. */
export const RATINGS = ['again', 'hard', 'good', 'easy'] as const;
export type Rating = (typeof RATINGS)[number];

/** One answered question, as the log keeps it: raw, so that another schedule can be reckoned from it. */
export interface Review {
  /** The template. */
  readonly card: string;
  readonly version: number;
  readonly seed: string;
  /** As given; null: "I do not know yet". */
  readonly answer: string | null;
  readonly right: boolean;
  /** The misconception that the answer showed, or null. */
  readonly idea: string | null;
  readonly confidence: Confidence | null;
  /** A hint was taken. */
  readonly hint: boolean;
  readonly rating: Rating;
  /** ms since 1970, UTC, by the player's clock. */
  readonly at: number;
  /** ms between question and answer; null when nobody measured. */
  readonly took: number | null;
  readonly engine: string;
}

/** The rating that an answer gets by itself; the player may change it. */
export function ratingOf({ right, hint, confidence }: Pick<Review, 'right' | 'hint' | 'confidence'>): Rating {
  if (!right) return 'again';
  return hint || confidence === 'guess' ? 'hard' : 'good';
}
