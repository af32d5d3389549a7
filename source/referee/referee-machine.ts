import { setup } from 'xstate';
import type { RefereeEventType } from './referee-phase.ts';

/**
 * How a level goes, without context: what is asked, when a move may come, how it ends. The session keeps its phase by
 * the table compiled from this machine. A move is judged while it runs, undo plays the moves before it anew, and the
 * debrief is a screen: none of them is a phase.
 */
export const refereeMachine = setup({ types: { events: {} as { readonly type: RefereeEventType } } }).createMachine({
  id: 'referee',
  initial: 'briefing',
  states: {
    briefing: { on: { 'level.opened': 'observing' } },
    observing: {
      on: { 'prediction.due': 'predicting', 'decision.due': 'awaiting-move', 'time.settled': 'awaiting-move', 'goal.reached': 'won', 'level.failed': 'lost' },
    },
    predicting: { on: { 'prediction.given': 'observing' } },
    'awaiting-move': { on: { 'move.made': 'running', 'time.passes': 'running' } },
    running: { on: { 'time.settled': 'observing', 'goal.reached': 'won', 'level.failed': 'lost' } },
    won: { type: 'final' },
    lost: { type: 'final' },
  },
});
