import { hintsUsed } from './hints.ts';
import type { Session } from './session.ts';

/** 3 at or under par without hints, 2 solved, 1 solved with hints, 0 not solved. */
export function starsOf(session: Session): 0 | 1 | 2 | 3 {
  if (session.phase !== 'won' && session.phase !== 'debrief') return 0;
  if (hintsUsed(session.hints) > 0) return 1;
  return session.movesMade <= session.drawn.level.par ? 3 : 2;
}
