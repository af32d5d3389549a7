import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/07-calling-the-void');
const FIRST_CALL = ['timer 1s', 'wait', 'timer 2s', 'wait 2s', 'timer 4s', 'wait 4s', 'timer off'];
/** Seeds by how long a program may be stuck. */
const SEEDS = { 33: seedWith(33), 65: seedWith(65), 129: seedWith(129) } as const;

function seedWith(limit: number): string {
  return Array.from({ length: 40 }, (_, seed) => String(seed)).find((seed) => playLevel(level, seed, []).session.drawn.numbers['limit'] === limit)!;
}

function second(seed: string, old: number, now: number) {
  return playLevel(level, seed, [...FIRST_CALL, 'wait 5s', `on client-old: sysctl tcp_syn_retries=${old}`, `on client-new: sysctl tcp_syn_retries=${now}`, 'wait 140s']).session;
}

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('in the same 7 s the newer kernel sends twice as many SYNs', () => {
  const { session } = playLevel(level, '1', FIRST_CALL);
  const sent = (from: string): readonly number[] => session.world.journal.segments.filter((record) => record.from === from).map(({ sentAt }) => sentAt / 1000);
  expect([sent('client-old'), sent('client-new')]).toEqual([[0, 1, 3], [0, 1, 2, 3, 4, 5]]);
  expect(session.world.journal.calls.map(({ host, returnedAt }) => [host, returnedAt])).toEqual([['client-new', 7000], ['client-old', 7000]]);
});

test.each([[33, 4, 3, 31, 19], [65, 5, 4, 63, 35], [129, 6, 5, 127, 67]] as const)('within %i s: %i retries on the older kernel, %i on the newer one', (limit, old, now, oldSeconds, newSeconds) => {
  const session = second(SEEDS[limit], old, now);
  expect(session.phase).toBe('won');
  const took = (host: string) => session.world.journal.calls.filter((call) => call.host === host).map(({ at, returnedAt }) => ((returnedAt ?? 0) - at) / 1000)[1];
  expect([took('client-old'), took('client-new')]).toEqual([oldSeconds, newSeconds]);
});

test.each([
  ['the same on both is too long for the newer one', 4, 4, 'stuck'],
  ['one less is too impatient on the older one', 3, 3, 'impatient-old'],
  ['one less is too impatient on the newer one', 4, 2, 'impatient-new'],
] as const)('%s', (_what, old, now, why) => {
  expect(sessionView(second(SEEDS[33], old, now)).loss?.why.id).toBe(`level.lose.${why}`);
});

test('who only lets time pass loses', () => {
  expect(playLevel(level, '1', ['wait 5s', 'wait 5s', 'wait 5s']).session.phase).toBe('lost');
});
