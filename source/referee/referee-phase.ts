import { refereeTable } from './referee-table.ts';

export const REFEREE_EVENTS = [
  'level.opened',
  'prediction.due',
  'prediction.given',
  'decision.due',
  'move.made',
  'time.passes',
  'time.settled',
  'goal.reached',
  'level.failed',
] as const;
export type RefereeEventType = (typeof REFEREE_EVENTS)[number];

export const REFEREE_STATES = ['briefing', 'observing', 'predicting', 'awaiting-move', 'running', 'won', 'lost'] as const;
export type RefereeState = (typeof REFEREE_STATES)[number];

/** The next phase. An event that has no meaning in this phase is a fault of the program and throws. */
export function nextPhase(state: RefereeState, event: RefereeEventType): RefereeState {
  const next = refereeTable[state]?.[event];
  if (next === undefined) throw new Error(`referee: ${event} has no meaning in ${state}`);
  return next as RefereeState;
}
