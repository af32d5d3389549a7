import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/09-restart-now');
const numbers = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const SEEDS = ['1', '2', '3', '4'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test.each(SEEDS)('the old client is let in from the very port that is in TIME-WAIT, and the worker goes on (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, playLevel(level, seed, []).session.drawn.solution);
  expect([session.phase, session.predictions.map(({ truth }) => truth)]).toEqual(['won', ['b', 'b', 'b']]);
  expect(session.world.journal.segments.some(({ segment }) => (segment.flags & 4) !== 0)).toBe(false);
});

test.each(SEEDS)('without the old socket\'s option nothing helps before TIME-WAIT has ended (seed %s)', (seed) => {
  const { web, plain, left } = numbers(seed);
  const bound = (wait: number) => playLevel(level, seed, ['call setsockopt 7 SO_REUSEADDR 1', `call bind 7 *:${web}`, 'call listen 7 128', 'call setsockopt 8 SO_REUSEADDR 1', 'call setsockopt 8 SO_REUSEPORT 1', `wait ${wait}ms`, `call bind 8 *:${plain}`]).verdicts.at(-1)?.name;
  expect(bound(Number(left) * 1000 - 1)).toBe('call/bind-eaddrinuse');
  expect(bound(Number(left) * 1000)).toBe('call/bind');
});

test('another connection on the port gives way, a listener does not', () => {
  const { live } = numbers('1');
  const bind = ['call setsockopt 9 SO_REUSEADDR 1', `call bind 9 *:${live}`];
  expect(playLevel(level, '1', bind).verdicts.at(-1)?.name).toBe('call/bind-eaddrinuse');
  expect(playLevel(level, '1', ['call close 3', ...bind, 'call listen 9 5']).verdicts.at(-1)).toMatchObject({ name: 'call/listen', outcome: 'effective' });
});

test('a worker that is closed is lost', () => {
  const { session } = playLevel(level, '1', ['call close 6']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F5.27']);
});

test('whoever waits for the old client to end the TIME-WAIT has turned it away', () => {
  const { session } = playLevel(level, '1', ['wait 12s']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F10.12']);
});

test('the hints follow the ports', () => {
  const { web, live, left } = numbers('1');
  const done = ['call setsockopt 7 SO_REUSEADDR 1', `call bind 7 *:${web}`, 'call listen 7 128'];
  const next = [...done, 'call close 3'];
  const all = [...next, 'call setsockopt 9 SO_REUSEADDR 1', `call bind 9 *:${live}`, 'call listen 9 128'];
  const ids = [[], done, next, all, [...all, `wait ${left}s`]].map((lines) => hintAt(playLevel(level, '1', lines).session).id);
  expect(ids).toEqual(['else', 'live', 'closed', 'wait', 'plain']);
});

test('a bind() that fails says why: what holds the port, and that a bound socket stays so', () => {
  const why = (...lines: readonly string[]) => playLevel(level, '1', lines).verdicts.at(-1)?.evidence?.id;
  const { web, plain } = playLevel(level, '1', []).session.drawn.numbers;
  expect([why(`call bind 7 *:${web}`), why('call setsockopt 7 SO_REUSEADDR 1', `call bind 7 *:${web}`, `call bind 7 *:${plain}`)]).toEqual(['decision.bind/in-use', 'verdict.call.bind-einval']);
});
