import type { KeyTable } from '../../keys.ts';
import { FIND_KEYS, SCREEN_KEYS } from '../screen-keys.ts';
import type { ScreenAction } from '../screen-keys.ts';

export type ReferenceGroup = 'screen' | 'interrupt' | 'reference' | 'find';
export type ReferenceContext = 'reference' | 'find';
export type ReferenceAction = ScreenAction | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'kind' | 'kind-before' | 'panel' | 'all' | 'find' | 'accept' | 'cancel' | 'erase';

/** The keys of the reference. */
export const REFERENCE_KEYS: KeyTable<ReferenceGroup, ReferenceContext, ReferenceAction> = {
  groups: {
    ...SCREEN_KEYS,
    reference: [
      { keys: ['/'], does: 'find', label: 'map.key-find', footer: 1 },
      { keys: ['a'], does: 'all', label: 'reference.key-all', footer: 4 },
      { keys: ['right', 'l'], does: 'kind', label: 'reference.key-kind', shown: 'Right l', footer: 5 },
      { keys: ['left', 'h'], does: 'kind-before', label: 'reference.key-kind-before', shown: 'Left h' },
      { keys: ['tab', 'shift-tab'], does: 'panel', label: 'map.key-panel', shown: 'Tab', footer: 6 },
      { keys: ['up', 'k'], does: 'up', label: 'map.key-up', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'map.key-down', shown: 'Down j' },
      { keys: ['pgup'], does: 'page-up', label: 'map.key-page-up' },
      { keys: ['pgdn', 'space'], does: 'page-down', label: 'map.key-page-down', shown: 'PgDn Space' },
      { keys: ['home', 'g'], does: 'first', label: 'map.key-first', shown: 'Home g' },
      { keys: ['end', 'G'], does: 'last', label: 'map.key-last', shown: 'End G' },
    ],
    find: FIND_KEYS,
  },
  contexts: { reference: ['reference', 'screen', 'interrupt'], find: ['find', 'interrupt'] },
  titles: { screen: 'help.everywhere', interrupt: 'help.always', reference: 'reference.title', find: 'map.find' },
};
