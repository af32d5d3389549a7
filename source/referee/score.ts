import type { Phrase } from '../phrase.ts';
import { hintsUsed } from './hints.ts';
import type { Session } from './session.ts';
import { tollOf } from './toll.ts';

/** 3 at or under par without hints, without a wrong move and, for an operator, without more harm than the level spares; 2 solved, 1 solved with hints, 0 not solved. A move taken back was not made. */
export function starsOf(session: Session): 0 | 1 | 2 | 3 {
  if (!isSolved(session)) return 0;
  if (hintsUsed(session.hints) > 0) return 1;
  return isOverPar(session) || wrongMoves(session).length > 0 || harmDone(session).length > 0 ? 2 : 3;
}

/** Why a run that is solved has not all stars; nothing where it has. */
export function missingStars(session: Session): readonly Phrase[] {
  if (!isSolved(session)) return [];
  const wrong = wrongMoves(session);
  return [
    ...(hintsUsed(session.hints) > 0 ? [{ id: 'debrief.hint-cap' }] : []),
    ...(isOverPar(session) ? [{ id: 'debrief.over-par' }] : []),
    ...harmDone(session),
    ...(wrong.length > 0 ? [{ id: 'debrief.wrong-cap', params: { n: wrong.length, numbers: wrong.join(', ') } }] : []),
  ];
}

/** What an operator did to those whom he serves, each with its measure; nothing in other roles. */
function harmDone(session: Session): readonly Phrase[] {
  const { role, spare, solution } = session.drawn.level;
  const needed = solution.filter((line) => /\bcall close\b/.test(line)).length;
  if (role !== 'operator') return [];
  const { harmful, letDown, restarts } = tollOf(session);
  return [
    ...(harmful.length > 0 ? [{ id: 'debrief.harm-cap', params: { n: harmful.length, numbers: harmful.join(', ') } }] : []),
    ...(spare !== null && letDown > spare ? [{ id: 'debrief.let-down-cap', params: { n: letDown, spare } }] : []),
    ...(restarts > needed ? [{ id: 'debrief.restart-cap', params: { n: restarts, needed } }] : []),
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
