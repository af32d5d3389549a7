import { expect, test } from 'vitest';
import type { KeyTable } from '../../../source/keys.ts';
import { doubleMeanings } from '../../../source/keys.ts';
import { PLAY_KEYS } from '../../../source/screens/play/play-keys.ts';
import { SETTINGS_KEYS } from '../../../source/screens/settings/settings-keys.ts';
import { settingItems, settingsRows } from '../../../source/screens/settings/settings-rows.ts';
import { DEFAULT_SETTINGS } from '../../../source/storage/settings.ts';
import { CASES, expectFits, glyphs, screenText } from '../fits.ts';

const keys: KeyTable = PLAY_KEYS;
const path = '/home/somebody/with/a/long/name/.config/ackademy/settings.json';

test.each(CASES)('the settings fit %s', (_name, size, lang) => {
  const items = settingItems(DEFAULT_SETTINGS, lang);
  for (const selected of items.keys()) expectFits(settingsRows(items, selected, path, keys, lang, size, glyphs), size);
});

test('each setting can be turned through all its choices and back', () => {
  for (const index of settingItems(DEFAULT_SETTINGS, 'en').keys()) {
    let settings = DEFAULT_SETTINGS;
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn++) {
      const item = settingItems(settings, settings.language ?? 'en')[index]!;
      seen.add(item.choices[item.chosen]!);
      settings = { ...settings, ...item.change((item.chosen + 1) % item.choices.length) };
    }
    expect(seen.size).toBe(settingItems(DEFAULT_SETTINGS, 'en')[index]!.choices.length);
  }
});

test('the settings list the keys of the game, and where the file is', () => {
  const shown = screenText(settingsRows(settingItems(DEFAULT_SETTINGS, 'en'), 0, '/c/settings.json', keys, 'en', { columns: 120, rows: 40 }, glyphs));
  expect(shown).toContain('kept in /c/settings.json');
  expect(shown).toMatch(/u +\S/);
});

test('keys of the settings have one meaning each', () => {
  expect(doubleMeanings(SETTINGS_KEYS)).toEqual([]);
});
