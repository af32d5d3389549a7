import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/06-sixty-three-seconds');
const FIRST = ['timer 1s', 'wait', 'timer 2s', 'wait', 'timer 4s', 'wait', 'timer 8s', 'wait 8s', 'timer 16s', 'wait 16s', 'timer 32s', 'wait 32s', 'timer off'];

function seedWith(limit: number): string {
  return Array.from({ length: 60 }, (_, seed) => String(seed)).find((seed) => playLevel(level, seed, []).session.drawn.numbers['limit'] === limit)!;
}

function second(limit: number, retries: number) {
  return playLevel(level, seedWith(limit), [...FIRST, 'wait 3s', `sysctl tcp_synack_retries=${retries}`, 'wait 45s']).session;
}

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('six SYN-ACKs in 31 s, and 32 s more until the request is gone', () => {
  const { session, verdicts } = playLevel(level, '1', FIRST);
  const sent = session.world.journal.segments.filter(({ from }) => from === 'server').map(({ sentAt }) => Math.round(sentAt / 1000));
  expect([sent, Math.round(session.world.now / 1000)]).toEqual([[0, 1, 3, 7, 15, 31], 63]);
  expect(verdicts.at(-1)?.name).toBe('rto/given-up-in-time');
});

test.each([[5, 1], [10, 2], [20, 3], [40, 4]] as const)('within %i s: %i retries, neither more nor fewer', (limit, retries) => {
  expect([retries - 1, retries, retries + 1].map((set) => sessionView(second(limit, set)).loss?.why.id ?? null)).toEqual(['level.lose.too-few', null, 'level.lose.too-long']);
  expect(second(limit, retries).phase).toBe('won');
});

test('who forgets the request at 31 s loses, and so does who keeps it', () => {
  const early = playLevel(level, '1', [...FIRST.slice(0, 10), 'timer off']).session;
  expect(sessionView(early).loss?.why.id).toBe('level.lose.forgotten');
  const late = playLevel(level, '1', [...FIRST.slice(0, -1), 'timer 64s', 'wait 10s']).session;
  expect(sessionView(late).loss?.why.id).toBe('level.lose.kept');
});
