import { expect, test } from 'vitest';
import type { KeyTable } from '../../../source/keys.ts';
import { doubleMeanings } from '../../../source/keys.ts';
import type { Bindings } from '../../../source/keys/bindings.ts';
import { LANGUAGES } from '../../../source/language.ts';
import type { Lang } from '../../../source/language.ts';
import { PLAY_KEYS } from '../../../source/screens/play/play-keys.ts';
import { SETTINGS_KEYS } from '../../../source/screens/settings/settings-keys.ts';
import { keyItems } from '../../../source/screens/settings/key-items.ts';
import { settingItems, settingsRows, type SettingsPicture } from '../../../source/screens/settings/settings-rows.ts';
import { INITIAL_SETTINGS_STATE, pressInSettings } from '../../../source/screens/settings/settings-state.ts';
import { DEFAULT_SETTINGS } from '../../../source/storage/settings.ts';
import { CASES, expectFits, glyphs, screenText } from '../fits.ts';

const tables: readonly KeyTable[] = [PLAY_KEYS, SETTINGS_KEYS];
/** The settings screen after some keys, given as the names of keys. */
function picture(pressed: readonly string[], lang: Lang, bindings: Bindings = {}, file = path): SettingsPicture {
  const model = { items: settingItems(DEFAULT_SETTINGS, lang), keyItems: keyItems(tables, bindings), bindings, tables, keys: SETTINGS_KEYS };
  const state = pressed.reduce((now, key) => pressInSettings(now, { key, text: '' }, model).state, INITIAL_SETTINGS_STATE);
  return { ...model, state, path: file };
}

const path = '/home/somebody/with/a/long/name/.config/ackademy/settings.json';

test.each(CASES)('the settings fit %s', (_name, size, lang) => {
  for (const pressed of [[], ['down'], ['down', 'down', 'down'], ['tab'], ['tab', 'end'], ['tab', 'enter'], ['tab', 'enter', 'w'], ['tab', 'enter', 'up']]) expectFits(settingsRows(picture(pressed, lang), lang, size, glyphs), size);
  expectFits(settingsRows(picture(['tab', 'X'], lang, { undo: 'm' }), lang, size, glyphs), size);
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
  const shown = screenText(settingsRows(picture([], 'en', {}, '/c/settings.json'), 'en', { columns: 120, rows: 40 }, glyphs));
  expect(shown).toContain('kept in /c/settings.json');
  expect(shown).toMatch(/u +\S/);
});

test('keys of the settings have one meaning each', () => {
  expect(doubleMeanings(SETTINGS_KEYS)).toEqual([]);
});

/** The lines of the keys' panel at 120x40 that have a text. */
function keyLine(pressed: readonly string[], lang: Lang, bindings: Bindings, text: string): string {
  const lines = screenText(settingsRows(picture(pressed, lang, bindings), lang, { columns: 120, rows: 40 }, glyphs)).split('\n');
  return lines.filter((line) => line.includes(text)).join('\n');
}

test('a key of the player\'s own stands in the list, marked as such, in both languages', () => {
  expect(keyLine(['tab'], 'en', { undo: 'm' }, 'undo')).toMatch(/m +undo +\(yours\)/);
  expect(keyLine(['tab'], 'zh-Hans', { undo: 'm' }, '撤销')).toMatch(/m +撤销 +\(自选\)/);
});

test('a key that means something else on the same screen is refused with a sentence that names it', () => {
  const place = keyItems(tables, {}).findIndex((item) => item.name === 'undo');
  const down = Array.from({ length: place }, () => 'down');
  for (const [lang, says] of [['en', 'w means "why" already (Play)'], ['zh-Hans', 'w 已经表示 "原因" (游戏)']] as const) {
    expect(screenText(settingsRows(picture(['tab', ...down, 'enter', 'w'], lang), lang, { columns: 120, rows: 40 }, glyphs))).toContain(says);
  }
});

test.each(LANGUAGES)('no choice is cut at 80 x 24 in %s', (lang) => {
  for (const [index, item] of settingItems(DEFAULT_SETTINGS, lang).entries()) {
    for (const [chosen, choice] of item.choices.entries()) {
      const shown = picture([], lang);
      const items = shown.items.map((one, i) => (i === index ? { ...one, chosen } : one));
      expect(screenText(settingsRows({ ...shown, items }, lang, { columns: 80, rows: 24 }, glyphs))).toContain(`< ${choice} >`);
    }
  }
});
