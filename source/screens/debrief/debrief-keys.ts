import type { KeyTable } from '../../keys.ts';
import { SCREEN_KEYS } from '../screen-keys.ts';
import type { ScreenAction } from '../screen-keys.ts';

export type DebriefAction = ScreenAction | 'main' | 'retry' | 'next' | 'copy' | 'keep' | 'kernel' | 'panel' | 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down';

/** The keys of the debrief. Enter goes on when the level is solved, and tries again when it is not. */
export const DEBRIEF_KEYS: KeyTable<'screen' | 'interrupt' | 'debrief', 'debrief', DebriefAction> = {
  groups: {
    ...SCREEN_KEYS,
    debrief: [
      { keys: ['enter'], does: 'main', label: 'debrief.key-main', footer: 1 },
      { keys: ['t'], does: 'retry', label: 'debrief.key-retry', footer: 3 },
      { keys: ['n'], does: 'next', label: 'debrief.key-next-level' },
      { keys: ['c'], does: 'copy', label: 'debrief.key-copy', footer: 6 },
      { keys: ['e'], does: 'keep', label: 'debrief.key-keep', footer: 7 },
      { keys: ['o'], does: 'kernel', label: 'debrief.key-kernel', footer: 8 },
      { keys: ['tab', 'shift-tab'], does: 'panel', label: 'map.key-panel', shown: 'Tab', footer: 2 },
      { keys: ['up', 'k'], does: 'up', label: 'debrief.key-scroll', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'debrief.key-scroll', shown: 'Down j', footer: 5 },
      { keys: ['pgup'], does: 'page-up', label: 'map.key-page-up' },
      { keys: ['pgdn', 'space'], does: 'page-down', label: 'map.key-page-down', shown: 'PgDn Space' },
      { keys: ['home', 'g'], does: 'first', label: 'map.key-first', shown: 'Home g' },
      { keys: ['end', 'G'], does: 'last', label: 'map.key-last', shown: 'End G' },
    ],
  },
  contexts: { debrief: ['debrief', 'screen', 'interrupt'] },
  titles: { screen: 'help.everywhere', interrupt: 'help.always', debrief: 'debrief.title' },
};
