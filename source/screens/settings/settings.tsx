import type { ReactNode } from 'react';
import { Rows } from '../../components/rows.tsx';
import { actionOf } from '../../keys.ts';
import type { KeyTable } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import type { Settings as Chosen } from '../../storage/settings.ts';
import { useTheme } from '../../theme.tsx';
import type { ScreenAction } from '../screen-keys.ts';
import type { Size } from '../size-class.ts';
import { useLatest } from '../use-latest.ts';
import { usePresses } from '../use-presses.ts';
import { SETTINGS_KEYS } from './settings-keys.ts';
import { settingItems, settingsRows } from './settings-rows.ts';

export interface SettingsProps {
  readonly settings: Chosen;
  /** The file in which they are kept. */
  readonly path: string;
  /** The keys that are listed: those of the game. */
  readonly keys: KeyTable;
  readonly lang: Lang;
  readonly size: Size;
  readonly isActive: boolean;
  readonly onChange: (change: Partial<Chosen>) => void;
  readonly onScreen: (action: ScreenAction) => void;
}

/** Language, colours, frames and motion; each change holds at once. */
export function Settings({ settings, path, keys, lang, size, isActive, onChange, onScreen }: SettingsProps): ReactNode {
  const theme = useTheme();
  const [selected, latest, select] = useLatest(0);
  const items = settingItems(settings, lang);
  const turn = (by: number) => {
    const item = items[latest()];
    if (item !== undefined) onChange(item.change((item.chosen + by + item.choices.length) % item.choices.length));
  };
  usePresses(({ key }) => {
    const action = actionOf(SETTINGS_KEYS, 'settings', key);
    if (action === 'up') select((latest() + items.length - 1) % items.length);
    else if (action === 'down') select((latest() + 1) % items.length);
    else if (action === 'more') turn(1);
    else if (action === 'less') turn(-1);
    else if (action !== null) onScreen(action);
  }, isActive);
  return <Rows lines={settingsRows(items, selected, path, keys, lang, size, theme.glyphs)} />;
}
