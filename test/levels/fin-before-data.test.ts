import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/05-fin-before-data');
/** In seed 1 the data is lost, in seed 3 it is late. */
const [LOST, LATE] = ['1', '3'];
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
  expect([numbersOf(LOST)['lost'], numbersOf(LATE)['lost']]).toEqual([1, 0]);
}, 60_000);

test.each([LOST, LATE])('it opens with the FIN that has come before the data: there is something to do at once (seed %s)', (seed) => {
  expect(playLevel(level, seed, []).session.world.pending?.expected.decisions).toEqual(['fin/out-of-order']);
});

test.each([LOST, LATE])('the early FIN is named by SACK with its own number and acknowledged only with the data (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed));
  const { next, fin, done } = numbersOf(seed);
  const answers = session.world.journal.segments.filter(({ from }) => from === 'client').map(({ segment }) => ({ ack: segment.ack, sack: segment.options.sack }));
  expect(session.phase).toBe('won');
  expect(answers[0]).toEqual({ ack: next, sack: [[fin, done]] });
  expect(answers.at(-1)!.ack).toBe(done);
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['c']);
});

test.each([LOST, LATE])('a FIN that is thrown away comes again: after the late data, and before the lost one as a probe (seed %s)', (seed) => {
  const { next, done } = numbersOf(seed);
  const after = seed === LOST ? ['queue out-of-order', 'state FIN-WAIT-2', `. seq SEG.ACK ack ${next}`, 'queue receive'] : ['queue receive', 'state FIN-WAIT-2', 'silent', 'queue none'];
  const { session, verdicts } = playLevel(level, seed, ['drop', ...after, 'state TIME-WAIT', `. seq SEG.ACK ack ${done}`]);
  expect(session.phase).toBe('won');
  expect(verdicts.slice(1).filter((verdict) => verdict !== null && verdict.outcome !== 'as-linux')).toEqual([]);
});

test.each([LOST, LATE])('TIME-WAIT at once throws the data away: a dead end (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, ['queue out-of-order', 'state TIME-WAIT', '. seq SEG.ACK ack RCV.NXT', 'queue none', 'state TIME-WAIT', '. seq SEG.ACK ack RCV.NXT']);
  expect(hintAt(session)).toMatchObject({ id: 'bytes-lost', deadEnd: true });
  expect(session.goalsMet).toEqual([false, false, true, false]);
});

test.each([LOST, LATE])('a FIN taken over the gap ends the program early: a dead end (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, ['queue receive', 'state TIME-WAIT', '. seq SEG.ACK ack SEG.SEQ+1']);
  expect(hintAt(session)).toMatchObject({ id: 'bytes-lost', deadEnd: true });
  // What the player did instead says nothing about Linux.
  expect(session.predictions.map(({ truth }) => truth)).toEqual([null]);
});

test('an ACK over the gap is a dead end where the data is lost, and harmless where it is only late', () => {
  const over = ['queue out-of-order', 'state FIN-WAIT-2', '. seq SEG.ACK ack SEG.SEQ+1'];
  expect(hintAt(playLevel(level, LOST, over).session)).toMatchObject({ id: 'never-again', deadEnd: true });
  const late = playLevel(level, LATE, [...over, 'queue receive', 'state TIME-WAIT', `. seq SEG.ACK ack ${numbersOf(LATE)['done']}`]);
  expect(late.session.phase).toBe('won');
});

test('the ACK that fills the gap covers the FIN that had waited', () => {
  const short = playLevel(level, LATE, [...solutionOf(LATE).slice(0, -1), 'silent']);
  expect(short.session.phase).not.toBe('won');
  const { verdicts } = playLevel(level, LATE, [...solutionOf(LATE).slice(0, -1), '. seq SEG.ACK ack SEG.SEQ+SEG.LEN']);
  expect(verdicts.at(-1)).toMatchObject({ name: 'fin/ack-without-the-fin', misconception: 'M01' });
});

test('a RST is lost: what shutdown(SHUT_WR) leaves open is cut off', () => {
  const { session } = playLevel(level, LATE, ['queue out-of-order', 'state FIN-WAIT-2', 'R seq SEG.ACK']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F6.3']);
});
