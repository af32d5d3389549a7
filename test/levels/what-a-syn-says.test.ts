import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/10-what-a-syn-says');
const OWN = 'S. seq 7000 ack SEG.SEQ+1';
const TAKEN = '. seq SEG.ACK ack SEG.SEQ+SEG.LEN';

test('the level keeps its promises: solution, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('each side says its own: the clients send segments of the size that the server named, larger than what they asked for', () => {
  const { session } = playLevel(level, '1', [OWN, OWN, TAKEN, TAKEN]);
  const { theirs, ours } = session.drawn.numbers as Record<string, number>;
  const data = session.world.journal.segments.filter(({ segment }) => segment.length > 0);
  expect(session.phase).toBe('won');
  expect(data).toHaveLength(2);
  for (const { segment } of data) {
    expect(segment.length).toBeGreaterThan(theirs!);
    expect(segment.length).toBeLessThanOrEqual(ours!);
  }
});

test('who repeats the size of the client gets segments of that size, and loses', () => {
  const { session } = playLevel(level, '1', ['predict a', 'S. seq 7000 ack SEG.SEQ+1 <mss 1200,nop,wscale 10>', OWN]);
  expect(session.drawn.numbers['theirs']).toBe(1200);
  expect(sessionView(session).loss?.why.id).toBe('level.lose.small');
  expect(session.predictions).toMatchObject([{ id: 'size', truth: null }]);
});

test('who shifts the window of the SYN-ACK is sent the small number of bytes that it says', () => {
  const { session } = playLevel(level, '1', ['S. seq 7000 ack SEG.SEQ+1 win 63', OWN, TAKEN]);
  const [first] = session.world.journal.segments.filter(({ segment }) => segment.length > 0);
  expect(first?.segment.length).toBe(63);
});
