import { drawLevel } from '../level/draw.ts';
import type { DrawnLevel, Level } from '../level/level.ts';
import { hintsUsed } from '../referee/hints.ts';
import { ideasBetween } from '../referee/ideas-shown.ts';
import { caughtUp, playAgain } from '../referee/replay.ts';
import { MISSES } from '../referee/verdict.ts';
import { isOver, startSession, type Session } from '../referee/session.ts';
import type { JournalEntry } from './journal.ts';
import type { TimedMove } from '../world/move.ts';
import type { PlayedLevel } from './hand-in.ts';

/** A wrong idea that showed in play: by a move, or by the answer to a question. */
export interface IdeaShown {
  readonly idea: string;
  /** Number of the entry in the journal. */
  readonly at: number;
}

/** A way of a level that came to its end, or that the student stopped on. */
export interface Ending {
  readonly solved: boolean;
  readonly lost: boolean;
  readonly moves: number;
  /** Times that something was taken back before it in this attempt: since the level was opened, or opened again after an end. */
  readonly undone: number;
  /** As many as were read at once in this level up to here, also in an attempt before: the numbers are the same, and what was read was read. */
  readonly hints: number;
  readonly wrong: number;
  readonly asked: number;
  readonly answered: number;
  readonly answers: readonly { readonly id: string; readonly answer: string | null; readonly right: boolean | null }[];
  /** Number of the last entry before it. */
  readonly at: number;
}

export interface JournalPlayed {
  /** In order; the last one is where the student stopped. */
  readonly endings: readonly Ending[];
  readonly ideas: readonly IdeaShown[];
  /** Verdicts on moves that were not as they should be, each with how often. */
  readonly wrongMoves: Readonly<Record<string, number>>;
  /** How the last wrong move was judged before the student stopped unsolved, `-` where there was none; null where the level was solved. */
  readonly stuckAt: string | null;
}

/** States that are kept to go back to; further back the level is played again from its start. */
const KEPT_STATES = 40;
/** Moves that are played at most for one level, those that are played again with them: nobody's play takes so many. */
const MOST_PLAYED = 6000;

/** The journal asks for more than anybody's play. */
export class TooMuchError extends Error {}


/** Plays a journal again, with what was taken back. Throws TooMuchError, or EndlessWorldError where the moves make a world without end. */
export function playJournal(level: Level, { head, journal }: PlayedLevel): JournalPlayed {
  const way = new Way(drawLevel(level, head.seed), { expert: head.expert, kernel: head.kernel });
  const endings: Ending[] = [];
  const ideas: IdeaShown[] = [];
  const wrongMoves: Record<string, number> = {};
  let undone = 0;
  let hints = 0;
  let wasOver = false;
  let last: string | null = null;
  for (const [at, entry] of journal.entries()) {
    const before = way.session;
    // Who begins again after an end begins another attempt.
    if (entry.kind === 'back' && entry.to < way.length) undone = wasOver && entry.to === 0 ? 0 : undone + 1;
    way.go(entry);
    const { session } = way;
    hints = Math.max(hints, hintsUsed(session.hints));
    if (entry.kind !== 'back') {
      for (const { verdict } of session.judged.slice(before.judged.length)) {
        if (MISSES.has(verdict.outcome)) {
          wrongMoves[verdict.name] = (wrongMoves[verdict.name] ?? 0) + 1;
          last = verdict.name;
        }
      }
      for (const idea of ideasBetween(before, session)) ideas.push({ idea, at });
    }
    if (isOver(session) && !wasOver) endings.push(endingOf(session, { undone, hints, at }));
    wasOver = isOver(session);
  }
  const stop = endingOf(way.session, { undone, hints, at: journal.length - 1 });
  if (!wasOver) endings.push(stop);
  return { endings, ideas, wrongMoves, stuckAt: endings.some(({ solved }) => solved) ? null : (last ?? '-') };
}

/** The way that is played now, and states on it to go back to. */
class Way {
  session: Session;
  private readonly start: Session;
  private readonly states: { readonly count: number; readonly session: Session }[] = [];
  /** As the journal counts them: also a move that is refused here. */
  private readonly moves: TimedMove[] = [];
  private played = 0;

  constructor(drawn: DrawnLevel, options: { readonly expert: boolean; readonly kernel: string }) {
    this.start = startSession(drawn, options);
    this.session = this.start;
  }

  get length(): number {
    return this.moves.length;
  }

  go(entry: JournalEntry): void {
    if (entry.kind === 'back') this.back(entry.to);
    else if (entry.kind === 'move') this.move(entry.timed);
    else this.session = caughtUp(this.session, entry.at);
  }

  private move(timed: TimedMove): void {
    if (++this.played > MOST_PLAYED) throw new TooMuchError(`more than ${MOST_PLAYED} moves`);
    this.session = playAgain(caughtUp(this.session, timed.at), timed.move);
    this.moves.push(timed);
    this.states.push({ count: this.moves.length, session: this.session });
    if (this.states.length > KEPT_STATES) this.states.shift();
  }

  private back(to: number): void {
    if (to >= this.moves.length) return;
    while ((this.states.at(-1)?.count ?? 0) > to) this.states.pop();
    const last = this.states.at(-1);
    const again = this.moves.slice(last?.count ?? 0, to);
    this.moves.length = last?.count ?? 0;
    this.session = last?.session ?? this.start;
    for (const timed of again) this.move(timed);
  }
}

function endingOf(session: Session, so: Pick<Ending, 'undone' | 'hints' | 'at'>): Ending {
  const { predictions } = session;
  return {
    solved: session.phase === 'won',
    lost: session.phase === 'lost',
    moves: session.movesMade,
    ...so,
    wrong: session.judged.filter(({ verdict }) => MISSES.has(verdict.outcome)).length,
    asked: predictions.length,
    answered: predictions.filter(({ answer }) => answer !== null).length,
    answers: predictions.map(({ id, answer, truth }) => ({ id, answer, right: truth === null || answer === null ? null : answer === truth })),
  };
}
