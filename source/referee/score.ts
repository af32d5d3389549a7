import type { Phrase } from '../phrase.ts';
import { hintsUsed } from './hints.ts';
import type { Session } from './session.ts';

/** 3 at or under par without hints and without a wrong move, 2 solved, 1 solved with hints, 0 not solved. A move taken back was not made. */
export function starsOf(session: Session): 0 | 1 | 2 | 3 {
  if (!isSolved(session)) return 0;
  if (hintsUsed(session.hints) > 0) return 1;
  return isOverPar(session) || wrongMoves(session).length > 0 ? 2 : 3;
}

/** Why a run that is solved has not all stars; nothing where it has. */
export function missingStars(session: Session): readonly Phrase[] {
  if (!isSolved(session)) return [];
  const wrong = wrongMoves(session);
  return [
    ...(hintsUsed(session.hints) > 0 ? [{ id: 'debrief.hint-cap' }] : []),
    ...(isOverPar(session) ? [{ id: 'debrief.over-par' }] : []),
    ...(wrong.length > 0 ? [{ id: 'debrief.wrong-cap', params: { n: wrong.length, numbers: wrong.join(', ') } }] : []),
  ];
}

function isSolved({ phase }: Session): boolean {
  return phase === 'won';
}

function isOverPar({ movesMade, drawn }: Session): boolean {
  return movesMade > drawn.level.par;
}

function wrongMoves({ judged }: Session): readonly number[] {
  return judged.filter(({ verdict }) => verdict.outcome === 'wrong').map(({ number }) => number);
}
