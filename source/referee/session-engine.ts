import type { CheckedHint, SessionEngine } from '../level/session-engine.ts';
import { passTo, play } from './play.ts';
import { fingerprint } from './fingerprint.ts';
import { hintOf } from './hints.ts';
import { STRAY } from './stray.ts';
import { facts, startSession, type Session } from './session.ts';
import { sessionView } from './view.ts';

function hint(session: Session): CheckedHint | null {
  const found = hintOf(session);
  return found && { id: found.id, deadEnd: found.deadEnd, step: found.steps[2], ...(found.id.startsWith(STRAY) && { rests: true }) };
}

/** The referee as level checks and the solver use it: for them a prediction stops no time. */
export const sessionEngine: SessionEngine<Session> = { startSession, play, advanceLive: passTo, sessionView, facts, fingerprint, hint };
