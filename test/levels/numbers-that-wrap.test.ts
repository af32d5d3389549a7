import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/03-numbers-that-wrap');

function drawn(seed: string): Record<string, number> {
  return playLevel(level, seed, []).session.drawn.numbers as Record<string, number>;
}

function seedWith(has: (numbers: Record<string, number>) => boolean): string {
  return Array.from({ length: 200 }, (_, seed) => String(seed)).find((seed) => has(drawn(seed)))!;
}

test('the level keeps its promises: solution, second way, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('where the SYN has the last number of all, the next one is 0', () => {
  const seed = seedWith(({ iss }) => iss === 4_294_967_295);
  const { session } = playLevel(level, seed, ['S seq 4294967295', 'R seq SEG.ACK', '. seq 0 ack SEG.SEQ+1', '. seq 0 ack SEG.SEQ+1', `P. seq 0 ack RCV.NXT len ${drawn(seed)['bytes']}`]);
  expect(session.phase).toBe('won');
});

test('the wrong ACK number makes the kernel send its SYN again at once, and so the good SYN-ACK comes twice', () => {
  const seed = seedWith(({ which }) => which === 0);
  const { session, verdicts } = playLevel(level, seed, [`S seq ${drawn(seed)['iss']}`, 'R seq SEG.ACK', '. seq ISS+1 ack SEG.SEQ+1', '. seq ISS+1 ack SEG.SEQ+1']);
  const sent = session.world.journal.segments.filter(({ from, segment }) => from === 'client' && segment.flags === 2);
  expect([sent.length, sent[1]!.sentAt < 100]).toEqual([2, true]);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual(['connect/sends-syn', 'syn-sent/bad-ack-reset', 'syn-sent/established', 'segment/syn-challenged']);
});

test.each([[0, 'an old connection'], [1, 'the SYN not counted'], [2, 'beyond the window']] as const)('the RST for the stray one does no harm at the server (%i: %s)', (which, _what) => {
  const seed = seedWith((numbers) => numbers['which'] === which);
  const { session } = playLevel(level, seed, [`S seq ${drawn(seed)['iss']}`, 'R seq SEG.ACK', '. seq ISS+1 ack SEG.SEQ+1']);
  expect(session.world.journal.decided.get('server')?.get('request/rst-outside-ignored')).toBe(1);
  expect(session.predictions).toMatchObject([{ id: 'outcome', truth: 'b' }]);
});

test.each([['S seq 1', 'other-number'], ['silent', 'unsent']] as const)('%s loses at once', (line, why) => {
  expect(sessionView(playLevel(level, '1', [line]).session).loss?.why.id).toBe(`level.lose.${why}`);
});
