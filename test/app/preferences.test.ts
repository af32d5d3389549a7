import { expect, test } from 'vitest';
import { languageOf, themeSettings } from '../../source/app/preferences.ts';
import type { Preferences } from '../../source/app/preferences.ts';
import { DEFAULT_SETTINGS } from '../../source/storage/settings.ts';

const none: Preferences = { lang: null, usualLang: 'en', theme: null, ascii: false, color: true, reduceMotion: false, hasWideFrames: false };

test('the language is what was chosen in the game, else on the command line, else in the settings, else the usual one', () => {
  const settings = { ...DEFAULT_SETTINGS, language: 'zh-Hans' } as const;
  expect(languageOf(none, DEFAULT_SETTINGS, null)).toBe('en');
  expect(languageOf(none, settings, null)).toBe('zh-Hans');
  expect(languageOf({ ...none, lang: 'en' }, settings, null)).toBe('en');
  expect(languageOf({ ...none, lang: 'en' }, settings, 'zh-Hans')).toBe('zh-Hans');
});

test('7-bit frames are drawn when asked for, or where others would be too wide, unless the player says otherwise', () => {
  const ascii = (over: Partial<Preferences>, choice: 'auto' | 'on' | 'off') => themeSettings({ ...none, ...over }, { ...DEFAULT_SETTINGS, ascii: choice }).ascii;
  expect([ascii({}, 'auto'), ascii({}, 'on'), ascii({ hasWideFrames: true }, 'auto'), ascii({ hasWideFrames: true }, 'off'), ascii({ ascii: true }, 'off')]).toEqual([false, true, true, false, true]);
});

test('a theme that is not known falls back to the colours of the terminal', () => {
  expect(themeSettings({ ...none, theme: 'cud' }, DEFAULT_SETTINGS).name).toBe('cud');
  expect(themeSettings(none, { ...DEFAULT_SETTINGS, theme: 'neon' }).name).toBe('terminal');
});
