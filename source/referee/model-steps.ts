import type { DrawnLevel } from '../level/level.ts';
import { begin, isOver, LIVE_STEP, makeMove, playLines, skipPredictions, type Playthrough } from '../level/playthrough.ts';
import type { Move } from '../world/move.ts';
import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import type { Ms } from '../time.ts';
import { advanceLive } from './play.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { sessionEngine } from './session-engine.ts';
import type { Session, SessionOptions } from './session.ts';

/** A moment of the model solution, and the line that comes next; null at its end, and while a prediction is asked. */
export interface ModelStep {
  readonly session: Session;
  readonly line: string | null;
  /** The prediction that must be answered before it goes on. */
  readonly asks?: string;
}

/** What was said to predictions by their ids: the key of an option, or null for one that was skipped. */
export type Answers = Readonly<Record<string, string | null>>;

/** Waits after the last line before the rest is left alone: more than any level needs. */
const MOST_WAITS = 500;

/**
 * The model solution, moment by moment; time passes at the end until it is decided. Without `answers` predictions are
 * skipped; with them they are given, and the steps stop at the first that has none.
 */
export function modelSteps(drawn: DrawnLevel, options: SessionOptions = {}, answers: Answers | null = null): readonly ModelStep[] {
  const engine = { ...sessionEngine, advanceLive, startSession: (level: DrawnLevel) => sessionEngine.startSession(level, options) };
  const steps: ModelStep[] = [];
  let run: Playthrough<Session> = begin(engine, drawn);
  const predicted = (): boolean => {
    if (answers === null) {
      run = skipPredictions(engine, run);
      return true;
    }
    for (let id = predictionAsked(run); id !== null; id = predictionAsked(run)) {
      const answer = answers[id];
      if (answer === undefined) {
        steps.push({ session: run.session, line: null, asks: id });
        return false;
      }
      run = makeMove(engine, run, answer === null ? { do: 'skip' } : { do: 'predict', answer, confidence: null });
    }
    return true;
  };
  const take = (line: string, next: (run: Playthrough<Session>) => Playthrough<Session>): boolean => {
    if (!predicted()) return false;
    steps.push({ session: run.session, line });
    run = next(run);
    return true;
  };
  for (const line of drawn.solution) {
    if (isOver(run.view)) break;
    const until = drawn.level.mode === 'live' ? waitedUntil(run, line) : null;
    if (!take(line, (now) => playLines(engine, now, [line]))) return steps;
    // A prediction that is due on the way stops a wait; when it is answered, the rest is waited for.
    for (let rest = left(run, until); rest > 0; rest = left(run, until)) {
      const wait: Move = { do: 'wait', ms: rest };
      if (!take(printMove(wait), (now) => makeMove(engine, now, wait))) return steps;
    }
  }
  for (let waits = 0; waits < MOST_WAITS && !isOver(run.view); waits++) {
    const went = take(drawn.level.mode === 'live' ? `wait ${LIVE_STEP / 1000}s` : 'wait', (now) => makeMove(engine, now, { do: 'wait', ms: null }));
    if (!went) return steps;
  }
  return [...steps, { session: run.session, line: null }];
}

/** Ms of a wait that a prediction has cut short. */
function left({ view }: Playthrough<Session>, until: Ms | null): Ms {
  return until === null || isOver(view) ? 0 : until - view.world.now;
}

/** Until when a line waits; null when it does not. */
function waitedUntil({ view }: Playthrough<Session>, line: string): Ms | null {
  const read = parseMoveLine(line, {});
  return read.ok && read.value.do === 'wait' ? view.world.now + (read.value.ms ?? LIVE_STEP) : null;
}

function predictionAsked({ view }: Playthrough<Session>): string | null {
  return view.phase === 'predicting' ? (view.prediction?.id ?? null) : null;
}
