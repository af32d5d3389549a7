import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { doctor, report } from '../../source/commands/doctor.ts';
import type { Diagnosis } from '../../source/commands/doctor.ts';
import { LANGUAGES } from '../../source/language.ts';
import { fakeShell } from './fake-shell.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { invoke } from './invoke.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ackademy-doctor-'));
  return () => rmSync(home, { recursive: true, force: true });
});
const env = () => ({ XDG_DATA_HOME: join(home, 'd'), XDG_CONFIG_HOME: join(home, 'c'), LANG: 'C.UTF-8', TERM: 'xterm-256color' });

test('doctor tells what a terminal can do, and leaves no file behind', async () => {
  const { shell, written } = fakeTerminal((text) => (text.includes('\u001b[6n') ? '\u001b[1;2R' : null), env());
  expect(await invoke(doctor, [], shell)).toBe(0);
  for (const finding of ['OK  A terminal that can draw (TERM=xterm-256color).', 'OK  80x24 cells.', 'OK  256 colours.', 'OK  The locale is UTF-8.', 'OK  Frame characters are one cell wide.', `OK  Node ${process.versions.node}.`]) expect(written()).toContain(finding);
  expect(readdirSync(join(home, 'd', 'ackademy'))).toEqual([]);
});

test('doctor on a pipe says that the plain mode is used, and JSON for scripts', async () => {
  const { shell, out } = fakeShell('', env());
  expect(await invoke(doctor, ['--json'], shell)).toBe(0);
  expect(JSON.parse(out())).toMatchObject({ format: 'ackademy-doctor', version: 1, terminal: false, colors: 1, ambiguousWidth: 'unknown', folders: [{ writable: true, problem: null }, { writable: true, problem: null }] });
});

test('doctor ends with 1 when nothing can be saved, and says why', async () => {
  writeFileSync(join(home, 'd'), 'not a folder');
  const { shell, out } = fakeShell('', env());
  expect(await invoke(doctor, [], shell)).toBe(1);
  expect(out()).toMatch(/^!! {2}.*cannot be written to \(E\w+\)/m);
});

test.each(LANGUAGES)('every finding has a sentence in %s', (lang) => {
  const good: Diagnosis = { terminal: true, term: 'xterm', columns: 100, rows: 30, colors: 16, unicode: true, ambiguousWidth: 'narrow', node: '24.0.0', folders: [{ path: '/d', writable: true, problem: null }] };
  const bad: Diagnosis = { ...good, terminal: false, columns: null, colors: 1, unicode: false, ambiguousWidth: 'wide', folders: [{ path: '/d', writable: false, problem: 'EROFS' }] };
  const lines = [...report(good, lang), ...report(bad, lang), ...report({ ...good, columns: 60, ambiguousWidth: 'unknown' }, lang)];
  for (const text of lines) expect(text).toMatch(/^(?:OK|!!) {2}\S/);
  expect(lines.join('\n')).not.toMatch(/undefined|\{\w+\}/);
});
