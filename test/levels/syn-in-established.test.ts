import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('05-attacker/05-syn-in-established');

function seedWith(which: number): string {
  return Array.from({ length: 60 }, (_, seed) => String(seed)).find((seed) => playLevel(level, seed, []).session.drawn.numbers['case'] === which)!;
}

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test.each([
  [0, ['segment/syn-challenged', 'segment/challenge-limited']],
  [1, ['segment/syn-challenged', 'segment/rst-challenged']],
  [2, ['segment/rst-challenged', 'segment/syn-challenged']],
] as const)('variant %i: %j, then a RST that is ignored', (which, names) => {
  const { numbers } = playLevel(level, seedWith(which), []).session.drawn;
  const challenge = `. seq ${numbers['mine']} ack ${numbers['theirs']}`;
  const { session, verdicts } = playLevel(level, seedWith(which), [challenge, 'wait 1s', which === 0 ? 'silent' : challenge, 'wait 1s', 'silent', 'wait 1s', `. seq ${numbers['mine']} ack ${numbers['end']}`]);
  expect(verdicts.flatMap((verdict) => (verdict ? [verdict.name] : []))).toEqual([...names, 'segment/rst-outside-ignored', 'data/in-order']);
  expect(session.phase).toBe('won');
  expect(session.predictions).toMatchObject([{ id: 'survives', truth: 'b' }]);
});

test('a RST for the forged SYN ends the connection, and loses', () => {
  const { session } = playLevel(level, seedWith(0), ['R. seq 0 ack SEG.SEQ+1']);
  expect(sessionView(session).loss?.why.id).toBe('level.lose.killed');
});
