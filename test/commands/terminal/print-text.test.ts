import { expect, test } from 'vitest';
import { printText } from '../../../source/commands/terminal/print-text.ts';
import type { Shell } from '../../../source/commands/shell.ts';

function printed(line: string, terminal: { isTTY?: boolean; columns?: number }): string {
  let text = '';
  const shell = { stdout: { ...terminal, write: (more: string) => void (text += more) } } as unknown as Shell;
  printText(shell, line);
  return text;
}

test('a terminal gets lines that end between words, a program whole ones', () => {
  const line = 'so many textbooks count four segments where three are enough';
  expect(printed(line, { isTTY: true, columns: 20 }).split('\n').every((row) => row.length < 20 && line.includes(row))).toBe(true);
  expect(printed(line, { isTTY: true, columns: 20 }).trimEnd().split(/\s+/)).toEqual(line.split(' '));
  expect(printed(line, {})).toBe(`${line}\n`);
});
