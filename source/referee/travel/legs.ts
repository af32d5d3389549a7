import type { Ms } from '../../time.ts';
import type { TimedMove } from '../../world/move.ts';
import { passTo } from '../play.ts';
import { caughtUp, playAgain, toRun } from '../replay.ts';
import { startSession, type Session, type SessionOptions } from '../session.ts';

/** A stretch of a run: how the level opens, time that passes in a live level until the next move, a move with what follows it. */
export type Leg = { readonly do: 'open' } | { readonly do: 'pass'; readonly until: Ms } | { readonly do: 'move'; readonly timed: TimedMove };

/** What replays the run, as `replay` does. */
export function legsOf(session: Session): Leg[] {
  const isLive = session.drawn.level.mode === 'live';
  const moves = toRun(session).moves.flatMap((timed): Leg[] => [...(isLive ? [{ do: 'pass', until: timed.at } as const] : []), { do: 'move', timed }]);
  return [{ do: 'open' }, ...moves];
}

/** Whether a stretch of time of a live level can be gone on with from its middle. */
export function isPassing(leg: Leg, before: Session): boolean {
  return before.drawn.level.mode === 'live' && before.phase !== 'predicting' && (leg.do === 'pass' || (leg.do === 'move' && leg.timed.move.do === 'wait'));
}

export function playLeg(leg: Leg, before: Session | null, { drawn, options }: Session, onHappening?: SessionOptions['onHappening']): Session {
  const own = { ...options, ...(onHappening && { onHappening }) };
  if (leg.do === 'open' || before === null) return { ...startSession(drawn, own), options };
  const listening = { ...before, options: own };
  const after = leg.do === 'pass' ? caughtUp(listening, leg.until) : playAgain(listening, leg.timed.move);
  return { ...after, options };
}

/** Goes on from the middle of a stretch of time to its end. */
export function passOn(middle: Session, until: Ms, onHappening?: SessionOptions['onHappening']): Session {
  const { options } = middle;
  return { ...passTo({ ...middle, options: { ...options, ...(onHappening && { onHappening }) } }, until), options };
}
