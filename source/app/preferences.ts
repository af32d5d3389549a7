import type { Lang } from '../language.ts';
import type { Settings } from '../storage/settings.ts';
import { THEME_NAMES } from '../theme-name.ts';
import type { ThemeSettings } from '../theme.tsx';

/** What the command line, the environment and the terminal say; null: nothing. It wins over the player's settings. */
export interface Preferences {
  readonly lang: Lang | null;
  /** The language when neither the command line nor the settings name one. */
  readonly usualLang: Lang;
  readonly theme: string | null;
  readonly ascii: boolean;
  readonly color: boolean;
  readonly reduceMotion: boolean;
  /** The terminal draws frame characters two cells wide, so that frames would not fit. */
  readonly hasWideFrames: boolean;
}

/** The language of the screens. A choice made in the game counts from then on, whatever the command line said. */
export function languageOf(preferences: Preferences, settings: Settings, chosen: Lang | null): Lang {
  return chosen ?? preferences.lang ?? settings.language ?? preferences.usualLang;
}

/** How everything is drawn. */
export function themeSettings(preferences: Preferences, settings: Settings): ThemeSettings {
  const wanted = preferences.theme ?? settings.theme;
  return {
    name: THEME_NAMES.find((known) => known === wanted) ?? 'terminal',
    color: preferences.color,
    ascii: preferences.ascii || settings.ascii === 'on' || (settings.ascii === 'auto' && preferences.hasWideFrames),
    reduceMotion: preferences.reduceMotion || settings.reduceMotion,
  };
}
