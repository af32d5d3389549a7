import type { DrawnLevel } from '../level/level.ts';
import type { Tap } from '../world/journal.ts';
import type { Move, TimedMove } from '../world/move.ts';
import { passTo, hint, play } from './play.ts';
import { ENGINE_VERSION, type RunFile } from './run.ts';
import { isOver, startSession, timed, type Session, type SessionOptions } from './session.ts';

/** Plays timed moves from the start: the fold behind undo, redo, resume and re-judging. */
export function replay(drawn: DrawnLevel, options: SessionOptions, moves: readonly TimedMove[]): Session {
  let session = startSession(drawn, options);
  for (const { at, move } of moves) {
    session = playAgain(caughtUp(session, at), move);
  }
  return session;
}

/** In a live level, the session at the time of the next move. */
export function caughtUp(session: Session, at: number): Session {
  return session.drawn.level.mode === 'live' && at > session.world.now ? passTo(session, at) : session;
}

/** Makes a move of a record. An answer whose prediction is not due yet was given on a way that was taken back: it waits. */
export function playAgain(session: Session, move: Move): Session {
  // What was read was read, also where none would be given on the way that is left: a prediction is asked, or all were given.
  if (move.do === 'hint' && !isOver(session)) return hint(session).session;
  const early = (move.do === 'predict' || move.do === 'skip') && session.phase !== 'predicting' && !isOver(session);
  return early ? { ...session, saidBefore: [...session.saidBefore, move], moves: timed(session, move) } : play(session, move).session;
}

/** Predictions and hints stay when a move is taken back: what was said was said, what was read was read. */
export const KEPT: ReadonlySet<Move['do']> = new Set(['predict', 'skip', 'hint']);

function lastUndoable(session: Session): number {
  return session.moves.findLastIndex(({ move }) => !KEPT.has(move.do));
}

export function canUndo(session: Session): boolean {
  return lastUndoable(session) >= 0;
}

/** Takes the last move back, waiting included. Free in practice; the same session when there is nothing to take back. */
export function undo(session: Session): Session {
  const index = lastUndoable(session);
  if (index < 0) return session;
  const taken = session.moves[index]!;
  const rest = session.moves.filter((_, i) => i !== index);
  const before = caughtUp(replay(session.drawn, session.options, rest), taken.at);
  return { ...before, undone: [...session.undone, taken] };
}

/** Makes a move again that was taken back. */
export function redo(session: Session): Session {
  const taken = session.undone.at(-1);
  if (!taken) return session;
  const next = play(caughtUp(session, taken.at), taken.move).session;
  return { ...next, undone: session.undone.slice(0, -1) };
}

/** The record to keep or hand on. In a live level, time that passed since the last move is kept as a wait. */
export function toRun(session: Session): RunFile {
  const { level, seed } = session.drawn;
  const last = session.moves.at(-1)?.at ?? 0;
  const live = level.mode === 'live' && session.world.now > last;
  return {
    format: 'ackademy-run',
    version: 1,
    level: level.id,
    levelVersion: level.version,
    engine: ENGINE_VERSION,
    kernel: session.options.kernel ?? level.kernel,
    seed,
    expert: session.options.expert ?? false,
    moves: live ? [...session.moves, { at: last, move: { do: 'wait', ms: session.world.now - last } }] : session.moves,
  };
}

/** Plays a run again. The drawn level must be that of the run's level and seed. `tap` hears of each segment of a live level. */
export function fromRun(run: RunFile, drawn: DrawnLevel, tap?: Tap): Session {
  return replay(drawn, { expert: run.expert, kernel: run.kernel, ...(tap && { tap }) }, run.moves);
}
