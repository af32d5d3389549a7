import { changeLines, openingLines } from './transcript.ts';
import type { Referee } from './dialogue.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import type { TimedMove } from '../world/move.ts';
import type { Ms } from '../time.ts';
import type { Voice } from './voice.ts';

/** What was typed (null at the start, and while time passes in a live level), and what was said to it. */
export interface Exchange {
  readonly typed: string | null;
  readonly lines: readonly string[];
}

/** How much virtual time of a live level is told at once. */
const LIVE_STEP: Ms = 5000;

/** The transcript of a run: what the plain mode says when its moves are made one after another. */
export function recording<S>(referee: Referee<S>, opened: S, moves: readonly TimedMove[], voice: Voice): readonly Exchange[] {
  let session = opened;
  let view = referee.view(session);
  const exchanges: Exchange[] = [{ typed: null, lines: openingLines(view, voice) }];
  const goOn = (typed: string | null, next: S): void => {
    const after = referee.view(next);
    const isOver = after.phase === 'won' || after.phase === 'lost';
    exchanges.push({ typed, lines: changeLines(view, after, voice, isOver ? referee.debrief(next) : null) });
    [session, view] = [next, after];
  };
  for (const { at, move } of moves) {
    while (view.mode === 'live' && at > view.world.now && view.phase !== 'won' && view.phase !== 'lost' && view.phase !== 'predicting') goOn(null, referee.advanceLive(session, Math.min(at, view.world.now + LIVE_STEP)));
    const played = referee.play(session, move);
    if (played.session !== session) goOn(printMove(move), played.session);
  }
  return exchanges;
}
