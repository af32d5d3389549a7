import { LANGUAGES } from '../language.ts';
import type { Lang } from '../language.ts';
import type { Format } from './kept-file.ts';

/** What a player chose; null and 'auto': as the terminal and the environment suggest. A command-line flag wins over all. */
export interface Settings {
  readonly language: Lang | null;
  readonly theme: string | null;
  readonly ascii: 'auto' | 'on' | 'off';
  readonly reduceMotion: boolean;
  /** Levels are opened in expert mode: composer and command line only. */
  readonly expert: boolean;
  /** Keys of the player's own, by the name of what they do. Whether they can be used is for the game to judge. */
  readonly keys: Readonly<Record<string, string>>;
}

export const DEFAULT_SETTINGS: Settings = { language: null, theme: null, ascii: 'auto', reduceMotion: false, expert: false, keys: {} };

/** How settings are written to settings.json. A value that is not understood counts as not chosen; people edit this file. */
export const SETTINGS_FORMAT: Format<Settings> = {
  name: 'ackademy-settings',
  version: 1,
  empty: DEFAULT_SETTINGS,
  decode(body) {
    const { language, theme, ascii, reduceMotion, expert, keys } = body;
    const own = keysOf(keys);
    const checks = [
      language === null || LANGUAGES.some((known) => known === language),
      theme === null || typeof theme === 'string',
      ascii === 'auto' || ascii === 'on' || ascii === 'off',
      typeof reduceMotion === 'boolean',
      // A file from before there was an expert mode says nothing of it.
      expert === undefined || typeof expert === 'boolean',
      own.whole,
    ];
    return {
      value: {
        language: LANGUAGES.find((known) => known === language) ?? null,
        theme: typeof theme === 'string' ? theme : null,
        ascii: ascii === 'on' || ascii === 'off' ? ascii : 'auto',
        reduceMotion: reduceMotion === true,
        expert: expert === true,
        keys: own.value,
      },
      whole: checks.every(Boolean),
    };
  },
  encode: (settings) => settings,
};

/** A file from before keys could be chosen has none. */
function keysOf(body: unknown): { readonly value: Settings['keys']; readonly whole: boolean } {
  if (body === undefined) return { value: {}, whole: true };
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { value: {}, whole: false };
  const entries = Object.entries(body);
  const understood = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length > 0 && entry[1].length <= 'space'.length);
  return { value: Object.fromEntries(understood), whole: understood.length === entries.length };
}
