import { describe, expect, test } from 'vitest';
import { starsOf } from '../../source/referee/score.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/08-shared-address');
const SEEDS = ['1', '2', '3', '4', '5'];
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers as Readonly<Record<string, number>>;
const REFUSE = '. seq SND.NXT ack RCV.NXT';
const TAKE_OVER = 'S. seq SND.NXT+65537 ack SEG.SEQ+1';
const SERVER = [REFUSE, 'silent', 'S. seq 5000 ack SEG.SEQ+1', 'silent', TAKE_OVER, 'silent'];
const attack = (seed: string, flags: string, seq = 77) => `bob: ${flags} seq ${seq} win 0 src 192.168.1.20:${numbersOf(seed)['open']} dst 10.0.0.9:80`;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  const { hers, his, open } = numbersOf(seed) as { hers: number; his: number; open: number };

  test('the newer number with the older clock is refused, the older number with the newer clock let in', () => {
    const { session, verdicts } = playLevel(level, seed, SERVER);
    expect(verdicts.map((verdict) => verdict?.name)).toEqual(['time-wait/paws-acked', 'time-wait/rst-exact', 'listen/syn-queued', 'request/final-ack', 'time-wait/syn-by-timestamp', 'request/final-ack']);
    expect(session.goalsMet).toEqual([true, true, false, false]);
    expect(session.world.nats[0]!.translations.map(({ outsidePort }) => outsidePort)).toEqual([hers, his]);
  });

  test('bob ends the connection of alice with any SYN, and she is told when she writes, from another port', () => {
    const { session } = playLevel(level, seed, ['predict b', ...SERVER, 'wait 3s', 'predict b', attack(seed, 'S'), 'wait 6s']);
    expect([session.phase, starsOf(session), session.predictions.map(({ truth }) => truth)]).toEqual(['won', 3, ['b', 'b']]);
    expect(session.judged.at(-1)!.verdict).toMatchObject({ name: 'segment/syn-challenged', outcome: 'effective' });
    const written = session.world.journal.segments.find(({ from, sent }) => from === 'alice' && sent.length > 0)!;
    expect([written.sent.srcPort, written.segment.srcPort]).toEqual([open, 1024]);
    expect(session.world.journal.segments.filter(({ forged }) => forged)).toEqual([]);
  });

  test('idle loses at 2.45 s, and who leaves alice alone loses when she has written', () => {
    expect(playLevel(level, seed, Array(8).fill('wait 1s')).session.loss?.rule).toBe('F7.9');
    expect(playLevel(level, seed, [...SERVER, 'wait 3s', 'wait 6s']).session.loss?.rule).toBe('F11.5');
  });
});

test('a RST goes no further than the router, however good its number; nor does another port harm alice', () => {
  const exact = numbersOf('1')['rcv3']!;
  const { session, verdicts } = playLevel(level, '1', [...SERVER, 'wait 3s', attack('1', 'R', exact), attack('1', 'S').replace(/:\d+ dst/, ':33000 dst')]);
  expect(verdicts.slice(-2).map((verdict) => verdict?.name)).toEqual(['attack/stopped-by-the-router', 'listen/syn-queued']);
  expect(session.goalsMet[2]).toBe(false);
  expect(hintAt(session).id).toBe('attack');
});
