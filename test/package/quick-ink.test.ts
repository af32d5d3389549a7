/** The build replaces lines of Ink by quicker ones that must mean the same. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));

test('nothing ignorable is below U+00AD', () => {
  expect(all.findIndex((character) => /\p{Default_Ignorable_Code_Point}/u.test(character))).toBe(0xad);
});

test('a line that a new release no longer has stops the build', async () => {
  const { quickened } = (await import(pathToFileURL(join(import.meta.dirname, '../../tools/quick-ink.mjs')).href)) as { quickened: (path: string, text: string) => string };
  expect(() => quickened('/node_modules/ink/build/output.js', 'something else')).toThrow('no longer has');
});
