import type { Level } from '../level/level.ts';
import type { Ms } from '../time.ts';
import { advance } from '../world/advance.ts';
import type { Move } from '../world/move.ts';
import { perform } from '../world/perform.ts';
import { act, type Played } from './act.ts';
import { hintsUsed, nextHint } from './hints.ts';
import { duePrediction, fits, givenBy, type PredictionMove } from './predictions.ts';
import { nextPhase } from './referee-phase.ts';
import { refuse } from './refusal.ts';
import { checkHorizon, copyOf, facts, isOver, observer, settled, timed, watchOf, type Session } from './session.ts';

/**
 * Makes a move. The session given stays as it is. A refused move gives a verdict that says why, and the same session.
 * A move made while a prediction is asked skips the prediction, which is recorded; a hint then would give the answer away.
 */
export function play(session: Session, move: Move): Played {
  if (isOver(session)) return { session, verdict: refuse('level-is-over') };
  if (move.do === 'hint') return askForHint(session);
  if (move.do === 'predict' || move.do === 'skip') return predict(session, move);
  if (session.phase === 'predicting' && mustPredict(session)) return { session, verdict: refuse('class-predict') };
  if (session.phase === 'predicting') return skipAndPlay(session, move);
  if (move.do === 'wait' && !session.world.pending) return wait(session, move.ms);
  return act(session, move);
}

/** The class wants each question answered before the next move. */
export function mustPredict({ options }: Session): boolean {
  return options.graded?.predict === 'required';
}

/** A refused move is none: it skips nothing. */
function skipAndPlay(session: Session, move: Move): Played {
  const played = play(predict(session, { do: 'skip' }).session, move);
  return played.verdict?.outcome === 'refused' ? { session, verdict: played.verdict } : played;
}

function askForHint(session: Session): Played {
  if (session.options.expert) return { session, verdict: refuse('expert-hint') };
  if (session.phase === 'predicting') return { session, verdict: refuse('prediction-first') };
  const most = session.options.graded?.hints ?? Infinity;
  if (hintsUsed(session.hints) >= most) return { session, verdict: refuse('class-hints', { n: most }) };
  const next = hint(session);
  return next.session.hints === session.hints ? { session, verdict: refuse('no-more-hints') } : next;
}

/** One step of help. */
export function hint(session: Session): Played {
  const hints = nextHint(session);
  return { session: { ...session, hints, moves: timed(session, { do: 'hint' }), undone: [] }, verdict: null };
}

function predict(session: Session, move: PredictionMove): Played {
  const due = duePrediction(session.drawn.level, session.predictions, facts(session));
  if (session.phase !== 'predicting' || !due) return { session, verdict: refuse('nothing-to-predict') };
  if (move.do === 'skip' && mustPredict(session)) return { session, verdict: refuse('class-predict') };
  if (move.do === 'predict' && !fits(due, move)) {
    return { session, verdict: refuse('no-such-option', { answer: move.answer, options: due.options.map(({ key }) => key).join(', ') }) };
  }
  const state = givenBy(due.id, move);
  const next: Session = { ...session, moves: timed(session, move), undone: [], phase: nextPhase(session.phase, 'prediction.given'), predictions: [...session.predictions, state] };
  return { session: settled(next, watchOf(next)), verdict: null };
}

/** Letting time pass is no move where nothing waits for a decision. */
function wait(session: Session, ms: number | null): Played {
  if (session.drawn.level.mode === 'live') return { session: passTo(session, session.world.now + (ms ?? 1000)), verdict: null };
  const copy = copyOf(session);
  const watch = watchOf(copy);
  const mark = copy.countersBefore;
  perform(copy.world, { do: 'wait', ms }, observer(copy.drawn, watch, copy.options));
  checkHorizon(copy.world, watch);
  const running: Session = { ...copy, phase: nextPhase(session.phase, 'time.passes'), moves: timed(session, { do: 'wait', ms }), undone: [], countersBefore: mark };
  return { session: settled(running, watch), verdict: null };
}

/** Lets the virtual time of a live level pass up to `toMs`; what is asked or decided on the way stops it: a prediction is asked at the moment when it is due. */
export function advanceLive(session: Session, toMs: Ms): Session {
  return passing(session, toMs, () => true);
}

/** The same for what was played before: a prediction stops no time, it was answered when it was. What was said on a way that was taken back counts as soon as it is due. */
export function passTo(session: Session, toMs: Ms): Session {
  return passing(session, toMs, (due, [said]) => said !== undefined && fits(due, said));
}

type StopsAt = (due: Level['predictions'][number], said: readonly PredictionMove[]) => boolean;

function passing(session: Session, toMs: Ms, stopsAt: StopsAt): Session {
  if (isOver(session) || session.phase === 'predicting') return session;
  const copy = copyOf(session);
  const watch = watchOf(copy);
  const { world, drawn, options, saidBefore } = copy;
  const until = Math.min(toMs, world.setup.horizon);
  const observe = observer(drawn, watch, options, (due) => stopsAt(due, saidBefore));
  advance(world, until, observe);
  checkHorizon(world, watch);
  const next = settled({ ...copy, phase: nextPhase(session.phase, 'time.passes') }, watch);
  return world.now < until && next.phase !== 'predicting' && !world.pending ? passing(next, toMs, stopsAt) : next;
}
