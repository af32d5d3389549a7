import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJsonText } from '../../source/commands/json-text.ts';

test('reads what JSON.parse reads, as the same value', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      const read = readJsonText(written);
      expect(read.ok && read.value).toEqual(JSON.parse(written));
    }),
  );
});

test('refuses what JSON.parse refuses, and never throws', () => {
  const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '1e5', '01', 'true', 'nul', ' ', '\n', '\\', "'x'");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let accepted = true;
      try {
        JSON.parse(text);
      } catch {
        accepted = false;
      }
      expect(readJsonText(text).ok).toBe(accepted);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['{"a": 1,}', 1, 9, '}'],
  ['{\n  "a": tru\n}', 2, 8, 'tru'],
  ['', 1, 1, ''],
  ['[1, 2', 1, 6, ''],
  ['{"a": 1} x', 1, 10, 'x'],
])('says where %j stops being JSON', (text, line, column, got) => {
  expect(readJsonText(text)).toEqual({ ok: false, place: { line, column }, got });
});

test('knows where a value stands, and for one that is missing where its holder stands', () => {
  const read = readJsonText('{\n  "moves": [\n    { "at": 0 },\n    { "at": "x" }\n  ]\n}');
  expect(read.ok && read.placeOf(['moves', 1, 'at'])).toEqual({ line: 4, column: 13 });
  expect(read.ok && read.placeOf(['moves', 1, 'move'])).toEqual({ line: 4, column: 5 });
  expect(read.ok && read.placeOf(['seed'])).toEqual({ line: 1, column: 1 });
});

test('refuses nesting deeper than any file of ours, without running out of stack', () => {
  expect(readJsonText('['.repeat(100_000)).ok).toBe(false);
});
