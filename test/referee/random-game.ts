import { drawLevel } from '../../source/level/draw.ts';
import type { Level } from '../../source/level/level.ts';
import { createRandom, mix } from '../../source/random.ts';
import { play } from '../../source/referee/play.ts';
import { redo, replay, toRun, undo } from '../../source/referee/replay.ts';
import { isOver, startSession, type Session } from '../../source/referee/session.ts';
import type { Verdict } from '../../source/referee/verdict.ts';
import { sessionView } from '../../source/referee/view.ts';
import { whim, type Whim } from './random-mover.ts';

export interface RandomGame {
  readonly session: Session;
  /** Moves made, refused ones and takings back included. */
  readonly made: number;
  readonly verdicts: readonly Verdict[];
}

/** Plays a level at random until it is over or `most` moves are made. `look` is shown every step. */
export function randomGame(level: Level, seed: number, most: number, look: (session: Session, move: Whim) => void): RandomGame {
  const random = createRandom(mix(seed, 99));
  let session = startSession(drawLevel(level, String(seed)));
  const verdicts: Verdict[] = [];
  let made = 0;
  while (made < most && !isOver(session)) {
    const move = whim(random, session, sessionView(session));
    made++;
    if (move.do === 'undo') session = undo(session);
    else if (move.do === 'redo') session = redo(session);
    else {
      const played = play(session, move);
      if (played.verdict) verdicts.push(played.verdict);
      session = played.session;
    }
    look(session, move);
  }
  return { session, made, verdicts };
}

/** The same game from its record, which keeps the time that passed after the last move of a live level. */
export function again(session: Session): Session {
  return replay(session.drawn, session.options, toRun(session).moves);
}
