import { refereeTable } from './referee-table.ts';

export const REFEREE_EVENTS = [
  'level.opened',
  'prediction.due',
  'prediction.given',
  'decision.due',
  'move.made',
  'move.judged',
  'time.settled',
  'goal.reached',
  'level.failed',
  'move.undone',
  'debrief.opened',
] as const;
export type RefereeEventType = (typeof REFEREE_EVENTS)[number];

export const REFEREE_STATES = ['briefing', 'observing', 'predicting', 'awaiting-move', 'judging', 'running', 'won', 'lost', 'debrief'] as const;
export type RefereeState = (typeof REFEREE_STATES)[number];

/** The next phase. An event that has no meaning in this phase is a fault of the program and throws. */
export function nextPhase(state: RefereeState, event: RefereeEventType): RefereeState {
  const next = refereeTable[state]?.[event];
  if (next === undefined) throw new Error(`referee: ${event} has no meaning in ${state}`);
  return next as RefereeState;
}
