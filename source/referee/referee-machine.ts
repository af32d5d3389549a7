import { setup } from 'xstate';
import { compileTable } from '../connection/compiled-table.ts';

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

/**
 * How a level goes, without context: what is shown, what is asked, when a move may come. The session keeps its phase by
 * the table compiled from this machine.
 */
export const refereeMachine = setup({ types: { events: {} as { readonly type: RefereeEventType } } }).createMachine({
  id: 'referee',
  initial: 'briefing',
  states: {
    briefing: { on: { 'level.opened': 'observing' } },
    observing: {
      on: { 'prediction.due': 'predicting', 'decision.due': 'awaiting-move', 'time.settled': 'awaiting-move', 'goal.reached': 'won', 'level.failed': 'lost' },
    },
    predicting: { on: { 'prediction.given': 'observing', 'move.undone': 'observing' } },
    'awaiting-move': { on: { 'move.made': 'judging', 'prediction.due': 'predicting', 'goal.reached': 'won', 'level.failed': 'lost', 'move.undone': 'observing' } },
    judging: { on: { 'move.judged': 'running' } },
    running: { on: { 'time.settled': 'observing', 'goal.reached': 'won', 'level.failed': 'lost' } },
    won: { on: { 'move.undone': 'observing', 'debrief.opened': 'debrief' } },
    lost: { on: { 'move.undone': 'observing', 'debrief.opened': 'debrief' } },
    debrief: { on: { 'move.undone': 'observing' } },
  },
});

export const REFEREE_STATES = ['briefing', 'observing', 'predicting', 'awaiting-move', 'judging', 'running', 'won', 'lost', 'debrief'] as const;
export type RefereeState = (typeof REFEREE_STATES)[number];

const table = compileTable(refereeMachine);

/** The next phase. An event that has no meaning in this phase is a fault of the program and throws. */
export function nextPhase(state: RefereeState, event: RefereeEventType): RefereeState {
  const next = table[state]?.[event];
  if (next === undefined) throw new Error(`referee: ${event} has no meaning in ${state}`);
  return next as RefereeState;
}
