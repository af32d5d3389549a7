import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readLines } from '../../../source/commands/terminal/read-lines.ts';
import type { Shell } from '../../../source/commands/shell.ts';
import { fakeShell } from '../fake-shell.ts';

async function lines(input: string | readonly string[]): Promise<string[]> {
  return collect(fakeShell(input).shell);
}

async function collect(shell: Shell): Promise<string[]> {
  const all: string[] = [];
  for await (const line of readLines(shell, '> ')) all.push(line);
  return all;
}

test('lines come as they are, whatever pieces the pipe brings', async () => {
  expect(await lines(['wai', 't 3s\r\nst', 'ate\n', '\nquit'])).toEqual(['wait 3s', 'state', '', 'quit']);
  expect(await lines('')).toEqual([]);
});

test('a character split between two pieces stays whole', async () => {
  const bytes = Buffer.from('等待');
  const { shell } = fakeShell();
  const stdin = Readable.from([bytes.subarray(0, 2), bytes.subarray(2)], { objectMode: false });
  expect(await collect({ ...shell, stdin })).toEqual(['等待']);
});

test('of a line of ten megabytes only its beginning is kept', async () => {
  const [long, next] = await lines([...Array.from({ length: 100 }, () => 'x'.repeat(100_000)), '\nquit\n']);
  expect(long!.length).toBeLessThan(50_000);
  expect(next).toBe('quit');
});

test('before a keyboard each line is asked for, without a move of the cursor', async () => {
  const { shell, out } = fakeShell('goal\nquit\n');
  const stdin = Object.assign(shell.stdin, { isTTY: true });
  expect(await collect({ ...shell, stdin })).toEqual(['goal', 'quit']);
  expect(out()).toBe('> > > \n');
});
