import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ClassFolder } from '../commands/class/class-folder.ts';
import { sitDown, type SshPlayer } from '../server/ssh/ssh-player.ts';
import { classWith, serveLesson, type ServedLesson } from './served-lesson.ts';

const DOWN = '\u001b[B';

let folder: ClassFolder;
let lesson: ServedLesson | null = null;
beforeAll(async () => {
  folder = await classWith(6);
});
afterEach(async () => {
  await lesson?.end();
  lesson = null;
});
afterAll(() => folder.remove());

const began = (screen: string): boolean => screen.includes('send [S] seq');
const moved = (screen: string): boolean => screen.includes('moves 1, par 2');

async function playsOneMove(player: SshPlayer): Promise<void> {
  await player.until('the first level', began);
  player.send(`${DOWN}\r`);
  await player.until('the first move', moved);
}

test('a worker that is killed loses nothing: its players are where they were, on the same connection', async () => {
  lesson = await serveLesson(folder);
  const players = await Promise.all(lesson.logins.slice(0, 3).map((login) => sitDown(login)));
  await Promise.all(players.map(playsOneMove));
  const before = lesson.workers();
  expect(before.length).toBeGreaterThanOrEqual(2);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  // A key that the new worker answers shows that its game plays, and not only the last frame of the old one.
  for (const player of players) player.terminal.reset();
  await Promise.all(players.map((player) => player.until('the move again', moved)));
  for (const player of players) player.send('?');
  await Promise.all(players.map((player) => player.until('the help', (screen) => screen.includes('Words and numbers'))));
  expect(lesson.workers().filter((pid) => before.includes(pid))).toEqual([]);
  for (const player of players) player.hangUp();
});

test('a server that is killed in the middle of a lesson is started again with nothing lost, under the same key', async () => {
  lesson = await serveLesson(folder);
  const login = lesson.logins[3]!;
  const player = await sitDown(login);
  expect(player.fingerprint).toBe(lesson.fingerprint);
  await playsOneMove(player);
  lesson.process.kill('SIGKILL');
  await player.ended;
  const first = lesson;
  lesson = await serveLesson(folder, first.port);
  const again = await sitDown(login);
  expect(again.fingerprint).toBe(player.fingerprint);
  await again.until('the move again', moved);
  again.hangUp();
});

test('a lesson that ends gives every terminal back, and what was played is graded', async () => {
  lesson = await serveLesson(folder);
  const player = await sitDown(lesson.logins[4]!);
  await playsOneMove(player);
  expect(await lesson.end()).toBe(0);
  expect(await player.ended).toBe(1);
  expect(player.terminal.buffer.active.type).toBe('normal');
  expect(player.text()).toContain('The lesson has ended. Everything that you played is kept.');
  expect(lesson.lines.at(-1)).toMatch(/^The lesson has ended\. Hand-ins in lab1-lesson\/hand-ins: \d+\./);
  const { code, out } = await folder.teacher('grade', 'lab1.ackclass', 'lab1-lesson/hand-ins', '--codes', 'codes.csv');
  expect(code).toBe(0);
  expect(out).toContain(`accepted: hand-ins/lab1-${lesson.logins[4]!.handle}.ackrun`);
});
