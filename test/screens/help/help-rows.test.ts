import { expect, test } from 'vitest';
import { writtenKeys } from '../../../source/keys.ts';
import { helpRows, helpScroll, helpSections } from '../../../source/screens/help/help-rows.ts';
import { PLAY_KEYS } from '../../../source/screens/play/play-keys.ts';
import { MAP_KEYS } from '../../../source/screens/world-map/map-keys.ts';
import { CASES, expectFits, glyphs, screenText } from '../fits.ts';

test.each(CASES)('the help fits %s', (_name, size, lang) => {
  for (const sections of [helpSections(MAP_KEYS, 'map', lang), helpSections(PLAY_KEYS, 'composer', lang)]) {
    expectFits(helpRows(sections, 0, lang, size, glyphs), size);
    expectFits(helpRows(sections, 999, lang, size, glyphs), size);
  }
});

test('every key of the table is in the help, at once in a large window and by scrolling in a small one', () => {
  const keys = Object.values(MAP_KEYS.groups).flat().filter((entry) => MAP_KEYS.contexts.map.some((group) => MAP_KEYS.groups[group].includes(entry)));
  const sections = helpSections(MAP_KEYS, 'map', 'en');
  const large = screenText(helpRows(sections, 0, 'en', { columns: 120, rows: 40 }, glyphs));
  for (const entry of keys) expect(large).toContain(` ${writtenKeys(entry)} `);
  const small = { columns: 40, rows: 10 };
  const end = helpScroll(sections, 'en', small, glyphs);
  const pages = Array.from({ length: end + 1 }, (_, scroll) => screenText(helpRows(sections, scroll, 'en', small, glyphs))).join('\n');
  for (const entry of keys) expect(pages).toContain(` ${writtenKeys(entry)} `);
  expect(pages).toContain('--plain');
});
