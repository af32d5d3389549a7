import { describe, expect, test } from 'vitest';
import { starsOf } from '../../source/referee/score.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/04-out-of-ports');
const SEEDS = ['1', '2', '3', '4'];
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const RUN_OUT = ['wait 16s'];
const TO_THE_END = ['wait 40s', 'wait 40s'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  test('every port is in TIME-WAIT on the gateway, none on the backend, and connect() fails without a SYN', () => {
    const { hosts, traffic } = playLevel(level, seed, RUN_OUT).session.world;
    const { ports } = numbersOf(seed);
    expect([hosts.get('gateway')!.timeWaitCount, hosts.get('backend')!.timeWaitCount]).toEqual([ports, 0]);
    expect(hosts.get('gateway')!.counters.ActiveOpens).toBe(Number(ports) + traffic.begun.get('archive')!);
    expect(new Set(traffic.ended.filter(({ of }) => of === 'calls').map(({ how, call }) => `${how} ${call}`))).toEqual(new Set(['served read', 'EADDRNOTAVAIL connect']));
  });

  test('idle loses, and so do twice as many ports: they only put it off', () => {
    for (const moves of [[], [`sysctl ip_local_port_range=${numbersOf(seed)['twice']}`]]) {
      const { phase, loss } = playLevel(level, seed, [...RUN_OUT, ...moves, ...TO_THE_END]).session;
      expect([phase, loss?.rule]).toEqual(['lost', 'F8.7']);
    }
  });

  test('ports for less than 60 s do not win; ports for all of them do, and so does reuse', () => {
    const { first, rate } = numbersOf(seed) as { first: number; rate: number };
    const end = (setting: string) => playLevel(level, seed, [...RUN_OUT, setting, ...TO_THE_END]).session.phase;
    expect(end(`sysctl ip_local_port_range=${first} ${first + rate * 45}`)).toBe('lost');
    expect(end(`sysctl ip_local_port_range=${first} ${first + rate * 66}`)).toBe('won');
    expect(end('sysctl tcp_tw_reuse=1')).toBe('won');
  });
});

test('where the other side closes first the same ports last: its TIME-WAITs stand there', () => {
  const { hosts, traffic } = playLevel(level, '1', RUN_OUT).session.world;
  expect(new Set(traffic.ended.filter(({ of }) => of === 'archive').map(({ how }) => how))).toEqual(new Set(['served']));
  // A tuple that comes again is opened again: never more TIME-WAITs than ports.
  const { ports } = numbersOf('1') as { ports: number };
  expect(hosts.get('archive')!.timeWaitCount).toBeGreaterThan(ports / 3);
  expect(hosts.get('archive')!.timeWaitCount).toBeLessThanOrEqual(ports);
  expect(hosts.get('archive')!.counters.PassiveOpens).toBeGreaterThan(ports);
});

test('reuse needs timestamps: without them nothing is taken over', () => {
  const { session } = playLevel(level, '1', ['sysctl tcp_timestamps=0', 'sysctl tcp_tw_reuse=1', ...RUN_OUT, ...TO_THE_END]);
  expect([session.phase, session.world.hosts.get('gateway')!.counters.TWRecycled]).toEqual(['lost', 0]);
});

test('three stars for who acts when the errors come', () => {
  const { session } = playLevel(level, '1', ['wait 6s', 'predict a', 'wait 1s', 'predict c', 'predict b', 'wait 6s', 'sysctl tcp_tw_reuse=1', ...TO_THE_END]);
  expect([session.phase, starsOf(session), session.predictions.map(({ truth }) => truth)]).toEqual(['won', 3, ['a', 'c', 'b']]);
});

test('after 55 s the hint says that it is too late', () => {
  const { session } = playLevel(level, '1', [...RUN_OUT, `sysctl ip_local_port_range=40000 ${40_000 + 6 * 45}`, 'wait 40s']);
  expect(hintAt(session)).toMatchObject({ id: 'late', deadEnd: true });
});
