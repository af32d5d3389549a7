/** Hints that follow from the state itself, where a level has none of its own. English. */
export const hints = {
  'hint.nothing-comes.1': 'Look at both ends. Who will speak next, and to whom?',
  'hint.nothing-comes.2': 'Nothing more reaches you here that wants a decision, however long you wait, and what happens by itself does not meet the goals.',
  'hint.nothing-comes.3': 'Take a move back with undo',
  'hint.reset-arrived.1': 'A RST has arrived, and not every RST ends a connection. Which of your segments may have drawn it, and do its numbers fit your state?',
  'hint.other-arrived.1': 'This arrival follows from an earlier move. Compare its flags and numbers with your state and with what you expect.',
  'hint.as-linux': 'What Linux does now: {moves}. Or take the earlier move back with undo',
} as const;
