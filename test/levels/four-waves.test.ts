import { expect, test } from 'vitest';
import { printTcpdump } from '../../source/tcp/notation/print-tcpdump.ts';
import { findingsOf, hintAt, levelAt, playLevel, type Conversation } from './play-level.ts';

const level = levelAt('03-closing/01-four-waves');
/** Seed 1 has four segments, seed 2 three. */
const [FOUR, THREE] = ['1', '2'];

const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const flagsOf = ({ session }: Conversation): string[] => session.world.journal.segments.filter(({ retransmission }) => !retransmission).map(({ from, segment }) => `${from} ${/Flags \[(.*?)\]/.exec(printTcpdump(segment))![1]}`);

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test('a server that takes its time makes four segments, one that closes at once makes three', () => {
  const four = playLevel(level, FOUR, solutionOf(FOUR));
  const three = playLevel(level, THREE, solutionOf(THREE));
  expect([four.session.phase, three.session.phase]).toEqual(['won', 'won']);
  expect(flagsOf(four)).toEqual(['client F.', 'server .', 'server F.', 'client .']);
  expect(flagsOf(three)).toEqual(['server P.', 'client .', 'client F.', 'server F.', 'client .']);
  expect([four, three].map(({ session }) => session.predictions.map(({ truth }) => truth))).toEqual([['c', 'b'], ['b', 'b']]);
});

test.each([FOUR, THREE])('without the last ACK the FIN comes again, and TIME-WAIT answers it (seed %s)', (seed) => {
  const lines = [...solutionOf(seed).slice(0, 5), 'silent', 'state TIME-WAIT', 'wait 3s'];
  const silent = playLevel(level, seed, lines);
  expect(hintAt(silent.session).id).toBe('fin-again');
  const answered = playLevel(level, seed, [...lines, '. seq SEG.ACK ack SEG.SEQ+1', 'state TIME-WAIT']);
  expect(answered.verdicts.at(-2)?.name).toBe('time-wait/ack-again');
  expect(answered.session.phase).toBe('won');
});

test.each([FOUR, THREE])('with the socket forgotten the FIN that comes again is met by RST, and that is the end (seed %s)', (seed) => {
  const lines = [...solutionOf(seed).slice(0, 5), 'silent', 'state CLOSED', 'wait 3s'];
  const gone = playLevel(level, seed, lines);
  expect(hintAt(gone.session)).toMatchObject({ id: 'forgotten', deadEnd: true });
  const reset = playLevel(level, seed, [...lines, 'R seq SEG.ACK', 'state CLOSED']);
  expect(reset.verdicts.at(-2)?.outcome).toBe('as-linux');
  expect([reset.session.phase, reset.session.loss?.rule]).toEqual(['lost', 'F10.1']);
});

test('an ACK that goes out early takes the place of the delayed one: the data is acknowledged once', () => {
  const early = playLevel(level, THREE, ['. seq SEG.ACK ack SEG.SEQ+SEG.LEN', 'state ESTABLISHED', 'wait 3s']);
  expect(early.verdicts[0]?.name).toBe('data/ack-before-it-is-due');
  expect(flagsOf(early)).toEqual(['server P.', 'client .']);
});

test('a FIN that was not sent is sent by the timer', () => {
  const { session } = playLevel(level, FOUR, ['silent', 'state FIN-WAIT-1', 'wait 3s', 'silent', 'state FIN-WAIT-2', 'wait 3s', '. seq SEG.ACK ack SEG.SEQ+1', 'state TIME-WAIT']);
  expect(session.phase).toBe('won');
});

test('TIME-WAIT before the FIN of the server is lost, and settles no prediction', () => {
  const { session } = playLevel(level, FOUR, ['F. seq SND.NXT ack RCV.NXT', 'state TIME-WAIT']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F5.2']);
  // What loses the level reaches none of its goals.
  expect(session.goalsMet).toEqual([false, false]);
  expect(session.predictions.map(({ truth }) => truth)).toEqual([null]);
});

test('a FIN that is neither answered nor followed by its state was not taken in: our own is acknowledged, theirs comes again', () => {
  const lines = [...solutionOf(THREE).slice(0, 5), 'silent', 'state FIN-WAIT-2'];
  const { session } = playLevel(level, THREE, lines);
  const socket = [...session.world.hosts.get('client')!.sockets.values()][0] ?? null;
  const entry = [...session.world.hosts.get('client')!.ehash.values()].flatMap((row) => [...row.values()])[0];
  expect(entry ?? socket).toMatchObject({ state: 'FIN-WAIT-2', rcvNxt: session.drawn.numbers['ackDue'], sndUna: (session.drawn.numbers['mine'] as number) + 1, unacked: [] });
  const won = playLevel(level, THREE, [...lines, 'wait 3s', '. seq SEG.ACK ack SEG.SEQ+1', 'state TIME-WAIT']);
  expect(won.session.phase).toBe('won');
});
