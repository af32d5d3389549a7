import type { KeyTable } from '../../keys.ts';
import { SCREEN_KEYS, type ScreenAction } from '../screen-keys.ts';

export type TimeAction =
  | ScreenAction
  | 'step-back' | 'forward' | 'first' | 'last' | 'move-before' | 'move-after'
  | 'branch' | 'beside' | 'way' | 'difference' | 'kernel' | 'take'
  | 'picture' | 'zoom' | 'up' | 'down' | 'page-up' | 'page-down';

/** The keys of the time mode: arrows and brackets go through the steps, `b` branches. */
export const TIME_KEYS: KeyTable<'time' | 'screen' | 'interrupt', 'time', TimeAction> = {
  groups: {
    ...SCREEN_KEYS,
    time: [
      { keys: ['left', '[', 'h'], does: 'step-back', name: 'time', label: 'time.key-back', shown: 'Left [', footer: 1 },
      { keys: ['right', ']', 'l'], does: 'forward', label: 'time.key-forward', shown: 'Right ]', footer: 2 },
      { keys: ['enter', 'b'], does: 'branch', label: 'time.key-branch', shown: 'Enter b', footer: 3 },
      { keys: ['n'], does: 'way', label: 'time.key-way', footer: 6 },
      { keys: ['v'], does: 'beside', label: 'time.key-beside', footer: 5 },
      { keys: ['d'], does: 'difference', label: 'time.key-difference', footer: 8 },
      { keys: ['t'], does: 'take', label: 'time.key-take', footer: 7 },
      { keys: ['o'], does: 'kernel', label: 'time.key-kernel', footer: 9 },
      { keys: ['tab', 'shift-tab'], does: 'picture', label: 'time.key-picture', shown: 'Tab', footer: 4 },
      { keys: ['z'], does: 'zoom', label: 'time.key-zoom', footer: 11 },
      { keys: ['{', '('], does: 'move-before', label: 'time.key-move-before', shown: '{ (' },
      { keys: ['}', ')'], does: 'move-after', label: 'time.key-move-after', shown: '} )' },
      { keys: ['home', 'g'], does: 'first', label: 'time.key-first', shown: 'Home g' },
      { keys: ['end', 'G'], does: 'last', label: 'time.key-last', shown: 'End G' },
      { keys: ['up', 'k'], does: 'up', label: 'time.key-scroll', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'time.key-scroll', shown: 'Down j' },
      { keys: ['pgup'], does: 'page-up', label: 'map.key-page-up' },
      { keys: ['pgdn', 'space'], does: 'page-down', label: 'map.key-page-down', shown: 'PgDn Space' },
    ],
  },
  contexts: { time: ['time', 'screen', 'interrupt'] },
  titles: { time: 'time.title', screen: 'help.everywhere', interrupt: 'help.always' },
};
