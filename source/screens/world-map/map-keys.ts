import type { KeyTable } from '../../keys.ts';
import { FIND_KEYS, SCREEN_KEYS } from '../screen-keys.ts';
import type { ScreenAction } from '../screen-keys.ts';

export type MapGroup = 'screen' | 'interrupt' | 'map' | 'find' | 'ask';
export type MapContext = 'map' | 'find' | 'ask';
/** What leads away from the map. */
export type MapExit = ScreenAction | 'reference' | 'quiz';
export type MapAction = MapExit | 'left' | 'right' | 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down' | 'world' | 'to-next' | 'mirror' | 'play' | 'panel' | 'expert' | 'example' | 'find' | 'next-match' | 'previous-match' | 'accept' | 'erase' | 'cancel';

/** The keys of the world map. */
export const MAP_KEYS: KeyTable<MapGroup, MapContext, MapAction> = {
  groups: {
    ...SCREEN_KEYS,
    map: [
      { keys: ['enter'], does: 'play', label: 'map.key-play', footer: 1 },
      { keys: ['tab', 'shift-tab'], does: 'panel', label: 'map.key-panel', shown: 'Tab', footer: 30 },
      { keys: ['left', 'h'], does: 'left', label: 'map.key-left', shown: 'Left h' },
      { keys: ['right', 'l'], does: 'right', label: 'map.key-right', shown: 'Right l' },
      { keys: ['up', 'k'], does: 'up', label: 'map.key-up', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'map.key-down', shown: 'Down j' },
      { keys: ['home', 'g'], does: 'first', label: 'map.key-first', shown: 'Home g' },
      { keys: ['end', 'G'], does: 'last', label: 'map.key-last', shown: 'End G' },
      { keys: ['pgup'], does: 'page-up', label: 'map.key-world-before' },
      { keys: ['pgdn'], does: 'page-down', label: 'map.key-world-after' },
      { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], does: 'world', label: 'map.key-world', fixed: true, shown: '1-9', footer: 5 },
      { keys: ['0'], does: 'to-next', label: 'map.key-to-next' },
      { keys: ['r'], does: 'reference', label: 'map.key-reference', footer: 6 },
      { keys: ['t'], does: 'quiz', label: 'map.key-quiz', footer: 3 },
      { keys: ['e'], does: 'expert', label: 'map.key-expert' },
      { keys: ['W'], does: 'example', label: 'map.key-example' },
      { keys: ['m'], does: 'mirror', label: 'map.key-mirror' },
      { keys: ['/'], does: 'find', label: 'map.key-find', footer: 4 },
      { keys: ['n'], does: 'next-match', label: 'map.key-next-match' },
      { keys: ['N'], does: 'previous-match', label: 'map.key-previous-match' },
    ],
    find: FIND_KEYS,
    ask: [
      { keys: ['enter'], does: 'play', label: 'map.key-play-anyway', footer: 1 },
      { keys: ['esc', 'q', 'n'], does: 'cancel', label: 'map.key-cancel', shown: 'Esc', footer: 2 },
    ],
  },
  contexts: { map: ['map', 'screen', 'interrupt'], find: ['find', 'interrupt'], ask: ['ask', 'interrupt'] },
  titles: { screen: 'help.everywhere', interrupt: 'help.always', map: 'map.panel', find: 'map.find', ask: 'map.locked' },
};
