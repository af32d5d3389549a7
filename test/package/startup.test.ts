/** What `ackademy --version` loads. Times vary with the machine; which code is loaded does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

type Metafile = {
  outputs: Record<string, { inputs: Record<string, unknown>; imports: ReadonlyArray<{ path: string; kind: string }> }>;
};

/** The source files in a chunk and in all chunks that it imports at once. */
function loadedWith(chunk: string, { outputs }: Metafile, seen = new Set<string>()): readonly string[] {
  const output = outputs[chunk];
  if (output === undefined || seen.has(chunk)) return [];
  seen.add(chunk);
  const atOnce = output.imports.filter(({ kind }) => kind === 'import-statement');
  return [...Object.keys(output.inputs), ...atOnce.flatMap(({ path }) => loadedWith(path, { outputs }, seen))];
}

test('the entry loads no package: commands bring what they need', () => {
  const metafile = JSON.parse(readFileSync(join(root, 'node_modules/.cache/ackademy/metafile.json'), 'utf8')) as Metafile;
  const loaded = loadedWith('dist/ackademy.mjs', metafile);
  expect(loaded).toContain('source/cli.ts');
  expect(loaded.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
});
