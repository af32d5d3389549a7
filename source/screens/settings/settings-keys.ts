import type { KeyTable } from '../../keys.ts';
import { SCREEN_KEYS } from '../screen-keys.ts';
import type { ScreenAction } from '../screen-keys.ts';

export type SettingsGroup = 'screen' | 'interrupt' | 'settings' | 'keys' | 'waiting' | 'ask';
export type SettingsContext = 'settings' | 'keys' | 'waiting' | 'ask';
export type SettingsAction = ScreenAction | 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'more' | 'less' | 'panel' | 'choose-key' | 'usual-key' | 'all-usual' | 'cancel' | 'yes' | 'no';
export type SettingsKeys = KeyTable<SettingsGroup, SettingsContext, SettingsAction>;

/** The keys of the settings. */
export const SETTINGS_KEYS: SettingsKeys = {
  groups: {
    ...SCREEN_KEYS,
    settings: [
      { keys: ['up', 'k'], does: 'up', label: 'map.key-up', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'map.key-down', shown: 'Down j', footer: 4 },
      { keys: ['enter', 'space', 'right', 'l', '+'], does: 'more', name: 'settings-more', label: 'settings.key-change', shown: 'Enter Right', footer: 1 },
      { keys: ['left', 'h', '-'], does: 'less', name: 'settings-less', label: 'settings.key-change-back', shown: 'Left h' },
      { keys: ['tab', 'shift-tab'], does: 'panel', label: 'settings.key-keys', fixed: true, shown: 'Tab', footer: 2 },
    ],
    keys: [
      { keys: ['enter'], does: 'choose-key', label: 'settings.key-choose', footer: 1 },
      { keys: ['backspace'], does: 'usual-key', label: 'settings.key-usual', footer: 3 },
      { keys: ['X'], does: 'all-usual', label: 'settings.key-all-usual', footer: 4 },
      { keys: ['tab', 'shift-tab'], does: 'panel', label: 'settings.key-settings', fixed: true, shown: 'Tab', footer: 5 },
      { keys: ['up', 'k'], does: 'up', label: 'map.key-up', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'map.key-down', shown: 'Down j' },
      { keys: ['pgup'], does: 'page-up', label: 'map.key-page-up' },
      { keys: ['pgdn'], does: 'page-down', label: 'map.key-page-down' },
      { keys: ['home'], does: 'first', label: 'map.key-first' },
      { keys: ['end'], does: 'last', label: 'map.key-last' },
    ],
    waiting: [{ keys: ['esc'], does: 'cancel', label: 'map.key-cancel', fixed: true, footer: 1 }],
    ask: [
      { keys: ['y'], does: 'yes', label: 'key.yes', fixed: true, footer: 1 },
      { keys: ['n', 'enter', 'esc', 'q'], does: 'no', label: 'key.no', fixed: true, shown: 'n Enter', footer: 2 },
    ],
  },
  contexts: { settings: ['settings', 'screen', 'interrupt'], keys: ['keys', 'screen', 'interrupt'], waiting: ['waiting', 'interrupt'], ask: ['ask', 'interrupt'] },
  titles: { screen: 'help.everywhere', interrupt: 'help.always', settings: 'settings.title', keys: 'settings.keys', waiting: 'settings.keys', ask: 'settings.keys' },
};
