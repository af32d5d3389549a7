import { expect, test } from 'vitest';
import { ACK, FIN, RST } from '../../source/tcp/flags.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('03-closing/08-unread-mail');
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers;
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;
const seedOf = (order: number): string => Array.from({ length: 20 }, (_, i) => String(i + 1)).find((seed) => numbersOf(seed)['order'] === order)!;
const [A_FIRST, C_FIRST] = [seedOf(0), seedOf(1)];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test.each([A_FIRST, C_FIRST])('unread bytes and SO_LINGER 0 make a RST, a FIN that nobody read does not (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed));
  const { portA, portB, portC } = numbersOf(seed);
  const flagsTo = (port: unknown) => session.world.journal.segments.flatMap(({ from, segment }) => (from === 'server' && segment.dstPort === port ? [segment.flags] : []));
  expect(session.phase).toBe('won');
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['b', 'b']);
  expect([portA, portB, portC].map(flagsTo)).toEqual([[RST | ACK], [FIN | ACK], [RST | ACK]]);
  expect(session.world.hosts.get('server')!.counters).toMatchObject({ TCPAbortOnClose: 1, TCPAbortOnData: 1 });
  expect([portA, portC].map((port) => [...session.world.hosts.get('client')!.sockets.values()].find(({ localPort }) => localPort === port)?.error)).toEqual(['ECONNRESET', 'ECONNRESET']);
});

test('a FIN over unread bytes is lost: the client takes it for a good end', () => {
  const { session, verdicts } = playLevel(level, A_FIRST, ['F. seq SND.NXT ack RCV.NXT', 'state CLOSED']);
  expect(verdicts[0]).toMatchObject({ name: 'close/fin-where-reset-is-due', misconception: 'M20' });
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F5.10']);
});

test('without the RST the client learns of it when it writes again, and meets nobody', () => {
  const { session } = playLevel(level, A_FIRST, ['silent', ...solutionOf(A_FIRST).slice(1), 'wait 5s']);
  expect(hintAt(session).id).toBe('nobody');
  const { session: told } = playLevel(level, A_FIRST, ['silent', ...solutionOf(A_FIRST).slice(1), 'wait 5s', 'R seq SEG.ACK', 'state CLOSED']);
  expect(told.phase).toBe('won');
});

test('a close() that was let go by is not made again: a dead end', () => {
  const { session } = playLevel(level, A_FIRST, [...solutionOf(A_FIRST).slice(0, 4), 'drop', 'wait 10s']);
  expect(hintAt(session)).toMatchObject({ id: 'forgotten', deadEnd: true });
});
