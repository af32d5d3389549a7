import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('01-opening/05-crossed-syns');
const TWO_SYNS = ['S seq 1000', 'S seq 5000'];
const CROSSED = [...TWO_SYNS, 'S. seq ISS ack SEG.SEQ+1', 'S. seq ISS ack SEG.SEQ+1'];

test('the level keeps its promises: solution, second ways, mistakes, predictions, hints, sources', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('two Linux hosts open with six segments, through SYN-RECEIVED on both sides', () => {
  const { session } = playLevel(level, '1', [...CROSSED, '. seq SEG.ACK ack SEG.SEQ+1', '. seq SEG.ACK ack SEG.SEQ+1']);
  expect(sessionView(session).phase).toBe('won');
  expect(session.world.journal.segments).toHaveLength(6);
  expect(session.predictions).toMatchObject([{ id: 'how-many', truth: 'c' }, { id: 'next-state', truth: 'b' }]);
});

test('silence for the second SYN is allowed, and opens with the four segments of RFC 9293', () => {
  const { session, verdicts } = playLevel(level, '1', [...CROSSED, 'silent', 'silent']);
  expect(sessionView(session).phase).toBe('won');
  expect(verdicts.slice(4).map((verdict) => verdict?.outcome)).toEqual(['allowed', 'allowed']);
  expect(session.world.journal.segments).toHaveLength(4);
  expect(session.predictions).toMatchObject([{ id: 'how-many', truth: 'b' }, { id: 'next-state' }]);
});

test('with SACK the second SYN is answered with a D-SACK block of one number, without SACK with a plain ACK', () => {
  const blocks = new Map<unknown, unknown>();
  for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
    const { session } = playLevel(level, seed, [...CROSSED, '. seq SEG.ACK ack SEG.SEQ+1']);
    blocks.set(session.drawn.numbers['sack'], session.world.journal.segments[4]!.segment.options.sack?.map(([from, to]) => to - from) ?? null);
  }
  expect(Object.fromEntries(blocks as Map<string, unknown>)).toEqual({ 0: null, 1: [1] });
});

test('a second first number makes the ends disagree: challenge ACKs, then a RST ends the open', () => {
  const { session } = playLevel(level, '1', [...TWO_SYNS, 'S. seq 99 ack SEG.SEQ+1', 'S. seq ISS ack SEG.SEQ+1', '. seq ISS+1 ack RCV.NXT', '. seq ISS+1 ack RCV.NXT', 'R seq SEG.ACK', 'silent', 'silent']);
  expect(sessionView(session)).toMatchObject({ phase: 'lost', loss: { rule: 'F2.6', why: { id: 'level.lose.ended' } } });
});

test('a plain ACK for the crossing SYN is not what Linux sends, but it opens the connection as well', () => {
  const { session, verdicts } = playLevel(level, '1', [...TWO_SYNS, '. seq ISS+1 ack SEG.SEQ+1', 'S. seq ISS ack SEG.SEQ+1', 'silent', '. seq SEG.ACK ack SEG.SEQ+1']);
  expect(verdicts[2]).toMatchObject({ outcome: 'wrong', name: 'syn-sent/ack-without-repeating-the-syn' });
  expect(sessionView(session).phase).toBe('won');
});

test('a SYN-ACK too many is needless with the same number, and a second first number with another', () => {
  const toThere = ['S seq ISS', 'S seq ISS', 'S. seq ISS ack SEG.SEQ+1', 'S. seq ISS ack SEG.SEQ+1'];
  expect(playLevel(level, '1', [...toThere, 'S. seq ISS ack SEG.SEQ+1']).verdicts.at(-1)?.name).toBe('crossed/syn-ack-again');
  const { verdicts, session } = playLevel(level, '1', [...toThere, 'S. seq ISS+7 ack SEG.SEQ+1']);
  expect(verdicts.at(-1)).toMatchObject({ name: 'crossed/second-isn', misconception: 'M02', why: { params: { rightSeq: session.drawn.numbers['leftIss'] } } });
});
