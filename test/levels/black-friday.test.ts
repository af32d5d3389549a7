import { describe, expect, test } from 'vitest';
import { starsOf } from '../../source/referee/score.ts';
import { sessionView } from '../../source/referee/view.ts';
import type { Session } from '../../source/referee/session.ts';
import { findingsOf, hintAt, levelAt, playLevel, prints } from './play-level.ts';

const level = levelAt('06-incidents/01-black-friday');
const SEEDS = ['1', '2', '3'];

const servedOf = (session: Session, crowd: string): number => session.world.traffic.ended.filter(({ of, how }) => of === crowd && how === 'served').length;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 120_000);

describe.each(SEEDS)('seed %s', (seed) => {
  test('while a crowd is there ss -ltn shows one more in the queue than its limit, cut by somaxconn', () => {
    const { session } = playLevel(level, seed, ['wait 3400ms']);
    expect(prints(session, 'ss -ltn')[1]).toMatch(/^LISTEN 33 {5}32 .*0\.0\.0\.0:80 /);
    expect(prints(session, 'nstat | grep ListenOverflows')).toHaveLength(1);
    expect(prints(session, 'nstat | grep ReqQFull')).toEqual([]);
    expect(prints(session, 'dmesg')).toEqual([]);
  });

  test('nothing but the tools is seen while it is played', () => {
    const { world } = sessionView(playLevel(level, seed, ['wait 4s']).session);
    expect([world.ladder, world.sockets, world.queues, world.series, world.counters, world.timers]).toEqual([[], [], [], [], [], []]);
    expect(world.lifelines.map(({ host }) => host)).toEqual(['server']);
  });

  test('silence instead of RST serves more of a crowd, and not enough', () => {
    const loud = playLevel(level, seed, ['wait 8900ms']).session;
    const silent = playLevel(level, seed, ['wait 5s', 'sysctl tcp_abort_on_overflow=0', 'wait 24s']).session;
    expect(servedOf(silent, 'crowd-2')).toBeGreaterThan(servedOf(loud, 'crowd-2') + 5);
    expect(silent.phase).toBe('lost');
  });
});

test('whoever acts after the second crowd has all stars, whoever waits for the third has not', () => {
  const at = (wait: string) => playLevel(level, '2', [`wait ${wait}`, 'sysctl somaxconn=1024', 'call listen 3 511', 'wait 25s']).session;
  expect([starsOf(at('7s')), starsOf(at('11s'))]).toEqual([3, 2]);
});

test('after 13.5 s the hint says that it is too late', () => {
  expect(hintAt(playLevel(level, '1', ['wait 14s']).session)).toMatchObject({ id: 'late', deadEnd: true });
});
