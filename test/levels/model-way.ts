import { play } from '../../source/referee/play.ts';
import type { Session } from '../../source/referee/session.ts';
import { openSlots } from '../../source/world/decision.ts';
import type { Move } from '../../source/world/move.ts';

/** What Linux does where it is asked; where nothing is, the next thing is waited for. */
export function asLinux({ world: { pending } }: Session): Move {
  if (!pending) return { do: 'wait', ms: null };
  const slot = openSlots(pending)[0];
  const { sent, to, queue } = pending.expected;
  if (slot === 'state') return { do: 'state', state: to };
  if (slot === 'queue') return { do: 'queue', queue };
  return sent[0] ? { do: 'send', segment: sent[0] } : { do: 'silent' };
}

export function pastPredictions(session: Session): Session {
  return session.phase === 'predicting' ? pastPredictions(play(session, { do: 'skip' }).session) : session;
}

export function isOver({ phase }: Session): boolean {
  return phase === 'won' || phase === 'lost';
}
