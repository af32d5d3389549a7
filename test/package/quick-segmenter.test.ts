/** The bundle cuts texts into characters in a quicker way; the characters must be the same. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const real = new Intl.Segmenter();
const cut = (segmenter: Pick<Intl.Segmenter, 'segment'>, text: string): string[] => Array.from(segmenter.segment(text), ({ segment, index }) => `${index} ${segment}`);

let quick: Intl.Segmenter;

beforeAll(async () => {
  const tool = pathToFileURL(join(import.meta.dirname, '../../tools/quick-segmenter.mjs')).href;
  const { withQuickSegmenter } = (await import(tool)) as { withQuickSegmenter: (text: string) => string };
  const text = withQuickSegmenter("const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });\nexport { graphemes };");
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { graphemes: Intl.Segmenter };
  quick = module.graphemes;
});

test('every character of the basic plane is cut as before, alone and between others', () => {
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    const text = `a${character}${character}│`;
    const [now, before] = [cut(quick, text).join('|'), cut(real, text).join('|')];
    if (now !== before) expect(`U+${code.toString(16)} ${now}`).toBe(before);
  }
});

test('joined characters stay together, colours are cut as before', () => {
  for (const text of ['e\u0301', '👩‍👩‍👧 👍🏽', 'a\r\nb', '\u001b[31m│ 中文 ░\u001b[39m', '한글', '']) {
    expect(cut(quick, text), JSON.stringify(text)).toEqual(cut(real, text));
  }
});

test('the character at a place is found', () => {
  for (const text of ['ab│', 'e\u0301x']) {
    for (const index of [0, 1, 2]) expect(quick.segment(text).containing(index)?.segment, text).toBe(real.segment(text).containing(index)?.segment);
  }
});
