/** Hints that follow from the state itself, where a level has none of its own. English. */
export const hints = {
  'hint.nothing-comes.1': 'Look at both ends. Who will speak next, and to whom?',
  'hint.nothing-comes.2': 'Nothing more reaches you here that wants a decision, however long you wait, and what happens by itself does not meet the goals.',
  'hint.nothing-comes.3': 'Take a move back with undo',
  'hint.stray.1': 'Compare your sockets and queues with what was sent and received. Which of your moves put them where they are?',
  'hint.stray.2': 'Move {number}, {line}, was wrong, and everything since rests on it.',
  'hint.stray.3': 'Take moves back with undo until move {number} is gone',
  'hint.reset-arrived.1': 'A RST has arrived, and not every RST ends a connection. Which of your segments may have drawn it, and do its numbers fit your state?',
  'hint.other-arrived.1': 'This arrival follows from an earlier move. Compare its flags and numbers with your state and with what you expect.',
  'hint.timer-went-off.1': 'No acknowledgment came in time. How often was it sent, and how long was the last wait?',
  'hint.as-linux': 'What Linux does now: {moves}. Or take the earlier move back with undo',
} as const;
