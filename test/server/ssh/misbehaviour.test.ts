import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostHere } from '../../../source/server/seat/host-here.ts';
import type { SeatHost } from '../../../source/server/seat/seat.ts';
import { allowance } from '../../../source/server/ssh/allowance.ts';
import { pieces } from '../../../source/server/ssh/key-pace.ts';
import { loginJudge } from '../../../source/server/ssh/login.ts';
import type { SshServer } from '../../../source/server/ssh/ssh-server.ts';
import { openTerminal, MOST_WAITING } from '../../../source/server/seat/terminal-streams.ts';
import { smallLesson, type SmallLesson } from '../small-lesson.ts';
import { sitDown } from './ssh-player.ts';

describe('a rate', () => {
  test('gives a burst, then as much as the time has brought, and to each name by itself', () => {
    const { take, waitFor } = allowance({ burst: 2, perSecond: 1 });
    expect([take('a', 1, 0), take('a', 1, 0), take('a', 1, 0), take('b', 1, 0)]).toEqual([true, true, false, true]);
    expect(waitFor('a', 1, 0)).toBe(1000);
    expect([take('a', 1, 999), take('a', 1, 1000)]).toEqual([false, true]);
    expect(waitFor('a', 1, 60_000)).toBe(0);
    expect([take('a', 1, 60_000), take('a', 1, 60_000), take('a', 1, 60_000)]).toEqual([true, true, false]);
  });
});

describe('who judges handle and code', () => {
  test('is not asked more often than its rates allow, by address and handle, and lets everybody else in', () => {
    const judge = loginJudge('0123456789abcdef', new Map(), { address: { burst: 3, perSecond: 0 }, handle: { burst: 2, perSecond: 0 } });
    const why = (address: string, handle: string): string => {
      const answer = judge(address, handle, 'wrong', 0);
      return answer.ok ? 'in' : answer.why;
    };
    expect([why('10.0.0.1', 'reno-427'), why('10.0.0.1', 'reno-427'), why('10.0.0.1', 'reno-427')]).toEqual(['wrong', 'wrong', 'wait']);
    expect([why('10.0.0.1', 'echo-100'), why('10.0.0.1', 'echo-100')]).toEqual(['wrong', 'wait']);
    expect(why('10.0.0.2', 'reno-427')).toBe('wrong');
  });
});

describe('keys that come in one piece', () => {
  test('are cut into small ones, never within an escape sequence, and nothing is lost', () => {
    const bytes = new TextEncoder().encode('\u001b[B'.repeat(5000));
    const parts = pieces(bytes);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(24);
    expect(parts.every((part) => part[0] === 0x1b)).toBe(true);
    expect(parts.reduce((sum, part) => sum + part.length, 0)).toBe(bytes.length);
    expect(pieces(new Uint8Array(50)).map((part) => part.length)).toEqual([24, 24, 2]);
  });
});

describe('a terminal elsewhere', () => {
  test('holds back no more than its bound for somebody who does not read, and says so once', () => {
    let slow = 0;
    const terminal = openTerminal({ size: { columns: 80, rows: 24 }, send: () => {}, settled: () => Promise.resolve(), onSlow: () => void slow++ });
    const frame = 'x'.repeat(10_000);
    for (let n = 0; n * frame.length <= MOST_WAITING + 10 * frame.length; n++) terminal.stdout.write(frame);
    expect(slow).toBe(1);
  });

  test('sends a frame only when what it shows is kept, and each line feed with its carriage return', async () => {
    const sent: string[] = [];
    let keep = (): void => {};
    const kept = new Promise<void>((resolve) => void (keep = resolve));
    const terminal = openTerminal({ size: { columns: 80, rows: 24 }, send: (text, done) => (sent.push(text), done()), settled: () => kept, onSlow: () => {} });
    const isOut = new Promise((resolve) => terminal.stdout.write('one\ntwo\r\n', resolve));
    expect(sent).toEqual([]);
    keep();
    await isOut;
    expect(sent).toEqual(['one\r\ntwo\r\n']);
  });
});

describe('a player who misbehaves', () => {
  let lesson: SmallLesson;
  let server: SshServer;
  const sizes: number[] = [];
  beforeAll(async () => {
    lesson = smallLesson(3);
    const here = hostHere(lesson.lesson);
    const seats: SeatHost = {
      ...here,
      sitDown(arrival, events) {
        const seat = here.sitDown(arrival, events);
        return { ...seat, resize: (size) => (sizes.push(size.columns), seat.resize(size)) };
      },
    };
    server = await lesson.open({ seats });
  });
  afterAll(() => lesson.remove());
  const login = (n: number) => ({ port: server.port, ...lesson.students[n]! });
  const began = (screen: string): boolean => screen.includes('send [S] seq');

  test('by a storm of window sizes, is drawn a few of them, and the last', async () => {
    const player = await sitDown(login(0));
    await player.until('the first level', began);
    sizes.length = 0;
    for (let n = 0; n < 3000; n++) player.channel.setWindow(40, 60 + (n % 90), 0, 0);
    player.resize(130, 40);
    await player.until('the last size', (screen) => screen.split('\n').some((line) => line.length === 130));
    expect(sizes.at(-1)).toBe(130);
    expect(sizes.length).toBeLessThan(300);
    player.hangUp();
    await player.ended;
  });

  test('by keys without end, and sizes that no window has, takes nobody else\'s game', async () => {
    const noisy = await sitDown(login(1));
    await noisy.until('the first level', began);
    noisy.channel.setWindow(0, 0, 0, 0);
    noisy.channel.setWindow(4_000_000_000, 4_000_000_000, 0, 0);
    noisy.channel.write('\u001b[B'.repeat(100_000));
    const other = await sitDown(login(2));
    await other.until('the first level', began);
    other.send('\u001b[B\r');
    await other.until('the move', (screen) => screen.includes('moves 1, par 2'));
    other.hangUp();
    noisy.client.destroy();
    await Promise.all([other.ended, noisy.ended]);
  });

  test('by noise before any login, is cut off, and the door stays open', async () => {
    for (const noise of ['GET / HTTP/1.1\r\n\r\n', '\0'.repeat(100_000), `SSH-2.0-${'x'.repeat(100_000)}`, 'SSH-2.0-ok\r\n\u00ff\u00ff\u00ff\u00ff garbage that is no packet at all']) {
      const socket = connect(server.port, '127.0.0.1').on('error', () => {}).resume();
      socket.end(noise);
      await new Promise((resolve) => socket.on('close', resolve));
    }
    const player = await sitDown(login(0));
    await player.until('the game', (screen) => began(screen) || screen.includes('Lab 1'));
    player.hangUp();
    await player.ended;
    expect(server.strangers()).toBe(0);
  });
});
