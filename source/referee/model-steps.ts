import type { DrawnLevel } from '../level/level.ts';
import { begin, isOver, LIVE_STEP, makeMove, playLines, skipPredictions, type Playthrough } from '../level/playthrough.ts';
import { sessionEngine } from './session-engine.ts';
import type { Session, SessionOptions } from './session.ts';

/** A moment of the model solution, and the line that comes next; null at its end. */
export interface ModelStep {
  readonly session: Session;
  readonly line: string | null;
}

/** Waits after the last line before the rest is left alone: more than any level needs. */
const MOST_WAITS = 500;

/** The model solution, moment by moment; predictions are skipped, and time passes at the end until it is decided. */
export function modelSteps(drawn: DrawnLevel, options: SessionOptions = {}): readonly ModelStep[] {
  const engine = { ...sessionEngine, startSession: (level: DrawnLevel) => sessionEngine.startSession(level, options) };
  const steps: ModelStep[] = [];
  let run: Playthrough<Session> = skipPredictions(engine, begin(engine, drawn));
  const take = (line: string, next: (run: Playthrough<Session>) => Playthrough<Session>): void => {
    steps.push({ session: run.session, line });
    run = skipPredictions(engine, next(run));
  };
  for (const line of drawn.solution) {
    if (isOver(run.view)) break;
    take(line, (now) => playLines(engine, now, [line]));
  }
  for (let waits = 0; waits < MOST_WAITS && !isOver(run.view); waits++) {
    take(drawn.level.mode === 'live' ? `wait ${LIVE_STEP / 1000}s` : 'wait', (now) => makeMove(engine, now, { do: 'wait', ms: null }));
  }
  return [...steps, { session: run.session, line: null }];
}
