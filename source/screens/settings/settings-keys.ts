import type { KeyTable } from '../../keys.ts';
import { SCREEN_KEYS } from '../screen-keys.ts';
import type { ScreenAction } from '../screen-keys.ts';

export type SettingsAction = ScreenAction | 'up' | 'down' | 'more' | 'less';

/** The keys of the settings. */
export const SETTINGS_KEYS: KeyTable<'screen' | 'interrupt' | 'settings', 'settings', SettingsAction> = {
  groups: {
    ...SCREEN_KEYS,
    settings: [
      { keys: ['up', 'k', 'shift-tab'], does: 'up', label: 'map.key-up', shown: 'Up k' },
      { keys: ['down', 'j', 'tab'], does: 'down', label: 'map.key-down', shown: 'Down j', footer: 4 },
      { keys: ['enter', 'space', 'right', 'l', '+'], does: 'more', label: 'settings.key-change', shown: 'Enter Right', footer: 1 },
      { keys: ['left', 'h', '-'], does: 'less', label: 'settings.key-change-back', shown: 'Left h' },
    ],
  },
  contexts: { settings: ['settings', 'screen', 'interrupt'] },
  titles: { screen: 'help.everywhere', interrupt: 'help.always', settings: 'settings.title' },
};
