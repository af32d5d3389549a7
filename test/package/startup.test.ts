/** What is loaded when the program starts. Times vary with the machine; which code is loaded does not. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { COMMAND_NAMES } from '../../source/commands/names.ts';
import { VERSION } from '../../source/commands/version.ts';
import { startProgram } from '../terminal/program.ts';

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
  const loaded = ['source/commands/play/at-terminal.ts', 'source/commands/play/game.ts'].flatMap((source) => loadedWith(chunk(source), metafile));
  expect(loaded).toContain('node_modules/yoga-layout/dist/src/index.js');
  expect(loaded.filter((path) => /node_modules\/(?:xstate|yaml|zod)\//.test(path))).toEqual([]);
  // The texts are in the catalogue, as JSON; an import of them brings them a second time.
  expect(loaded.filter((path) => /^source\/message\/(?:en|zh-hans)/.test(path))).toEqual([]);
});

test('few files are loaded for a first frame: each costs a third of a millisecond', () => {
  const files = new Set<string>();
  const load = (chunk: string): void => {
    files.add(chunk);
    for (const { path, kind } of metafile.outputs[chunk]?.imports ?? []) if (kind === 'import-statement' && !files.has(path)) load(path);
  };
  for (const chunk of ['dist/ackademy.mjs', 'dist/at-terminal.mjs', 'dist/game.mjs']) load(chunk);
  expect(files.size).toBeLessThanOrEqual(6);
});

test('a program finds what it loads from another one', () => {
  const elsewhere = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter(({ path }) => path.startsWith('./')).map(({ path }) => `dist/${path.slice(2)}`));
  expect(elsewhere).toContain('dist/run.mjs');
  expect(elsewhere.filter((path) => metafile.outputs[path] === undefined)).toEqual([]);
});

test('each command says how it is called from the built program', () => {
  for (const name of [...COMMAND_NAMES, '']) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/ackademy.cjs', ...(name === '' ? [] : [name]), '--help'], { cwd: root, encoding: 'utf8', timeout: 20_000 });
    expect({ status, stderr, says: stdout.includes(name) && stdout.length > 40 }, name).toEqual({ status: 0, stderr: '', says: true });
  }
});

/** What the commands load only when they work: packages in CommonJS, Node's own modules, each other's files. */
const WORK: readonly (readonly [args: readonly string[], status: number])[] = [
  [['paths'], 0],
  [['levels', '--json'], 0],
  [['facts', 'F1.8'], 0],
  [['doctor'], 0],
  [['progress', 'export'], 0],
  [['check', 'levels/01-opening/01-first-syn'], 0],
  [['watch', 'first-syn'], 0],
  [['export', 'first-syn', '--solution', '--to', 'pcapng', '--out', join(mkdtempSync(join(tmpdir(), 'ackademy-dist-')), 'run.pcapng')], 0],
  [['play', 'first-syn', '--plain'], 1],
  [['replay', 'no-such-run.json'], 3],
  [['packetdrill', 'no-such-script.pkt'], 3],
  [[], 0],
];

test.each(WORK)('the built program runs: %j', (args, expected) => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/ackademy.cjs', ...args], { cwd: root, encoding: 'utf8', input: '', timeout: 120_000, env: { ...process.env, XDG_DATA_HOME: mkdtempSync(join(tmpdir(), 'ackademy-dist-')) } });
  expect({ status, stderr: expected === 3 ? '' : stderr }, stderr).toEqual({ status: expected, stderr: '' });
});

test('no built module imports from Node: that would read every export, and load what they bring along', () => {
  const dist = join(root, 'dist');
  const importing = readdirSync(dist).filter((name) => name.endsWith('.mjs') && /(?:from|import)\s?"(?:node:)?[a-z_/]+"/.test(readFileSync(join(dist, name), 'utf8')));
  expect(importing).toEqual([]);
});

test('what an earlier version left in the cache is removed, and nothing else', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'ackademy-cache-'));
  for (const name of ['0.0.9', '99.0.0', 'mine']) mkdirSync(join(cache, 'ackademy', name), { recursive: true });
  const program = startProgram({ args: ['play', 'first-syn'], env: { XDG_CACHE_HOME: cache } });
  try {
    await vi.waitUntil(() => !existsSync(join(cache, 'ackademy', '0.0.9')), { timeout: 20_000 });
  } finally {
    program.end();
    await program.exited;
  }
  expect(readdirSync(join(cache, 'ackademy')).sort()).toEqual([VERSION, '99.0.0', 'mine'].sort());
});

test('where nothing can be kept for the next start, the program runs all the same and says nothing about it', () => {
  for (const folder of ['/proc/nowhere', '/dev/null']) {
    const { status, stderr } = spawnSync(process.execPath, ['bin/ackademy.cjs', 'paths'], { cwd: root, env: { ...process.env, XDG_CACHE_HOME: folder }, encoding: 'utf8', timeout: 10_000 });
    expect({ status, stderr }, folder).toEqual({ status: 0, stderr: '' });
  }
});
