import type { KeyEntry } from '../keys.ts';

export type ScreenAction = 'help' | 'back' | 'quit' | 'suspend' | 'redraw' | 'language' | 'settings' | 'leave';

/** What the keys mean on every screen outside play; `interrupt` also while a field or a question is open. */
export const SCREEN_KEYS: Readonly<Record<'screen' | 'interrupt', readonly KeyEntry<ScreenAction>[]>> = {
  screen: [
    { keys: ['?', 'f1'], does: 'help', label: 'map.key-help', shown: '?', footer: 2 },
    { keys: ['q'], does: 'leave', label: 'map.key-leave', footer: 3 },
    { keys: ['L'], does: 'language', label: 'map.key-language', footer: 20 },
    { keys: [','], does: 'settings', label: 'map.key-settings', footer: 10 },
    { keys: ['esc'], does: 'back', label: 'map.key-back' },
  ],
  interrupt: [
    { keys: ['ctrl-c'], does: 'quit', label: 'map.key-quit' },
    { keys: ['ctrl-z'], does: 'suspend', label: 'map.key-suspend' },
    { keys: ['ctrl-l'], does: 'redraw', label: 'map.key-redraw' },
  ],
};

/** The keys while something to look for is typed. */
export const FIND_KEYS = [
  { keys: ['enter'], does: 'accept', label: 'map.key-find-done', footer: 1 },
  { keys: ['esc'], does: 'cancel', label: 'map.key-cancel', footer: 2 },
  { keys: ['backspace'], does: 'erase', label: 'map.key-erase' },
] as const satisfies readonly KeyEntry[];
