/** The bundle measures texts in a quicker way; it must be the same width, or frames fall apart. */
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import stringWidth from 'string-width';
import { beforeAll, expect, test } from 'vitest';

let quick: (text: string) => number;

const root = join(import.meta.dirname, '../..');

beforeAll(async () => {
  const { quickStringWidth } = (await import(join(root, 'tools/quick-string-width.mjs'))) as { quickStringWidth: esbuild.Plugin };
  const { outputFiles } = await esbuild.build({
    stdin: { contents: "export { default } from 'string-width';", resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    plugins: [quickStringWidth],
    write: false,
  });
  const built = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)) as { default: typeof quick };
  quick = built.default;
});

test('every character of the basic plane is as wide as before, alone and between others', () => {
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}`, `${character}中│`]) {
      if (quick(text) !== stringWidth(text)) expect(`U+${code.toString(16)} ${quick(text)}`).toBe(`U+${code.toString(16)} ${stringWidth(text)}`);
    }
  }
});

test('joined characters, colours and emoji are as wide as before', () => {
  for (const text of ['\u001b[31m│ 中文 ░\u001b[39m', 'e\u0301', '한글', '👩‍👩‍👧 👍🏽', '1️⃣ #⃣', 'ｶﾞ', '全角，。', '〰️', '中\u302a', 'a\u200db', '']) {
    expect(quick(text), text).toBe(stringWidth(text));
  }
});
