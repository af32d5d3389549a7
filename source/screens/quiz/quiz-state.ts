import type { Phrase } from '../../phrase.ts';
import type { CardFacts, History } from '../../quiz/history.ts';
import { numberOfLetter } from '../../quiz/letters.ts';
import { readAnswer } from '../../quiz/read-answer.ts';
import { RATINGS, type Confidence, type Rating, type Review } from '../../quiz/review.ts';
import { afterTold, NEW_SITTING, putNext, rated, tell, type Course, type Open, type Sitting, type Told } from '../../quiz/sitting.ts';
import type { QuizContext } from './quiz-keys.ts';

/** What a sitting at the screen needs from outside. */
export interface QuizWorld {
  readonly course: Course;
  readonly history: () => History;
  /** Keeps an answer; what the player should be told when it cannot be saved. */
  readonly keep: (review: Review) => readonly Phrase[];
  readonly now: () => number;
  readonly factsOf: (card: string) => CardFacts | null;
  /** What the player should be told about what was found when it was opened. */
  readonly notices: readonly Phrase[];
}

/** What stands on the screen. */
export interface QuizState {
  readonly sitting: Sitting;
  /** The question that is answered or was answered last; null at the end. */
  readonly open: Open | null;
  readonly typed: string;
  /** The option under the cursor. */
  readonly cursor: number;
  /** What the player gave, as long as he is asked how sure he is. */
  readonly given: { readonly answer: string } | null;
  readonly told: Told | null;
  readonly scroll: number;
  /** A line that could not be read, and why; or that something could not be saved. */
  readonly notice: Phrase | null;
  /** More was wanted than a day holds. */
  readonly beyondDay: boolean;
}

export function openQuiz(world: QuizWorld): QuizState {
  return withNext({ sitting: NEW_SITTING, open: null, typed: '', cursor: 0, given: null, told: null, scroll: 0, notice: null, beyondDay: false }, world);
}

/** The next question, or the end of the sitting. */
function withNext(state: QuizState, { course, history, now }: QuizWorld): QuizState {
  const sitting = putNext(state.sitting, state.beyondDay ? { ...course, dayOf: null } : course, history(), now());
  return { ...state, sitting, open: sitting.open, typed: '', cursor: 0, given: null, told: null, scroll: 0 };
}

/** Goes on though the day holds no more. */
export function withMore(state: QuizState, world: QuizWorld): QuizState {
  return withNext({ ...state, beyondDay: true }, world);
}

export function contextOf({ open, given, told }: QuizState): QuizContext {
  if (open === null) return 'over';
  if (told !== null) return 'told';
  if (given !== null) return 'sure';
  return open.question.options === null ? 'write' : 'choose';
}

/** A character: a letter chooses an option and a digit a line of a list; everything else is written. */
export function withText(state: QuizState, text: string): QuizState {
  const { open } = state;
  const context = contextOf(state);
  if (open === null || (context !== 'choose' && context !== 'write')) return state;
  if (context === 'write') return { ...state, typed: (state.typed + text.replace(open.question.template.kind === 'text' ? /\p{C}/gu : /[^\x20-\x7e]/g, '')).slice(0, 200), notice: null };
  const index = open.question.template.kind === 'line' ? '123456789'.indexOf(text) : numberOfLetter(text);
  return index >= 0 && index < open.question.options!.length ? { ...state, cursor: index, given: { answer: open.question.options![index]! }, notice: null } : state;
}

/** The answer under the cursor or in the field. */
export function withAnswer(state: QuizState): QuizState {
  const { open, typed, cursor } = state;
  if (open === null) return state;
  if (open.question.options !== null) return { ...state, given: { answer: open.question.options[cursor]! }, notice: null };
  if (typed.trim() === '') return state;
  const read = readAnswer(open.question, typed);
  if (!read.ok) return { ...state, notice: read.problem };
  return read.answer === null ? state : { ...state, given: { answer: read.answer }, notice: null };
}

/** What is told of the answer; null: not known yet. It is kept when the player goes on, with the rating that he leaves. */
export function withTold(state: QuizState, { course, now }: QuizWorld, answer: string | null, confidence: Confidence | null): QuizState {
  return { ...state, told: tell(state.sitting, course, { answer, confidence }, now()), scroll: 0, notice: null };
}

export function withNextRating(state: QuizState): QuizState {
  const { told } = state;
  if (told === null) return state;
  return { ...state, told: rated(told, ratingAfter(told.review)) };
}

/** A wrong answer is never a pass: it stays Again. */
function ratingAfter({ rating, right }: Review): Rating {
  return right ? RATINGS[(RATINGS.indexOf(rating) + 1) % RATINGS.length]! : 'again';
}

/** Keeps what was told, and puts the next question. */
export function goneOn(state: QuizState, world: QuizWorld): QuizState {
  const { told } = state;
  if (told === null) return state;
  const [notice = null] = keepTold(state, world);
  return { ...withNext({ ...state, sitting: afterTold(state.sitting, told) }, world), notice };
}

/** Keeps what was told, when something is. */
export function keepTold({ told }: QuizState, world: QuizWorld): readonly Phrase[] {
  return told === null ? [] : world.keep(told.review);
}
