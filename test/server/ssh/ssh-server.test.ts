import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client, ClientChannel } from 'ssh2';
import { gradeHandIn } from '../../../source/classroom/grade.ts';
import { writeHandIns } from '../../../source/server/hand-ins/write-hand-ins.ts';
import type { SshServer } from '../../../source/server/ssh/ssh-server.ts';
import { smallLesson, type SmallLesson } from '../small-lesson.ts';
import { logIn, sitDown } from './ssh-player.ts';

const DOWN = '\u001b[B';

let lesson: SmallLesson;
let server: SshServer;
beforeAll(async () => {
  lesson = smallLesson(4);
  server = await lesson.open();
});
afterAll(() => lesson.remove());

const login = (n: number, port = server.port) => ({ port, ...lesson.students[n]! });
const began = (screen: string): boolean => screen.includes('send [S] seq');
const movedOnce = (screen: string): boolean => screen.includes('moves 1, par 2');

describe('a student who comes with ssh', () => {
  test('finds the first level on the other page of the terminal, and is given the terminal back', async () => {
    const player = await sitDown(login(0));
    expect(player.fingerprint).toBe(lesson.key.fingerprint);
    await player.until('the first level', began);
    expect(player.terminal.buffer.active.type).toBe('alternate');
    player.send('q');
    await player.until('the map', (screen) => screen.includes('Lab 1') && screen.includes('Enter'));
    player.send('q');
    expect(await player.ended).toBe(0);
    expect(player.terminal.buffer.active.type).toBe('normal');
    expect(player.text()).toContain('See you.');
  });

  test('sees lines that begin at the left edge, and a game that is drawn anew when the window changes', async () => {
    const player = await sitDown(login(1), { columns: 80, rows: 24 });
    const screen = await player.until('the first level', began);
    expect(screen.split('\n').filter((line) => !/^(?:[┌│└╔║╚ ]|$)/.test(line))).toEqual([]);
    expect(screen.split('\n').filter((line) => /^[│║].*[│║]$/.test(line)).length).toBeGreaterThan(12);
    player.resize(120, 40);
    await player.until('the large screen', (now) => now.split('\n').some((line) => line.length === 120));
    player.hangUp();
    await player.ended;
  });

  test('comes back to the very move, also to another server over the same database', async () => {
    const player = await sitDown(login(2));
    await player.until('the first level', began);
    player.send(`${DOWN}\r`);
    await player.until('the first move', movedOnce);
    player.hangUp();
    await player.ended;
    const again = await sitDown(login(2));
    await again.until('the move again', movedOnce);
    again.hangUp();
    await again.ended;
    const other = await lesson.open();
    const third = await sitDown(login(2, other.port));
    await third.until('the move on another server', movedOnce);
    third.hangUp();
    await third.ended;
    await other.close();
  });

  test('is told at the older terminal that the game goes on at the newer one', async () => {
    const older = await sitDown(login(3));
    await older.until('the first level', began);
    older.send(`${DOWN}\r`);
    await older.until('the first move', movedOnce);
    const newer = await sitDown(login(3));
    expect(await older.ended).toBe(1);
    expect(older.terminal.buffer.active.type).toBe('normal');
    expect(older.text()).toContain('the game goes on there');
    await newer.until('the move', movedOnce);
    newer.hangUp();
    await newer.ended;
  });

  test('finds the move in a hand-in that can be graded, and its receipt signed', async () => {
    const { folder, store, pack, key, students, lesson: { course } } = lesson;
    const options = { store, folder, name: pack.name, levels: pack.levels.map(({ id }) => id), key };
    expect(await writeHandIns(options)).toBe(2);
    const { handle, code } = students[2]!;
    const text = readFileSync(join(folder, 'hand-ins', `lab1-${handle}.ackrun`), 'utf8');
    const graded = gradeHandIn(text, { pack, levels: new Map(course.levels.map((level) => [level.id, level])), codes: new Map([[handle, code]]) });
    expect(graded).toMatchObject({ ok: true, grade: { levels: [{ state: 'not-solved', moves: 1 }] } });
    const receipts = readFileSync(join(folder, 'receipts.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { handle: string; receipt: string; key: string; signature: string });
    const { signature, ...said } = receipts.find((receipt) => receipt.handle === handle)!;
    expect(graded.ok && graded.grade.receipt).toBe(said.receipt);
    expect(said.key).toBe(key.publicText);
    expect(key.sign(JSON.stringify(said))).toBe(signature);
  });
});

test('whoever solves a level is told its points in the lab, and comes back to the map', async () => {
  const own = smallLesson(1);
  const { port } = await own.open();
  const player = await sitDown({ port, ...own.students[0]! });
  await player.until('the first level', began);
  player.send(':S\r');
  await player.until('the question', (screen) => screen.includes('Predict before you move'));
  player.send('a3\r');
  await player.until('the answer to the SYN-ACK', (screen) => !screen.includes('Predict before you move'));
  player.send(':. seq SEG.ACK ack SEG.SEQ+1\r');
  expect(await player.until('the points', (screen) => screen.includes('of 100'))).toContain('first-syn: 100 of 100');
  player.hangUp();
  await player.ended;
  const again = await sitDown({ port, ...own.students[0]! });
  await again.until('the map', (screen) => screen.includes('1/1 solved'));
  again.hangUp();
  await again.ended;
  await own.remove();
});

describe('what is no game is refused', () => {
  const over = async (act: (client: Awaited<ReturnType<typeof logIn>>['client']) => Promise<string>): Promise<string> => {
    const { client } = await logIn(login(0));
    const said = await act(client);
    client.end();
    return said;
  };
  const allOf = (channel: ClientChannel): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      channel.on('data', (bytes: Uint8Array) => void (text += String(bytes)));
      channel.stderr.on('data', (bytes: Uint8Array) => void (text += String(bytes)));
      channel.on('close', (code: number) => resolve(`${code} ${text}`));
    });

  test('a command, with a sentence', async () => {
    expect(await over((client) => new Promise((resolve, reject) => client.exec('ls', (error, channel) => (error ? reject(error) : resolve(allOf(channel))))))).toBe('2 ackademy: here is a game, and no shell: no commands are run and no files are copied. Expected no command, for example: ssh -p PORT handle@host\r\n');
  });

  test('a shell without a terminal, with a sentence', async () => {
    expect(await over((client) => new Promise((resolve, reject) => client.shell(false, (error, channel) => (error ? reject(error) : resolve(allOf(channel))))))).toContain('2 ackademy: expected a terminal');
  });

  test.each([
    ['files (sftp)', (client, done) => client.sftp(done)],
    ['any subsystem', (client, done) => client.subsys('netconf', done)],
    ['forwarding to somewhere', (client, done) => client.forwardOut('127.0.0.1', 1, '127.0.0.1', 22, done)],
    ['forwarding to a socket', (client, done) => client.openssh_forwardOutStreamLocal('/var/run/docker.sock', done)],
    ['listening', (client, done) => client.forwardIn('127.0.0.1', 0, done)],
    ['environment', (client, done) => client.shell({ term: 'xterm' }, { env: { LD_PRELOAD: '/tmp/x.so' } }, (error) => (error ? done(error) : client.exec('env', (_error, channel) => (channel ? done(new Error('no more')) : done(new Error('refused'))))))],
    ['X11', (client, done) => client.exec('xeyes', { x11: true }, done)],
  ] as readonly (readonly [string, (client: Client, done: (error?: Error) => void) => void])[])('%s', async (_name, ask) => {
    expect(await over((client) => new Promise((resolve) => ask(client, (error) => resolve(error ? 'refused' : 'done'))))).toBe('refused');
  });

  test('after all of that the server still plays', async () => {
    const player = await sitDown(login(0));
    await player.until('the game', (screen) => screen.includes('Lab 1') || began(screen));
    player.hangUp();
    await player.ended;
  });
});

