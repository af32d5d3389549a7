import { LANGUAGES } from '../language.ts';
import type { Lang } from '../language.ts';
import type { Format } from './kept-file.ts';

/** What a player chose; null and 'auto': as the terminal and the environment suggest. A command-line flag wins over all. */
export interface Settings {
  readonly language: Lang | null;
  readonly theme: string | null;
  readonly ascii: 'auto' | 'on' | 'off';
  readonly reduceMotion: boolean;
}

export const DEFAULT_SETTINGS: Settings = { language: null, theme: null, ascii: 'auto', reduceMotion: false };

/** How settings are written to settings.json. A value that is not understood counts as not chosen; people edit this file. */
export const SETTINGS_FORMAT: Format<Settings> = {
  name: 'ackademy-settings',
  version: 1,
  empty: DEFAULT_SETTINGS,
  decode(body) {
    const { language, theme, ascii, reduceMotion } = body;
    const checks = [
      language === null || LANGUAGES.some((known) => known === language),
      theme === null || typeof theme === 'string',
      ascii === 'auto' || ascii === 'on' || ascii === 'off',
      typeof reduceMotion === 'boolean',
    ];
    return {
      value: {
        language: LANGUAGES.find((known) => known === language) ?? null,
        theme: typeof theme === 'string' ? theme : null,
        ascii: ascii === 'on' || ascii === 'off' ? ascii : 'auto',
        reduceMotion: reduceMotion === true,
      },
      whole: checks.every(Boolean),
    };
  },
  encode: (settings) => settings,
};
