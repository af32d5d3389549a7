import { refusalOf, usable, type Bindings } from '../../keys/bindings.ts';
import { actionOf, type KeyTable, type Press } from '../../keys.ts';
import type { Phrase } from '../../phrase.ts';
import type { Settings } from '../../storage/settings.ts';
import type { ScreenAction } from '../screen-keys.ts';
import type { KeyItem } from './key-items.ts';
import type { SettingItem } from './settings-rows.ts';
import type { SettingsContext, SettingsKeys } from './settings-keys.ts';

/** What keys change on the settings screen alone. */
export interface SettingsState {
  readonly panel: 'settings' | 'keys';
  readonly selected: number;
  readonly key: number;
  /** The next character is the new key. */
  readonly waiting: boolean;
  readonly asking: boolean;
  /** Why a key was refused, or what was done; it stays until the next key. */
  readonly told: Phrase | null;
}

export const INITIAL_SETTINGS_STATE: SettingsState = { panel: 'settings', selected: 0, key: 0, waiting: false, asking: false, told: null };

/** What the keys act on. */
export interface SettingsModel {
  readonly items: readonly SettingItem[];
  readonly keyItems: readonly KeyItem[];
  readonly bindings: Bindings;
  /** All tables without the player's keys: a new key must fit into each. */
  readonly tables: readonly KeyTable[];
  /** This screen's own, with the player's keys. */
  readonly keys: SettingsKeys;
}

export interface SettingsOutcome {
  readonly state: SettingsState;
  readonly change?: Partial<Settings>;
  readonly screen?: ScreenAction;
}

export function settingsContext(state: SettingsState): SettingsContext {
  return state.asking ? 'ask' : state.waiting ? 'waiting' : state.panel;
}

const PAGE = 8;

/** What a key does in the settings. */
export function pressInSettings(before: SettingsState, press: Press, model: SettingsModel): SettingsOutcome {
  const state: SettingsState = { ...before, told: null };
  const action = actionOf(model.keys, settingsContext(state), press.key);
  if (state.waiting && action === null) return chosen(state, press.key, model);
  const key = (to: number): SettingsOutcome => ({ state: { ...state, key: Math.max(0, Math.min(model.keyItems.length - 1, to)) } });
  switch (action) {
    case null:
      return { state };
    case 'up':
      return state.panel === 'keys' ? key(state.key - 1) : { state: { ...state, selected: (state.selected + model.items.length - 1) % model.items.length } };
    case 'down':
      return state.panel === 'keys' ? key(state.key + 1) : { state: { ...state, selected: (state.selected + 1) % model.items.length } };
    case 'page-up':
      return key(state.key - PAGE);
    case 'page-down':
      return key(state.key + PAGE);
    case 'first':
      return key(0);
    case 'last':
      return key(Infinity);
    case 'panel':
      return { state: { ...state, panel: state.panel === 'settings' ? 'keys' : 'settings' } };
    case 'more':
    case 'less': {
      const item = model.items[state.selected];
      const step = action === 'more' ? 1 : -1;
      return item ? { state, change: item.change((item.chosen + step + item.choices.length) % item.choices.length) } : { state };
    }
    case 'choose-key':
      return { state: { ...state, waiting: true } };
    case 'usual-key':
      return usual(state, model);
    case 'all-usual':
      return Object.keys(model.bindings).length === 0 ? { state: { ...state, told: { id: 'settings.keys-usual' } } } : { state: { ...state, asking: true } };
    case 'yes':
      return { state: { ...state, asking: false, told: { id: 'settings.keys-usual' } }, change: { keys: {} } };
    case 'no':
      return { state: { ...state, asking: false } };
    case 'cancel':
      return { state: { ...state, waiting: false } };
    default:
      return { state, screen: action };
  }
}

/** The key that was pressed becomes the key of the selected meaning, or it is said why not. */
function chosen(state: SettingsState, key: string, { keyItems, bindings, tables }: SettingsModel): SettingsOutcome {
  const item = keyItems[state.key];
  const done: SettingsState = { ...state, waiting: false };
  if (!item) return { state: done };
  const refusal = refusalOf(tables, bindings, item.name, key);
  if (refusal === null) return { state: done, change: { keys: { ...bindings, [item.name]: key } } };
  if (refusal.why === 'taken') return { state: { ...done, told: { id: 'settings.key-taken', params: { key, label: refusal.by.label, title: refusal.title } } } };
  return { state: { ...done, told: { id: 'settings.key-no-character', params: { key } } } };
}

/** The usual key again, unless it means something else by now. */
function usual(state: SettingsState, { keyItems, bindings, tables }: SettingsModel): SettingsOutcome {
  const item = keyItems[state.key];
  if (!item?.own) return { state };
  const { [item.name]: _, ...rest } = bindings;
  if (usable(tables, rest).dropped.length > 0) return { state: { ...state, told: { id: 'settings.key-usual-taken' } } };
  return { state, change: { keys: rest } };
}
