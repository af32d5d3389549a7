import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/09-last-ack-lost');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const seedWhere = (name: string, value: number): string => Array.from({ length: 60 }, (_, i) => String(i + 1)).find((seed) => numbersOf(seed)[name] === value)!;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test.each([0, 1, 2])('the same FIN goes out three times, the waits grow, and the last ACK comes from TIME-WAIT (losses %s)', (what) => {
  const seed = seedWhere('what', what);
  const { session } = playLevel(level, seed, solutionOf(seed));
  const { mineA, portA } = numbersOf(seed);
  const fins = session.world.journal.segments.filter(({ from, segment }) => from === 'server' && segment.dstPort === portA);
  expect(session.phase).toBe('won');
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['b', 'b']);
  expect(fins.map(({ segment }) => segment.seq)).toEqual([mineA, mineA, mineA]);
  expect(fins.map(({ retransmission }) => retransmission)).toEqual([false, true, true]);
  const [first, second, third] = fins.map(({ sentAt }) => sentAt);
  expect(third! - second!).toBeGreaterThanOrEqual(second! - first!);
});

test('a RST where the FIN is due again is lost', () => {
  const seed = seedWhere('what', 0);
  const { session } = playLevel(level, seed, [...solutionOf(seed).slice(0, 4), 'R. seq SND.NXT ack RCV.NXT']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F10.1']);
});

test('a timer that was let go by goes off again', () => {
  const seed = seedWhere('what', 1);
  const { session } = playLevel(level, seed, [...solutionOf(seed).slice(0, 4), 'silent', 'wait 5s']);
  expect(hintAt(session).id).toBe('timer');
});

test('B is not over by a RST of our own: it is the laptop that says so', () => {
  const seed = seedWhere('order', 1);
  const { session } = playLevel(level, seed, ['R. seq SND.NXT ack RCV.NXT', 'wait 1s']);
  expect(session.goalsMet[2]).toBe(false);
});
