import { setup } from 'xstate';
import type { RefereeEventType } from './referee-phase.ts';

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
