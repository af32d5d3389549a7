import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('05-attacker/06-the-shortcut');
const REST = ['call close 4', 'call setsockopt 5 SO_LINGER 0', 'call close 5'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('after a plain close() the lost end of the answer is sent again, and the client reads it and end-of-file', () => {
  const { session } = playLevel(level, '1', ['call close 4', 'wait 1s']);
  expect(session.goalsMet).toEqual([true, false, false]);
  expect(session.world.journal.segments.filter(({ retransmission }) => retransmission)).toHaveLength(1);
});

test('with SO_LINGER 0 it is lost, and the client\'s program is told ECONNRESET', () => {
  const { session, verdicts } = playLevel(level, '1', ['call setsockopt 4 SO_LINGER 0', 'call close 4']);
  expect([session.phase, session.loss?.rule, verdicts.at(-1)?.outcome]).toEqual(['lost', 'F5.11', 'harmful']);
  expect([...session.world.hosts.get('client')!.sockets.values()].find(({ remotePort }) => remotePort === 443)?.error).toBe('ECONNRESET');
});

test.each(['1', '2', '3', '4', '5', '6'])('variant %s: without TIME-WAIT the wandering duplicate becomes part of the next connection', (seed) => {
  const { session } = playLevel(level, seed, [...REST, 'call setsockopt 6 SO_LINGER 0', 'call close 6', 'wait 8s']);
  const { wrote, writes, isn } = session.drawn.numbers as Record<'wrote' | 'writes' | 'isn', number>;
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F11.7']);
  const taken = [...session.world.hosts.get('server')!.sockets.values()].find(({ remotePort }) => remotePort === session.drawn.numbers['portB'])!;
  expect(taken.receivedBytes).toBe(writes + wrote);
  expect(session.world.journal.segments.at(-1)).toMatchObject({ from: 'server', segment: { ack: (isn + 1 + wrote) % 2 ** 32 } });
});

test.each(['1', '2', '3', '4', '5', '6'])('variant %s: TIME-WAIT acknowledges it and throws it away, and the client waits outside', (seed) => {
  const { session } = playLevel(level, seed, ['call close 6', ...REST, 'wait 8s']);
  expect(session.phase).toBe('won');
  expect([...session.world.hosts.get('client')!.sockets.values()].map(({ state }) => state)).toContain('SYN-SENT');
});

test('to the phone a RST frees the socket, and a FIN binds it for longer than the level lasts', () => {
  expect(playLevel(level, '1', ['call setsockopt 5 SO_LINGER 0', 'call close 5']).session.goalsMet[2]).toBe(true);
  const { session } = playLevel(level, '1', ['call close 5', 'call close 4', 'call close 6']);
  expect(hintAt(session)).toMatchObject({ id: 'stuck', deadEnd: true });
  expect(playLevel(level, '1', ['call close 5', 'call close 4', 'call close 6', 'wait 10s']).session.loss?.rule).toBe('horizon');
});

test('dead ends are called so: a connection broken off, and one closed too late', () => {
  expect(hintAt(playLevel(level, '1', ['call setsockopt 6 SO_LINGER 0', 'call close 6']).session)).toMatchObject({ id: 'broken', deadEnd: true });
  expect(hintAt(playLevel(level, '1', ['wait 7s']).session)).toMatchObject({ id: 'late', deadEnd: true });
});
