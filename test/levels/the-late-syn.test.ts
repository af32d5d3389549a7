import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/09-the-late-syn');
const OLD = ['queue syn', 'S. seq 7000 ack SEG.SEQ+1', 'queue none', 'silent'];
const GOOD = ['queue syn', 'S. seq 2100000000 ack SEG.SEQ+1', 'queue accept', 'silent'];

function seedWith(calling: number): string {
  return Array.from({ length: 40 }, (_, seed) => String(seed)).find((seed) => playLevel(level, seed, []).session.drawn.numbers['calling'] === calling)!;
}

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test.each([[0, 'a client without a socket'], [1, 'a client in SYN-SENT']] as const)('calling %i: %s refuses the late SYN with the exact number', (calling, _what) => {
  const { session, verdicts } = playLevel(level, seedWith(calling), [...OLD, ...GOOD, 'wait 1s']);
  expect(verdicts.slice(0, 8).map((verdict) => verdict?.outcome)).toEqual(Array(8).fill('as-linux'));
  expect(session.phase).toBe('won');
  const reset = session.world.journal.segments.find(({ from, segment }) => from === 'client' && segment.flags === 4);
  expect(reset?.segment.seq).toBe((session.drawn.numbers['oldIss'] as number) + 1);
  expect(session.predictions).toMatchObject([{ id: 'after-two', truth: 'b' }]);
});

test('who takes the connection after two segments holds a ghost, and loses', () => {
  const { session } = playLevel(level, seedWith(0), ['queue accept', 'S. seq 7000 ack SEG.SEQ+1']);
  expect(sessionView(session).loss?.why.id).toBe('level.lose.ghost');
});
