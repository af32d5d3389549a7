import { describe, expect, test } from 'vitest';
import { tollOf } from '../../source/referee/toll.ts';
import { starsOf } from '../../source/referee/score.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/04-loud-reset');
const SEEDS = ['1', '2', '3', '4'];
const solved = (seed: string) => playLevel(level, seed, ['wait 11s', 'sysctl tcp_abort_on_overflow=1', 'wait 30s']).session;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  test('in silence most clients give up without an error; with the RST they read ECONNRESET and are served elsewhere', () => {
    const before = playLevel(level, seed, ['wait 14s']).session.world.traffic.ended;
    expect(new Set(before.map(({ how }) => how))).toEqual(new Set(['served', 'gave-up']));
    const { phase, world } = solved(seed);
    expect(phase).toBe('won');
    const reset = world.traffic.ended.filter(({ how }) => how === 'ECONNRESET');
    expect(reset.length).toBeGreaterThan(20);
    expect(reset.every(({ call, turned }) => call === 'read' && turned)).toBe(true);
  });

  test('a longer queue serves nobody in the end: accept() takes clients that have left', () => {
    const { session } = playLevel(level, seed, ['wait 11s', 'call listen 3 4096', 'wait 24s']);
    const late = session.world.traffic.ended.filter(({ at }) => at > 30_000);
    expect(late.filter(({ how }) => how === 'served')).toEqual([]);
    expect(session.phase).not.toBe('won');
  });
});

test('a listener that is closed refuses everybody: that wins too, and costs a star', () => {
  const { session } = playLevel(level, '1', ['wait 11s', 'call close 3', 'wait 30s']);
  expect(session.phase).toBe('won');
  expect(session.world.traffic.ended.some(({ how, call }) => how === 'ECONNREFUSED' && call === 'connect')).toBe(true);
  expect([tollOf(session).restarts, starsOf(session)]).toEqual([1, 2]);
});

test('who acts late wins with fewer stars: too many were let down', () => {
  expect(starsOf(solved('3'))).toBe(3);
  const late = playLevel(level, '3', ['wait 18s', 'sysctl tcp_abort_on_overflow=1', 'wait 30s']).session;
  expect([late.phase, starsOf(late), tollOf(late).letDown > level.spare!]).toEqual(['won', 2, true]);
});

test('predictions are settled by what the programs saw', () => {
  const { predictions } = playLevel(level, '1', ['wait 4s', 'predict b', 'wait 7s', 'sysctl tcp_abort_on_overflow=1', 'predict a', 'wait 4s']).session;
  expect(predictions.map(({ truth }) => truth)).toEqual(['c', 'c']);
});

test('after 29.5 s in silence the hint says that it is too late', () => {
  expect(hintAt(playLevel(level, '1', ['wait 30s']).session)).toMatchObject({ id: 'late', deadEnd: true });
});
