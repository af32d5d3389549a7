import type { KeyTable } from '../../keys.ts';
import { FIND_KEYS, SCREEN_KEYS } from '../screen-keys.ts';
import type { ScreenAction } from '../screen-keys.ts';

export type DebriefAction = ScreenAction | 'main' | 'retry' | 'next' | 'copy' | 'keep' | 'kernel' | 'time' | 'mirror' | 'part' | 'part-before' | 'move' | 'find' | 'accept' | 'cancel' | 'erase' | 'panel' | 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down';

/** The keys of the debrief. Enter goes on when the level is solved, and tries again when it is not. */
export const DEBRIEF_KEYS: KeyTable<'screen' | 'interrupt' | 'debrief' | 'find', 'debrief' | 'find', DebriefAction> = {
  groups: {
    ...SCREEN_KEYS,
    debrief: [
      { keys: ['enter'], does: 'main', label: 'debrief.key-main', footer: 1 },
      { keys: ['t'], does: 'retry', label: 'debrief.key-retry', footer: 3 },
      { keys: ['>'], does: 'next', label: 'debrief.key-next-level' },
      { keys: ['c'], does: 'copy', label: 'debrief.key-copy', footer: 10 },
      { keys: ['e'], does: 'keep', label: 'debrief.key-keep', footer: 11 },
      { keys: ['o'], does: 'kernel', label: 'debrief.key-kernel', footer: 4 },
      { keys: ['['], does: 'time', label: 'debrief.key-time', footer: 8 },
      { keys: ['m'], does: 'mirror', label: 'debrief.key-mirror', footer: 4 },
      { keys: ['n'], does: 'part', label: 'debrief.key-part', footer: 5 },
      { keys: ['N'], does: 'part-before', label: 'debrief.key-part-before' },
      { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], does: 'move', label: 'debrief.key-move', shown: '1-9', fixed: true },
      { keys: ['/'], does: 'find', label: 'map.key-find', footer: 6 },
      { keys: ['tab', 'shift-tab'], does: 'panel', label: 'map.key-panel', shown: 'Tab', footer: 2 },
      { keys: ['up', 'k'], does: 'up', label: 'debrief.key-scroll', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'debrief.key-scroll', shown: 'Down j', footer: 7 },
      { keys: ['pgup'], does: 'page-up', label: 'map.key-page-up' },
      { keys: ['pgdn', 'space'], does: 'page-down', label: 'map.key-page-down', shown: 'PgDn Space' },
      { keys: ['home', 'g'], does: 'first', label: 'map.key-first', shown: 'Home g' },
      { keys: ['end', 'G'], does: 'last', label: 'map.key-last', shown: 'End G' },
    ],
    find: FIND_KEYS,
  },
  contexts: { debrief: ['debrief', 'screen', 'interrupt'], find: ['find', 'interrupt'] },
  titles: { screen: 'help.everywhere', interrupt: 'help.always', debrief: 'debrief.title', find: 'map.find' },
};
