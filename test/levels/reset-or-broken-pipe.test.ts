import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/07-reset-or-broken-pipe');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const seedOf = (order: number): string => Array.from({ length: 20 }, (_, i) => String(i + 1)).find((seed) => numbersOf(seed)['order'] === order)!;
const [A_FIRST, C_FIRST] = [seedOf(0), seedOf(1)];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test.each([A_FIRST, C_FIRST])('each program is told in the order that Linux has (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed));
  const { bytes, size, serviceA, serviceB, serviceC } = numbersOf(seed);
  const toldOn = (port: unknown) => session.world.journal.calls.filter(({ host, remotePort }) => host === 'client' && remotePort === port).map(({ name, result }) => [name, result.ok === true ? result.value : result.ok === false ? result.errno : null]);
  expect(session.phase).toBe('won');
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['b', 'c']);
  expect(toldOn(serviceA)).toEqual([['read', bytes], ['read', 'ECONNRESET'], ['read', 0]]);
  expect(toldOn(serviceB)).toEqual([['write', size], ['read', 0], ['write', 'EPIPE']]);
  expect(toldOn(serviceC)).toEqual([['write', 'ECONNRESET'], ['write', 'EPIPE']]);
});

test.each([
  ['the error before the bytes', A_FIRST, ['returns ECONNRESET'], 'F10.3'],
  ['end-of-file in place of the error', A_FIRST, [`returns ${numbersOf(A_FIRST)['bytes']}`, 'returns 0'], 'F10.1'],
  ['EPIPE before the error was told', C_FIRST, ['returns EPIPE'], 'F10.5'],
  ['bytes that nothing can carry', C_FIRST, [`returns ${numbersOf(C_FIRST)['size']}`], 'F10.5'],
] as const)('%s: lost, and the program is what suffers', (_what, seed, lines, rule) => {
  const { session } = playLevel(level, seed, lines);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', rule]);
});

test('an error that was told twice leaves the end for a later call', () => {
  const lines = [...solutionOf(A_FIRST).slice(0, 2), 'returns ECONNRESET', ...solutionOf(A_FIRST).slice(3), 'wait 2s'];
  expect(hintAt(playLevel(level, A_FIRST, lines).session).id).toBe('end');
  expect(playLevel(level, A_FIRST, [...lines, 'returns 0']).session.phase).toBe('won');
});

test('what was never told is a dead end once no program calls any more', () => {
  const { session } = playLevel(level, A_FIRST, Array<string>(17).fill('wait 4s'));
  expect(hintAt(session)).toMatchObject({ id: 'no-more-calls', deadEnd: true });
});
