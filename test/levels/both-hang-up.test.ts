import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/04-both-hang-up');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const seedWhere = (fits: (numbers: ReturnType<typeof numbersOf>) => boolean): string => Array.from({ length: 60 }, (_, i) => String(i + 1)).find((seed) => fits(numbersOf(seed)))!;
const CALM = seedWhere(({ impaired }) => impaired === 'lose server>client 99');
const OUR_FIN_LOST = seedWhere(({ impaired }) => impaired === 'lose client>server 1');
const THEIR_ACK_LOST = seedWhere(({ impaired }) => impaired === 'lose server>client 2');
const crossed = (seed: string) => [...(seed === CALM ? ['wait 1s'] : []), 'F. seq SND.NXT ack RCV.NXT', 'state FIN-WAIT-1'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test.each([CALM, OUR_FIN_LOST, THEIR_ACK_LOST])('the FIN that crossed covers nothing of ours: CLOSING, and TIME-WAIT on both ends (seed %s)', (seed) => {
  const { session, verdicts } = playLevel(level, seed, solutionOf(seed));
  expect(session.phase).toBe('won');
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['b', 'b']);
  expect(verdicts.filter((verdict) => verdict !== null).map(({ name }) => name)).toEqual(['close/sends-fin', 'state/close-sends-fin', 'fin/closing', 'state/fin-closing', 'fin/acknowledged', 'state/fin-acknowledged']);
});

test.each([OUR_FIN_LOST, THEIR_ACK_LOST])('in CLOSING the timer sends our FIN again, behind its own ACK (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed));
  const { mine, theirsNext } = numbersOf(seed);
  const again = session.world.journal.segments.find(({ from, retransmission }) => from === 'client' && retransmission);
  expect(again?.segment).toMatchObject({ seq: mine, ack: theirsNext });
});

test('TIME-WAIT before the ACK of our own FIN is lost', () => {
  const { session } = playLevel(level, OUR_FIN_LOST, [...crossed(OUR_FIN_LOST), '. seq SND.NXT ack RCV.NXT', 'state TIME-WAIT']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F5.2']);
});

test('a FIN that was not answered comes again and covers ours: from CLOSING straight to TIME-WAIT', () => {
  const lines = [...crossed(THEIR_ACK_LOST), 'silent', 'state CLOSING', 'wait 3s'];
  expect(hintAt(playLevel(level, THEIR_ACK_LOST, lines).session).id).toBe('covered');
  const { session } = playLevel(level, THEIR_ACK_LOST, [...lines, '. seq SND.NXT ack RCV.NXT', 'state TIME-WAIT', 'wait 3s']);
  expect(session.phase).toBe('won');
});

test('a FIN that was thrown away comes again in FIN-WAIT-1: there is no CLOSING then', () => {
  const lines = [...crossed(THEIR_ACK_LOST), 'drop', 'wait 3s'];
  const { session } = playLevel(level, THEIR_ACK_LOST, lines);
  expect(session.world.pending?.expected).toMatchObject({ from: 'FIN-WAIT-1', to: 'TIME-WAIT' });
  expect(hintAt(session).id).toBe('covered');
});

test('the ACK of their FIN has the number after ours, which they have not seen', () => {
  const { verdicts } = playLevel(level, CALM, [...crossed(CALM), '. seq SEG.ACK ack SEG.SEQ+1']);
  expect(verdicts.at(-1)).toMatchObject({ name: 'fin/seq-behind', outcome: 'wrong' });
});
