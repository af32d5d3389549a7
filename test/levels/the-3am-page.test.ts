import { describe, expect, test } from 'vitest';
import { starsOf } from '../../source/referee/score.ts';
import { findingsOf, hintAt, levelAt, playLevel, prints } from './play-level.ts';

const level = levelAt('06-incidents/02-the-3am-page');
const SEEDS = ['1', '2', '3'];

const phase = (seed: string, moves: readonly string[]) => playLevel(level, seed, [...moves, 'wait 30s']).session.phase;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 120_000);

describe.each(SEEDS)('seed %s', (seed) => {
  test('the tools count both troubles: every port in TIME-WAIT, and a held quarter of SYN-RECV', () => {
    const { session } = playLevel(level, seed, ['wait 12s']);
    const { ports, held } = session.drawn.numbers;
    expect(Number(prints(session, 'ss -tan state time-wait dport = :80 | wc -l')[0])).toBe(Number(ports) + 1);
    const half = Number(prints(session, 'ss -tan state syn-recv | wc -l')[0]) - 1;
    expect(half).toBeGreaterThan(Number(held) / 2);
    expect(half).toBeLessThanOrEqual(Number(held));
    expect(prints(session, 'nstat | grep ListenDrops')).toHaveLength(1);
    expect(prints(session, 'dmesg')).toEqual([]);
    expect(new Set(session.world.traffic.ended.filter(({ of }) => of === 'calls').slice(-10).map(({ how }) => how))).toEqual(new Set(['EADDRNOTAVAIL']));
  });

  test('one cure alone is not enough', () => {
    expect(phase(seed, ['wait 12s', 'sysctl tcp_syncookies=1'])).not.toBe('won');
    expect(phase(seed, ['wait 12s', 'sysctl tcp_tw_reuse=1'])).not.toBe('won');
  });

  test('each of the two has more than one cure', () => {
    for (const ports of ['sysctl tcp_tw_reuse=1', 'sysctl ip_local_port_range=32768 60999']) {
      for (const flood of ['sysctl tcp_syncookies=1', 'sysctl tcp_syncookies=2']) expect(phase(seed, ['wait 12s', ports, flood])).toBe('won');
    }
  });
});

test('who acts soon has all stars', () => {
  const { session } = playLevel(level, '1', ['wait 12s', 'sysctl tcp_syncookies=1', 'sysctl tcp_tw_reuse=1', 'wait 20s']);
  expect(starsOf(session)).toBe(3);
});

test('after 22 s the hint says that it is too late', () => {
  expect(hintAt(playLevel(level, '1', ['wait 23s']).session)).toMatchObject({ id: 'late', deadEnd: true });
});
