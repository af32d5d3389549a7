// Graphemes are found by Intl.Segmenter. Making one loads ICU's data, 5 ms at every start, and it is slow in each frame;
// but most texts of this game consist of characters that never join with a neighbour. These are cut here.
import { readFile } from 'node:fs/promises';

/**
 * A stand-in for `new Intl.Segmenter(...)`, which is made only for a text that needs it: one with another character than
 * printable ASCII, ESC and line feed, arrows, signs, box drawing and geometric shapes, CJK ideographs, CJK punctuation
 * and full-width forms.
 */
const quickSegmenter = `function __quickSegmenter(make) {
  let made;
  const segmenter = () => made ??= make();
  return {
    segment(text) {
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        if ((unit >= 0x20 && unit <= 0x7e) || unit === 0x1b || unit === 0x0a) continue;
        if ((unit >= 0x2190 && unit <= 0x25ff) || (unit >= 0x4e00 && unit <= 0x9fff)) continue;
        if ((unit >= 0x3000 && unit <= 0x3020) || (unit >= 0xff01 && unit <= 0xff60)) continue;
        return segmenter().segment(text);
      }
      const parts = [];
      for (let i = 0; i < text.length; i++) parts.push({ segment: text[i], index: i, input: text });
      parts.containing = (index) => parts[index];
      return parts;
    },
  };
}
`;

const FILES = /[\\/](?:@alcalzone[\\/]ansi-tokenize[\\/]build[\\/]tokenize|slice-ansi[\\/]tokenize-ansi|wrap-ansi[\\/]index|ink[\\/]build[\\/]line-update)\.js$|[\\/]source[\\/]components[\\/]cells\.ts$/;
const DECLARATION = /^const (\w+) = (new Intl\.Segmenter\(.*\));$/m;

/** A module's text in which the segmenter at its top is the quick one; undefined when there is none. */
export function withQuickSegmenter(original) {
  return DECLARATION.test(original) ? quickSegmenter + original.replace(DECLARATION, 'const $1 = __quickSegmenter(() => $2);') : undefined;
}

/** Every package that Ink draws with, and our own cells, with the quick segmenter. */
export const quickSegmenters = {
  name: 'quick segmenters',
  setup(build) {
    build.onLoad({ filter: FILES }, async ({ path }) => {
      const contents = withQuickSegmenter(await readFile(path, 'utf8'));
      if (contents === undefined) return { errors: [{ text: `${path} no longer makes a segmenter at its top: this plugin must be looked at again` }] };
      return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};
