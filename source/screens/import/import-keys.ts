import type { KeyTable } from '../../keys.ts';

export type ImportAction = 'answer' | 'next' | 'back' | 'branch' | 'clear' | 'erase' | 'help' | 'leave' | 'make' | 'wait' | 'take-back' | 'side' | 'original';

/** The keys of an imported connection. Letters, digits and marks write into the field, so all others are no characters but `?`. */
export const IMPORT_KEYS: KeyTable<'watch' | 'branch' | 'always', 'watch' | 'branch', ImportAction> = {
  groups: {
    watch: [
      { keys: ['enter'], does: 'answer', label: 'import.key-answer', footer: 1 },
      { keys: ['right'], does: 'next', label: 'import.key-next', shown: 'Right', footer: 4 },
      { keys: ['left'], does: 'back', label: 'import.key-back', shown: 'Left', footer: 5 },
      { keys: ['tab'], does: 'branch', label: 'import.key-branch', footer: 2 },
      { keys: ['esc'], does: 'clear', label: 'import.key-clear' },
    ],
    branch: [
      { keys: ['enter'], does: 'make', label: 'import.key-make', footer: 1 },
      { keys: ['right'], does: 'wait', label: 'import.key-wait', shown: 'Right', footer: 4 },
      { keys: ['left'], does: 'take-back', label: 'import.key-take-back', shown: 'Left', footer: 5 },
      { keys: ['tab'], does: 'side', label: 'import.key-side', footer: 6 },
      { keys: ['esc'], does: 'original', label: 'import.key-original', footer: 2 },
    ],
    always: [
      { keys: ['backspace'], does: 'erase', label: 'map.key-erase' },
      { keys: ['?', 'f1'], does: 'help', label: 'map.key-help', shown: '?', footer: 3 },
      { keys: ['ctrl-c', 'ctrl-d'], does: 'leave', label: 'map.key-quit', shown: 'Ctrl-C', footer: 7 },
    ],
  },
  contexts: { watch: ['watch', 'always'], branch: ['branch', 'always'] },
  titles: { watch: 'import.title', branch: 'import.title-branch', always: 'help.always' },
};
