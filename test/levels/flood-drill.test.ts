import { describe, expect, test } from 'vitest';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/05-flood-drill');
const READY = ['call socket', 'call setsockopt 3 IP_TRANSPARENT 1'];
const syns = (count: number) => Array.from({ length: count }, (_, i) => `S seq 1 win 512 src 203.0.113.9:${2000 + i} dst 10.0.0.9:80`);
const boundOf = (seed: string) => Number(playLevel(level, seed, []).session.drawn.numbers['bound']);
const SEEDS = ['1', '2', '3', '4', '5', '6'];
const qlen = (seed: string, lines: readonly string[]) => playLevel(level, seed, lines).session.world.hosts.get('server')!.sockets.get(3)!.listener!.qlen;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test('the seeds show both bounds', () => {
  expect(new Set(SEEDS.map(boundOf)).size).toBe(2);
});

describe.each(SEEDS)('seed %s', (seed) => {
  test('seven SYNs keep the client out, six do not, and an eighth finds no place', () => {
    expect(playLevel(level, seed, [...READY, 'wait 4s', ...syns(7), 'wait 6s']).session.phase).toBe('won');
    expect(playLevel(level, seed, [...READY, 'wait 4s', ...syns(6), 'wait 6s']).session).toMatchObject({ phase: 'lost', loss: { rule: 'F3.7' } });
    expect(qlen(seed, [...READY, ...syns(8)])).toBe(7);
  });

  test('a source that exists frees its place by RST, and the same SYN again takes none', () => {
    const held = (src: string) => playLevel(level, seed, [...READY, `S seq 1 win 512 src ${src} dst 10.0.0.9:80`]);
    expect([held('10.0.0.5:7').verdicts.at(-1), held('203.0.113.9:7').verdicts.at(-1)]).toMatchObject([{ outcome: 'no-effect', evidence: { id: 'verdict.place-freed' } }, { outcome: 'effective', evidence: { id: 'verdict.place-held' } }]);
    expect(qlen(seed, [...READY, 'S seq 1 win 512 src 10.0.0.5:7 dst 10.0.0.9:80', ...syns(1), ...syns(1)])).toBe(1);
  });
});

test('with the small backlog, requests that are sent too early have given up when the client comes again', () => {
  const small = SEEDS.find((seed) => boundOf(seed) === 1)!;
  const large = SEEDS.find((seed) => boundOf(seed) === 0)!;
  const early = [...READY, ...syns(7), 'wait 12s'];
  expect([playLevel(level, small, early).session.phase, playLevel(level, large, early).session.phase]).toEqual(['lost', 'won']);
});

test('nine SYNs are too many', () => {
  expect(playLevel(level, '1', [...READY, ...syns(9)]).session).toMatchObject({ phase: 'lost', loss: { rule: 'F3.7' } });
});
