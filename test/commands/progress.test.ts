import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { progress } from '../../source/commands/progress.ts';
import type { Shell } from '../../source/commands/shell.ts';
import { openPlayerFiles } from '../../source/storage/player-files.ts';
import { progressOf, solved } from '../../source/storage/progress.ts';
import { fakeShell } from './fake-shell.ts';
import { invoke } from './invoke.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ackademy-progress-'));
  return () => rmSync(home, { recursive: true, force: true });
});
const env = (): Shell['env'] => ({ XDG_DATA_HOME: home, XDG_CONFIG_HOME: home });
const mine = () => openPlayerFiles({ data: join(home, 'ackademy'), config: join(home, 'ackademy') }, { save: true }).progress;
const solve = (level: string, stars: 1 | 2 | 3) => void mine().update((so) => solved(so, level, { stars, moves: 4 }));
async function run(...args: string[]) {
  const fake = fakeShell('', env());
  const code = await invoke(progress, args, fake.shell);
  return { code, out: fake.out(), err: fake.err() };
}

test('what was exported comes back on another machine, and the better result of each level stays', async () => {
  solve('first-syn', 2);
  const { out, code } = await run('export');
  expect(code).toBe(0);
  const file = join(home, 'export.json');
  writeFileSync(file, out);
  await run('reset', '--yes');
  solve('first-syn', 1);
  solve('the-listener', 3);
  expect((await run('import', file)).code).toBe(0);
  expect(progressOf(mine().value(), 'first-syn').stars).toBe(2);
  expect(progressOf(mine().value(), 'the-listener').stars).toBe(3);
});

test('an export does not replace a file unless told to', async () => {
  const file = join(home, 'mine.json');
  expect((await run('export', '--out', file)).code).toBe(0);
  const again = await run('export', '--out', file);
  expect(again.code).toBe(3);
  expect(again.err).toContain('--force');
  expect((await run('export', '--out', file, '--force')).code).toBe(0);
});

test.each([
  ['no file', null],
  ['no JSON', 'hello'],
  ['another format', '{"format":"ackademy-run","version":1}'],
  ['a later version', '{"format":"ackademy-progress","version":2,"levels":{}}'],
  ['an impossible level', '{"format":"ackademy-progress","version":1,"levels":{"a":{"stars":9}}}'],
])('an import of %s changes nothing and says what was expected', async (_what, text) => {
  solve('first-syn', 2);
  const file = join(home, 'bad.json');
  if (text !== null) writeFileSync(file, text);
  const before = readFileSync(join(home, 'ackademy', 'progress.json'), 'utf8');
  const { code, err } = await run('import', file);
  expect(code).toBe(3);
  expect(err).toContain('progress export');
  expect(readFileSync(join(home, 'ackademy', 'progress.json'), 'utf8')).toBe(before);
});

test('reset without anybody to ask does nothing unless told yes', async () => {
  solve('first-syn', 2);
  const refused = await run('reset');
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--yes');
  expect(progressOf(mine().value(), 'first-syn').stars).toBe(2);
  expect((await run('reset', '--yes')).code).toBe(0);
  expect(mine().value()).toEqual({ levels: {} });
});

test('with --no-save nothing is written', async () => {
  await run('reset', '--yes', '--no-save');
  expect(readdirSync(home)).toEqual([]);
});

test.each([[[]], [['export', 'x']], [['import']], [['delete']]])('%j is answered with what progress can do', async (args) => {
  const { code, err } = await run(...args);
  expect(code).toBe(2);
  expect(err).toContain('progress import FILE');
});
