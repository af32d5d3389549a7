// Small replacements in what Ink draws with: the same results for less time, at the start and in each frame. Each names
// the text that it replaces; when a new release has another, the build says so and the line is looked at again.
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
    // 70 KB, character by character.
    file: /yoga-wasm-base64-esm\.js$/,
    old: 'var b=xa(a.slice(37)),c=new Uint8Array(b.length);for(a=0;a<b.length;++a)c[a]=b.charCodeAt(a);var d=c}',
    by: 'var d=Buffer.from(a.slice(37),"base64")}',
  },
  {
    // The same set of characters (Cc without tab and line feed), without Unicode tables.
    file: /[\\/]ink[\\/]build[\\/]sanitize-ansi\.js$/,
    old: String.raw`/(?![\t\n])\p{Control}/gu`,
    by: String.raw`/[\0-\x08\x0b-\x1f\x7f-\x9f]/g`,
  },
  {
    // No mark is below U+0300.
    file: /[\\/]ink[\\/]build[\\/]sanitize-ansi\.js$/,
    old: "leadingMarksRegex.exec(value)?.[0] ?? ''",
    by: "(value.charCodeAt(0) < 0x300 ? '' : leadingMarksRegex.exec(value)?.[0] ?? '')",
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
    build.onLoad({ filter: /(?:yoga-wasm-base64-esm|[\\/]node_modules[\\/]signal-exit[\\/]index|[\\/]ink[\\/]build[\\/](?:sanitize-ansi|output))\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8');
      try {
        return { contents: quickened(path, original), loader: 'js' };
      } catch (error) {
        return { errors: [{ text: error.message }] };
      }
    });
  },
};
