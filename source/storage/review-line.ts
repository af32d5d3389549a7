import type { IdeaMet } from '../quiz/history.ts';
import { CONFIDENCES, RATINGS, type Review } from '../quiz/review.ts';
import { isRecord } from './versioned.ts';

/** A line of the log: an answer, that a move in a level showed a wrong idea, or that the answer before it is taken back. */
export type ReviewEntry = LastingEntry | { readonly do: 'undo'; readonly at: number };
export type LastingEntry = { readonly do: 'answer'; readonly review: Review } | { readonly do: 'met'; readonly met: IdeaMet };

/** The text of an entry with its line end. */
export function reviewLine(entry: ReviewEntry): string {
  return `${JSON.stringify({ v: 1, ...contentOf(entry) })}\n`;
}

function contentOf(entry: ReviewEntry): object {
  if (entry.do === 'undo') return { undo: true, at: entry.at };
  return entry.do === 'met' ? { met: entry.met.idea, level: entry.met.level, at: entry.met.at } : entry.review;
}

/** An entry from its line; null for what is none: half of a line that was being written, or a later version's. */
export function readReviewLine(line: string): ReviewEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['v'] !== 1 || !isTime(value['at'])) return null;
  if (value['undo'] === true) return { do: 'undo', at: value['at'] };
  if (isText(value['met'], 20)) return isText(value['level'], 200) ? { do: 'met', met: { idea: value['met'], level: value['level'], at: value['at'] } } : null;
  const { v: _v, ...review } = value;
  return isReview(review) ? { do: 'answer', review } : null;
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 8.64e15;
const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;

function isReview(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Review {
  const { card, version, seed, answer, right, idea, confidence, hint, rating, at, took, engine } = value;
  return isText(card, 100) && typeof version === 'number' && isText(seed, 100) && (answer === null || isText(answer, 300)) && typeof right === 'boolean'
    && (idea === null || isText(idea, 20)) && (confidence === null || CONFIDENCES.some((one) => one === confidence)) && typeof hint === 'boolean'
    && RATINGS.some((one) => one === rating) && isTime(at) && (took === null || typeof took === 'number') && isText(engine, 40);
}
