import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassFolder } from '../commands/class/class-folder.ts';
import { startProgram, type Program } from './program.ts';
import { classWith, serveLesson, type ServedLesson } from './served-lesson.ts';

let folder: ClassFolder;
let lesson: ServedLesson;
beforeAll(async () => {
  folder = await classWith(2);
  lesson = await serveLesson(folder);
});
afterAll(async () => {
  await lesson.end();
  folder.remove();
});

const root = process.cwd();
const joins = (home: string, more: Readonly<Record<string, string>> = {}): Program => startProgram({ args: ['join', `127.0.0.1:${lesson.port}`], home, columns: 100, rows: 40, env: more, cwd: root });

test('a lesson is joined with the game: the fingerprint is shown first, then the game plays, and the terminal is given back', async () => {
  const { handle, code } = lesson.logins[0]!;
  const home = folder.at('homes', 'mei');
  const program = joins(home);
  expect(await program.until('the question', (screen) => screen.includes('(yes/no)'))).toContain(lesson.fingerprint);
  program.send('yes\r');
  await program.until('the question for the handle', (screen) => screen.includes('Your handle'));
  program.send(`${handle}\r`);
  await program.until('the question for the code', (screen) => screen.includes('claim code ('));
  program.send(`${code}\r`);
  await program.until('the first level', (screen) => screen.includes('send [S] seq'));
  program.resize(120, 40);
  await program.until('the wide screen', (screen) => screen.split('\n').some((line) => line.length === 120));
  program.send('\u001b[B\r');
  await program.until('the move', (screen) => screen.includes('moves 1, par 2'));
  program.send('\u0003');
  expect(await program.exited).toBe(0);
  expect(program.terminal.buffer.active.type).toBe('normal');
  expect(program.text()).toContain('See you.');
  expect(readFileSync(join(home, 'data', 'ackademy', 'known-servers.txt'), 'utf8')).toBe(`127.0.0.1:${lesson.port} ${lesson.fingerprint}\n`);
  program.end();
});

test('the same server is not asked about again; a wrong code is refused', async () => {
  const program = joins(folder.at('homes', 'mei'));
  await program.until('the question for the handle', (screen) => screen.includes('Your handle'));
  program.send(`${lesson.logins[0]!.handle}\r`);
  await program.until('the question for the code', (screen) => screen.includes('claim code ('));
  program.send(`${lesson.logins[1]!.code}\r`);
  expect(await program.exited).toBe(1);
  expect(program.text()).toContain('do not belong together');
  program.end();
});

test('a server that is not believed, or has another key than before, is told nothing', async () => {
  const home = folder.at('homes', 'ada');
  const program = joins(home, { LANG: 'zh_CN.UTF-8' });
  await program.until('the question', (screen) => screen.includes('一致吗'));
  program.send('no\r');
  expect(await program.exited).toBe(1);
  expect(program.text()).toContain('没有告诉那台服务器任何内容');
  program.end();
  folder.write('homes/mei/data/ackademy/known-servers.txt', `127.0.0.1:${lesson.port} SHA256:another\n`);
  const again = joins(folder.at('homes', 'mei'));
  expect(await again.exited).toBe(1);
  expect(again.text()).toContain('has another key than before');
  again.end();
});
