// Ink measures every text with string-width. Of the texts that this game shows, hardly any needs what that package is
// made for: emoji, Hangul, combining marks. Its regular expressions cost 15 ms at every start, and time in each frame.
import { readFile } from 'node:fs/promises';

/**
 * Cells of a text that consists of printable ASCII, box drawing and block elements (one cell each), CJK ideographs, CJK
 * punctuation and full-width forms (two each): none of them joins with its neighbours. Undefined for any other text.
 */
const simpleWidth = `function simpleWidth(string) {
  let width = 0;
  for (let i = 0; i < string.length; i++) {
    const unit = string.charCodeAt(i);
    if ((unit >= 0x20 && unit <= 0x7e) || (unit >= 0x2500 && unit <= 0x259f)) width += 1;
    else if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3000 && unit <= 0x3020) || (unit >= 0xff01 && unit <= 0xff60)) width += 2;
    else return undefined;
  }
  return width;
}
`;

/** string-width with a quick path for simple texts, and with its expressions made only when they are needed. */
export const quickStringWidth = {
  name: 'quick string-width',
  setup(build) {
    build.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8');
      try {
        return { contents: simpleWidth + quickened(original), loader: 'js' };
      } catch (error) {
        return { errors: [{ text: error.message }] };
      }
    });
  },
};

const LAZY = ['segmenter', 'visibleCharacterRegex', 'spacingMarkRegex', 'rgiEmojiRegex', 'extendedPictographicRegex'];
const QUICK = 'let width = 0;\n\tconst eastAsianWidthOptions';

function quickened(original) {
  let text = original;
  for (const name of LAZY) {
    const declaration = new RegExp(`^const ${name} = (.*);$`, 'm').exec(text);
    if (declaration === null) throw new Error(`string-width no longer has ${name}: this plugin must be looked at again`);
    const [before, after] = text.split(declaration[0]);
    text = `${before}let made_${name};\nconst ${name} = () => made_${name} ??= ${declaration[1]};${after.replaceAll(name, `${name}()`)}`;
  }
  if (text.split(QUICK).length !== 2) throw new Error('string-width measures in another way: this plugin must be looked at again');
  return text.replace(QUICK, `const simple = ambiguousIsNarrow ? simpleWidth(string) : undefined;\n\tif (simple !== undefined) {\n\t\treturn simple;\n\t}\n\n\t${QUICK}`);
}
