/** What is loaded when the program starts. Times vary with the machine; which code is loaded does not. */
import { readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

type Metafile = {
  outputs: Record<string, { entryPoint?: string; inputs: Record<string, unknown>; imports: ReadonlyArray<{ path: string; kind: string }> }>;
};

/** The source files in a chunk and in all chunks that it imports at once. */
function loadedWith(chunk: string, { outputs }: Metafile, seen = new Set<string>()): readonly string[] {
  const output = outputs[chunk];
  if (output === undefined || seen.has(chunk)) return [];
  seen.add(chunk);
  const atOnce = output.imports.filter(({ kind }) => kind === 'import-statement');
  return [...Object.keys(output.inputs), ...atOnce.flatMap(({ path }) => loadedWith(path, { outputs }, seen))];
}

const metafile = JSON.parse(readFileSync(join(root, 'node_modules/.cache/ackademy/metafile.json'), 'utf8')) as Metafile;

test('the entry loads no package: commands bring what they need', () => {
  const loaded = loadedWith('dist/ackademy.mjs', metafile);
  expect(loaded).toContain('source/cli.ts');
  expect(loaded.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
});

test('the game is loaded without state machines, YAML and schemas: what they say was computed by the build', () => {
  const chunk = (source: string) => Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint === source) ?? '';
  const loaded = ['source/commands/play.ts', 'source/commands/game.ts'].flatMap((source) => loadedWith(chunk(source), metafile));
  expect(loaded).toContain('node_modules/yoga-layout/dist/src/index.js');
  expect(loaded.filter((path) => /node_modules\/(?:xstate|yaml|zod)\//.test(path))).toEqual([]);
  // The texts are in the catalogue, as JSON; an import of them brings them a second time.
  expect(loaded.filter((path) => /^source\/message\/(?:en|zh-hans)/.test(path))).toEqual([]);
});

test('no built module imports from Node: that would read every export, and load what they bring along', () => {
  const dist = join(root, 'dist');
  const importing = readdirSync(dist).filter((name) => name.endsWith('.mjs') && /(?:from|import)\s?"(?:node:)?[a-z_/]+"/.test(readFileSync(join(dist, name), 'utf8')));
  expect(importing).toEqual([]);
});

test('where nothing can be kept for the next start, the program runs all the same and says nothing about it', () => {
  for (const folder of ['/proc/nowhere', '/dev/null']) {
    const { status, stderr } = spawnSync(process.execPath, ['bin/ackademy.cjs', 'paths'], { cwd: root, env: { ...process.env, XDG_CACHE_HOME: folder }, encoding: 'utf8', timeout: 10_000 });
    expect({ status, stderr }, folder).toEqual({ status: 0, stderr: '' });
  }
});
