import { expect, test } from 'vitest';
import { writtenKeys } from '../../../source/keys.ts';
import { helpRows, helpScroll, helpSections } from '../../../source/screens/help/help-rows.ts';
import { INITIAL_HELP_STATE, pressInHelp } from '../../../source/screens/help/help-state.ts';
import type { HelpState } from '../../../source/screens/help/help-state.ts';
import { PLAY_KEYS } from '../../../source/screens/play/play-keys.ts';
import { MAP_KEYS } from '../../../source/screens/world-map/map-keys.ts';
import { CASES, expectFits, glyphs, screenText } from '../fits.ts';

test.each(CASES)('the help fits %s', (_name, size, lang) => {
  for (const sections of [helpSections(MAP_KEYS, 'map', lang), helpSections(PLAY_KEYS, 'composer', lang)]) {
    for (const over of [{ find: 'wait' }, { sought: 'a' }, { sought: 'zz' }]) expectFits(helpRows(sections, { ...INITIAL_HELP_STATE, ...over }, lang, size, glyphs), size);
    expectFits(helpRows(sections, INITIAL_HELP_STATE, lang, size, glyphs), size);
    expectFits(helpRows(sections, { ...INITIAL_HELP_STATE, scroll: 999 }, lang, size, glyphs), size);
  }
});

test('every key of the table is in the help, at once in a large window and by scrolling in a small one', () => {
  const keys = Object.values(MAP_KEYS.groups).flat().filter((entry) => MAP_KEYS.contexts.map.some((group) => MAP_KEYS.groups[group].includes(entry)));
  const sections = helpSections(MAP_KEYS, 'map', 'en');
  const large = screenText(helpRows(sections, INITIAL_HELP_STATE, 'en', { columns: 120, rows: 40 }, glyphs));
  for (const entry of keys) expect(large).toContain(` ${writtenKeys(entry)} `);
  const small = { columns: 40, rows: 10 };
  const end = helpScroll(sections, 'en', small, glyphs);
  const pages = Array.from({ length: end + 1 }, (_, scroll) => screenText(helpRows(sections, { ...INITIAL_HELP_STATE, scroll }, 'en', small, glyphs))).join('\n');
  for (const entry of keys) expect(pages).toContain(` ${writtenKeys(entry)} `);
  expect(pages).toContain('--plain');
});

test('what is looked for is shown, each place in turn and around the end', () => {
  const sections = helpSections(MAP_KEYS, 'map', 'en');
  const small = { columns: 40, rows: 10 };
  const at = (found: number) => screenText(helpRows(sections, { ...INITIAL_HELP_STATE, sought: 'MATCH', found }, 'en', small, glyphs));
  expect(at(0)).toContain('"MATCH": 1 of 2');
  expect(at(0)).toContain('next match');
  expect(at(1)).toContain('2 of 2');
  expect(at(2)).toBe(at(0));
  expect(at(-1)).toBe(at(1));
  expect(screenText(helpRows(sections, { ...INITIAL_HELP_STATE, sought: 'zz' }, 'en', { columns: 80, rows: 24 }, glyphs))).toContain('Nothing here has "zz".');
});

test('/ opens a field in which letters are text; Enter looks for it, n and N go on, Esc leaves it, and then any key closes', () => {
  const press = (keys: readonly string[]): HelpState | 'close' | 'language' =>
    keys.reduce<HelpState | 'close' | 'language'>((state, key) => (typeof state === 'string' ? state : pressInHelp(state, { key, text: key.length === 1 ? key : '' }, 5)), INITIAL_HELP_STATE);
  expect(press(['/', 'L', 'k', 'x', 'backspace', 'enter'])).toMatchObject({ find: null, sought: 'Lk', found: 0 });
  expect(press(['/', 'k', 'enter', 'n', 'n', 'N'])).toMatchObject({ sought: 'k', found: 1 });
  expect(press(['/', 'k', 'enter', 'esc'])).toMatchObject({ sought: '' });
  expect(press(['/', 'k', 'enter', 'esc', 'esc'])).toBe('close');
  expect(press(['n'])).toBe('close');
  expect(press(['pgdn'])).toMatchObject({ scroll: 5 });
  expect(press(['L'])).toBe('language');
  expect(press(['ctrl-l'])).toBe(INITIAL_HELP_STATE);
});