describe('whoever is no student', () => {
  test('is refused, be it the handle or the code that is wrong, and after a few tries has to wait', async () => {
    const own = await lesson.open({ logins: { address: { burst: 100, perSecond: 0 }, handle: { burst: 2, perSecond: 0 } } });
    const { handle, code } = lesson.students[0]!;
    await expect(logIn({ port: own.port, handle: 'nobody-123', code })).rejects.toThrow(/authentication/);
    await expect(logIn({ port: own.port, handle, code: lesson.students[1]!.code })).rejects.toThrow(/authentication/);
    await expect(logIn({ port: own.port, handle, code: '' })).rejects.toThrow(/authentication/);
    await expect(logIn({ port: own.port, handle, code })).rejects.toThrow();
    const { client } = await logIn({ port: own.port, ...lesson.students[1]! });
    client.end();
    await own.close();
  });

  test('may wait at the door only for so long, and only so many', async () => {
    const own = await lesson.open({ limits: { perAddress: 5, all: 5, loginMs: 60_000 } });
    const closed: number[] = [];
    const visitors = Array.from({ length: 8 }, (_, n) => {
      const socket = connect(own.port, '127.0.0.1');
      socket.on('error', () => {}).resume();
      return { socket, gone: new Promise<void>((resolve) => socket.on('close', () => resolve(void closed.push(n)))) };
    });
    await Promise.all(visitors.slice(0, 3).map(({ gone }) => gone));
    expect(own.strangers()).toBe(5);
    const player = await sitDown(login(1, own.port));
    await player.until('the game', began);
    expect(closed).toEqual([0, 1, 2, 3]);
    player.hangUp();
    for (const { socket } of visitors) socket.destroy();
    await own.close();
  });

  test('is cut off when nothing is said, and when nothing is asked for after the login', async () => {
    const own = await lesson.open({ limits: { loginMs: 1500 } });
    const socket = connect(own.port, '127.0.0.1').resume();
    await new Promise((resolve) => socket.on('close', resolve));
    const { client } = await logIn(login(1, own.port));
    await new Promise<void>((resolve) => void client.on('close', () => resolve()));
    expect(own.strangers()).toBe(0);
    await own.close();
  });
});
