import { expect, test } from 'vitest';
import { printTcpdump } from '../../source/tcp/notation/print-tcpdump.ts';
import { findingsOf, hintAt, levelAt, playLevel, type Conversation } from './play-level.ts';

const level = levelAt('03-closing/03-three-waves');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
/** A is over before B begins; or it comes and goes while B's program is at work. */
const [APART, BETWEEN] = ['1', '3'];
const flagsOf = ({ session }: Conversation, port: unknown): string[] =>
  session.world.journal.segments.filter(({ segment }) => segment.srcPort === port || segment.dstPort === port).map(({ from, segment }) => `${from} ${/Flags \[(.*?)\]/.exec(printTcpdump(segment))![1]}`);

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
  expect([APART, BETWEEN].map((seed) => numbersOf(seed)['between'])).toEqual([0, 1]);
}, 60_000);

test.each([APART, BETWEEN])('a close() within the delayed ACK makes three segments, a later one four (seed %s)', (seed) => {
  const run = playLevel(level, seed, solutionOf(seed));
  const { portA, portB } = numbersOf(seed);
  expect(run.session.phase).toBe('won');
  expect(flagsOf(run, portA)).toEqual(['client F.', 'server F.', 'client .']);
  expect(flagsOf(run, portB)).toEqual(['client F.', 'server .', 'server F.', 'client .']);
  expect(run.session.predictions.map(({ truth }) => truth)).toEqual(['b']);
});

test('the ACK of B leaves with the timer of the delayed ACK, 40 ms after the FIN', () => {
  const { session } = playLevel(level, BETWEEN, solutionOf(BETWEEN));
  const { portB } = numbersOf(BETWEEN);
  const [fin, ack] = session.world.journal.segments.filter(({ segment }) => segment.srcPort === portB || segment.dstPort === portB);
  expect(ack!.sentAt - fin!.arrivesAt).toBe(40);
  expect(ack!.auto).toBe(true);
});

test('an ACK at once is allowed, and loses A', () => {
  const { session, verdicts } = playLevel(level, APART, ['. seq SEG.ACK ack SEG.SEQ+1']);
  expect(verdicts[0]).toMatchObject({ name: 'fin/ack-before-it-is-due', outcome: 'allowed' });
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F5.4']);
});

test('a FIN of the kernel\'s own accord says what the program has not said; its close() then sends the same again', () => {
  const { session, verdicts } = playLevel(level, APART, ['F. seq SEG.ACK ack SEG.SEQ+1', 'F. seq SND.NXT ack RCV.NXT']);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual(['fin/fin-before-close', 'close/sends-fin']);
  expect(session.phase).not.toBe('won');
});

test('a close() of B that is let go by is not made again: a dead end', () => {
  const lines = solutionOf(APART);
  const { session } = playLevel(level, APART, [...lines.slice(0, 5), 'drop', 'wait 5s']);
  expect(hintAt(session)).toMatchObject({ id: 'not-closed', deadEnd: true });
});
