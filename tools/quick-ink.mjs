// Small replacements in what Ink draws with: the same results for less time, at the start and in each frame. One that gains
// less than a millisecond is not worth its line. Each names the text that it replaces; when a new release has another, the
// build says so and the line is looked at again.
import { readFile } from 'node:fs/promises';

const REPLACEMENTS = [
  {
    // For one check of an argument: 2 ms.
    file: /[\\/]signal-exit[\\/]index\.js$/,
    old: "var assert = require('assert')",
    by: 'var assert = { equal() {} }',
  },
  {
    // The loader would call fetch() on a data URL, which loads Node's whole HTTP client: 40 ms.
    file: /yoga-wasm-base64-esm\.js$/,
    old: '"function"!=typeof fetch',
    by: 'true',
  },
  {
    // Below U+00AD nothing is ignorable.
    file: /[\\/]ink[\\/]build[\\/]output\.js$/,
    old: String.raw`character => !/^\p{Default_Ignorable_Code_Point}+$/u.test(character.value)`,
    by: String.raw`character => character.value.charCodeAt(0) < 0xad || !/^\p{Default_Ignorable_Code_Point}+$/u.test(character.value)`,
  },
];

/** Applies what concerns a file. Throws when a text to replace is not there. */
export function quickened(path, original) {
  let text = original;
  for (const { file, old, by } of REPLACEMENTS) {
    if (!file.test(path)) continue;
    if (!text.includes(old)) throw new Error(`${path} no longer has ${old}: tools/quick-ink.mjs must be looked at again`);
    text = text.replaceAll(old, () => by);
  }
  return text;
}

export const quickInk = {
  name: 'quick ink',
  setup(build) {
    build.onLoad({ filter: /(?:yoga-wasm-base64-esm|[\\/]node_modules[\\/]signal-exit[\\/]index|[\\/]ink[\\/]build[\\/]output)\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8');
      try {
        return { contents: quickened(path, original), loader: 'js' };
      } catch (error) {
        return { errors: [{ text: error.message }] };
      }
    });
  },
};
