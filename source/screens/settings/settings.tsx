import type { ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import type { Bindings } from '../../keys/bindings.ts';
import type { KeyTable } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import type { Settings as Chosen } from '../../storage/settings.ts';
import { useTheme } from '../../theme.tsx';
import { useKeys } from '../bindings.tsx';
import type { ScreenAction } from '../screen-keys.ts';
import type { Size } from '../size-class.ts';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { keyItems } from './key-items.ts';
import { SETTINGS_KEYS } from './settings-keys.ts';
import { settingItems, settingsRows } from './settings-rows.ts';
import { INITIAL_SETTINGS_STATE, pressInSettings, type SettingsModel } from './settings-state.ts';

export interface SettingsProps {
  readonly settings: Chosen;
  /** The player's own keys, as far as they hold. */
  readonly bindings: Bindings;
  /** The keys of all screens, as they are without them. */
  readonly tables: readonly KeyTable[];
  /** The file in which they are kept. */
  readonly path: string;
  readonly lang: Lang;
  readonly size: Size;
  readonly isActive: boolean;
  readonly onChange: (change: Partial<Chosen>) => void;
  readonly onScreen: (action: ScreenAction) => void;
}

/** Language, colours, frames, motion and keys; each change holds at once. */
export function Settings({ settings, bindings, tables, path, lang, size, isActive, onChange, onScreen }: SettingsProps): ReactNode {
  const theme = useTheme();
  const keys = useKeys(SETTINGS_KEYS);
  const [state, latest, change] = useLatest(INITIAL_SETTINGS_STATE);
  const model: SettingsModel = { items: settingItems(settings, lang), keyItems: keyItems(tables, bindings), bindings, tables, keys };
  usePresses((press) => {
    const outcome = pressInSettings(latest(), press, model);
    change(outcome.state);
    if (outcome.change) onChange(outcome.change);
    if (outcome.screen) onScreen(outcome.screen);
  }, isActive);
  return <Rows lines={settingsRows({ ...model, state, path }, lang, size, theme.glyphs)} />;
}
