import { expect, test } from 'vitest';
import { probeAmbiguousWidth } from '../../../source/commands/terminal/probe-width.ts';
import { fakeShell } from '../fake-shell.ts';
import { fakeTerminal } from '../fake-terminal.ts';

const asks = (written: string) => written.includes('\u001b[6n');

test.each([
  ['narrow', 2],
  ['wide', 3],
] as const)('a terminal whose cursor is in the right column is %s', async (width, column) => {
  const { shell, stdin } = fakeTerminal((written) => (asks(written) ? `\u001b[24;${column}R` : null));
  expect(await probeAmbiguousWidth(shell, 1000)).toBe(width);
  expect(stdin.isRaw).toBe(false);
});

test('a terminal that does not answer in time is unknown', async () => {
  const { shell, stdin } = fakeTerminal(() => null);
  expect(await probeAmbiguousWidth(shell, 1)).toBe('unknown');
  expect(stdin.isRaw).toBe(false);
});

test('what was typed while the question was open is not lost', async () => {
  const { shell, stdin } = fakeTerminal((written) => (asks(written) ? 'ab\u001b[1;2Rc' : null));
  expect(await probeAmbiguousWidth(shell, 1000)).toBe('narrow');
  expect(String(stdin.read())).toBe('abc');
});

test('a pipe is not asked', async () => {
  const { shell, out } = fakeShell('');
  expect(await probeAmbiguousWidth(shell, 1000)).toBe('unknown');
  expect(out()).toBe('');
});
