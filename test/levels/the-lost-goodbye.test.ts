import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, hintAt, levelAt, playLevel, type Conversation } from './play-level.ts';

const level = levelAt('04-time-wait/02-the-lost-goodbye');
const ANSWER = '. seq SEG.ACK ack SEG.SEQ+1';
const ON_CLIENT = [ANSWER, 'state TIME-WAIT', 'wait 2s', ANSWER, 'state TIME-WAIT', 'wait 8s'];
/** Seed 1 loses only the ACKs, seed 2 also the FIN that comes again. */
const SEEDS = ['1', '2', '3', '4'];

const writes = ({ session }: Conversation): unknown[] => session.world.journal.calls.filter(({ name }) => name === 'write').map(({ socket, result }) => [socket, result.ok === false ? result.errno : result.ok]);
const timeWaitOf = ({ session }: Conversation) => [...session.world.hosts.get('client')!.ehash.values()].flatMap((row) => [...row.values()]).find(({ kind }) => kind === 'time-wait');

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test.each(SEEDS)('with TIME-WAIT the program is told of a good ending, without it of a reset (seed %s)', (seed) => {
  const played = playLevel(level, seed, [...ON_CLIENT, ANSWER, 'wait 2s', 'R seq SEG.ACK', 'wait 8s']);
  expect(played.session.phase).toBe('won');
  expect(writes(played)).toEqual([[4, 'EPIPE'], [5, 'ECONNRESET'], [5, 'EPIPE']]);
  expect(played.session.predictions.map(({ truth }) => truth)).toEqual(['b']);
});

test('the FIN that is answered again starts the 60 s anew', () => {
  const before = timeWaitOf(playLevel(level, '1', [ANSWER, 'state TIME-WAIT', 'wait 2s']));
  const after = timeWaitOf(playLevel(level, '1', [ANSWER, 'state TIME-WAIT', 'wait 2s', ANSWER, 'state TIME-WAIT']));
  expect([before, after]).toMatchObject([{ expiresAt: expect.any(Number) }, { expiresAt: expect.any(Number) }]);
  expect(after!.kind === 'time-wait' && before!.kind === 'time-wait' && after!.expiresAt > before!.expiresAt).toBe(true);
});

test('client without TIME-WAIT can only reset, and is told that nothing helps', () => {
  const lines = [ANSWER, 'state CLOSED', 'wait 2s'];
  expect(hintAt(playLevel(level, '1', lines).session)).toMatchObject({ id: 'forgotten', deadEnd: true });
  const { session } = playLevel(level, '1', [...lines, 'R seq SEG.ACK']);
  expect(session.world.pending?.expected.to).toBe('CLOSED');
});

test('bare keeps nothing after its ACK, and counts it as an overflow', () => {
  const { session } = playLevel(level, '1', [...ON_CLIENT, ANSWER]);
  const bare = session.world.hosts.get('bare')!;
  expect([bare.timeWaitCount, bare.counters.TCPTimeWaitOverflow]).toEqual([0, 1]);
});

test('an ACK out of nothing makes the server believe in a good ending, and loses', () => {
  const { session } = playLevel(level, '1', [...ON_CLIENT, ANSWER, 'wait 2s', '. seq SEG.ACK ack SEG.SEQ+1']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F1.27']);
});

test('the window does not give the right answer away where the connection ends with it', () => {
  const { session } = playLevel(level, '1', ON_CLIENT.concat('skip'));
  const windows = sessionView(session).choices.flatMap(({ move }) => (move.do === 'send' && (move.segment.flags! & 4) === 0 ? [move.segment.win] : []));
  expect(new Set(windows).size).toBe(1);
});
