import { expect, test } from 'vitest';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/02-close-wait');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const SEEDS = ['1', '2', '3', '4', '5', '6'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test.each(SEEDS)('the answer is written in CLOSE-WAIT for longer than tcp_fin_timeout (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, [...solutionOf(seed), 'wait 20s']);
  const { seconds, timeout } = numbersOf(seed);
  expect(Number(seconds)).toBeGreaterThan(Number(timeout));
  expect(session.phase).toBe('won');
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['c']);
});

test.each(SEEDS)('close() of the busy socket or of the one at work is lost (seed %s)', (seed) => {
  const { busy, work } = numbersOf(seed);
  for (const [socket, rule] of [[busy, 'F5.6'], [work, 'F5.1']] as const) {
    const { session } = playLevel(level, seed, ['wait 3s', `call close ${socket}`]);
    expect([session.phase, session.loss?.rule]).toEqual(['lost', rule]);
  }
});

test('only close() ends CLOSE-WAIT: LAST-ACK, and nothing is left', () => {
  const { leak1, leakPort1 } = numbersOf('1');
  const { session } = playLevel(level, '1', ['wait 3s', 'sysctl tcp_fin_timeout=1', 'wait 3s', `call close ${leak1}`]);
  const states = session.world.journal.notes.flatMap(({ host, event }) => (host === 'server' && event.type === 'state' && event.remote === `10.0.0.5:${leakPort1}` ? [event.to] : []));
  expect(states).toEqual(['LAST-ACK', 'CLOSED']);
});

test('a timeout that was lowered against CLOSE-WAIT names the wrong idea', () => {
  const { verdicts } = playLevel(level, '1', ['wait 3s', 'sysctl tcp_fin_timeout=1']);
  expect(verdicts.at(-1)).toMatchObject({ name: 'setting/tcp_fin_timeout-shows-nothing-yet', misconception: 'M19' });
});
