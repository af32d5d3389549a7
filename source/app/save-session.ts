import type { Phrase } from '../phrase.ts';
import { toldByMoves } from '../referee/met.ts';
import { toRun } from '../referee/replay.ts';
import type { Session } from '../referee/session.ts';
import type { SessionView } from '../referee/session-view.ts';
import type { Keeper } from '../storage/keeper.ts';

/** Keeps how far the run has come, or that it is solved, and what its verdicts have told. What the player must be told of it comes back. */
export function saveSession(keeper: Keeper, session: Session, { phase, stars, movesMade, expert }: Pick<SessionView, 'phase' | 'stars' | 'movesMade' | 'expert'>): readonly Phrase[] {
  const { id } = session.drawn.level;
  const told = [...keeper.played(toRun(session)), ...keeper.met(id, toldByMoves(session.judged))];
  if (phase === 'won') return [...told, ...keeper.solved(id, { stars, moves: movesMade, seed: session.drawn.seed, expert })];
  return [...told, ...keeper.reached(id, session.moves.length === 0 ? null : toRun(session))];
}
