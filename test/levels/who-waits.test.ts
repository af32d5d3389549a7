import { describe, expect, test } from 'vitest';
import { starsOf } from '../../source/referee/score.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/01-who-waits');
/** Each of the three sockets is the busy one in some of these. */
const SEEDS = ['1', '2', '3', '4', '5', '6'];
interface Numbers { readonly busy: number; readonly idle1: number; readonly idle2: number; readonly bytes: number; readonly answer: number }
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers as unknown as Numbers;
const end = (seed: string, lines: readonly string[]) => {
  const { phase, loss, world } = playLevel(level, seed, [...lines, 'wait 15s']).session;
  return { phase, rule: loss?.rule, waits: [world.hosts.get('client')!.timeWaitCount, world.hosts.get('server')!.timeWaitCount] };
};

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('which socket is busy differs', () => {
  expect(new Set(SEEDS.map((seed) => numbersOf(seed).busy))).toEqual(new Set([3, 4, 5]));
});

describe.each(SEEDS)('seed %s', (seed) => {
  const { busy, idle1, idle2, bytes, answer } = numbersOf(seed);

  test('the client closes first, by close() or by shutdown(): it holds all three TIME-WAITs, the server none', () => {
    const idle = [`client: call close ${idle1}`, `client: call shutdown ${idle2} WR`];
    expect(end(seed, [...idle, `client: call shutdown ${busy} WR`])).toEqual({ phase: 'won', rule: undefined, waits: [3, 0] });
    expect(end(seed, [...idle, `wait ${answer + 300}ms`, `client: call read ${busy} ${bytes}`, `client: call close ${busy}`]).phase).toBe('won');
  });

  test('who does nothing, or closes on the server, has TIME-WAIT there', () => {
    for (const lines of [[], [`server: call close ${idle1}`], [`server: call shutdown ${idle2} WR`]]) expect(end(seed, lines)).toMatchObject({ phase: 'lost', rule: 'F5.2' });
  });

  test('close() before the answer, or with the answer unread, ends in a RST', () => {
    const idle = [`client: call close ${idle1}`, `client: call close ${idle2}`];
    for (const n of [0, 1, 2]) {
      expect(hintAt(playLevel(level, seed, [`client: call close ${busy}`, ...idle.slice(0, n)]).session)).toMatchObject({ id: 'closed', deadEnd: true });
      expect(hintAt(playLevel(level, seed, [`client: call shutdown ${busy} WR`, ...idle.slice(0, n)]).session).id).toBe(n === 2 ? 'else' : 'idle');
    }
    expect(end(seed, [`client: call close ${busy}`])).toMatchObject({ phase: 'lost', rule: 'F5.14' });
    expect(end(seed, [`wait ${answer + 300}ms`, `client: call close ${busy}`])).toMatchObject({ phase: 'lost', rule: 'F5.14' });
  });
});

test.each([
  ['no room for TIME-WAIT on the server', ['server: sysctl tcp_max_tw_buckets=0', 'server: call close 3'], 'F7.22'],
  ['tcp_tw_reuse changes nothing', ['server: sysctl tcp_tw_reuse=1'], 'F5.2'],
] as const)('%s', (_, lines, rule) => {
  expect(end('1', lines)).toMatchObject({ phase: 'lost', rule });
});

test('three moves are par, and the prediction comes true', () => {
  const { busy, idle1, idle2 } = numbersOf('2');
  const { session } = playLevel(level, '2', ['predict b', `client: call close ${idle1}`, `client: call close ${idle2}`, `client: call shutdown ${busy} WR`, 'wait 10s']);
  expect([session.phase, starsOf(session), session.predictions.map(({ truth }) => truth)]).toEqual(['won', 3, ['b']]);
});
