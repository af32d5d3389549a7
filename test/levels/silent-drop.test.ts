import { describe, expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/03-silent-drop');
const SEEDS = ['1', '2', '3', '4'];
const AS_KERNEL = ['silent', 'silent', 'wait 1s', 'silent', 'wait 1s', '. ack RCV.NXT'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  const numbers = playLevel(level, seed, []).session.drawn.numbers as Record<string, number>;

  test('the client believes that it is connected while the server has half a request, and its third try is taken with its data', () => {
    const dropped = playLevel(level, seed, ['silent', 'silent']).session;
    const states = (host: string, port: number) => [...dropped.world.hosts.get(host)!.ehash.values()].flatMap((row) => [...row.values()]).filter((entry) => [entry.localPort, entry.remotePort].includes(port)).map((entry) => (entry.kind === 'socket' ? entry.state : entry.kind));
    expect([states('client', numbers['pc']!), states('server', numbers['pc']!)]).toEqual([['ESTABLISHED'], ['request']]);
    const { session, verdicts } = playLevel(level, seed, AS_KERNEL);
    expect(verdicts.filter((verdict) => verdict?.outcome !== 'as-linux').filter((verdict) => verdict !== null)).toEqual([]);
    expect(session.world.journal.accepted.get('server')).toBe(3);
    expect(session.world.hosts.get('server')!.counters).toMatchObject({ ListenOverflows: 3, OutRsts: 0, SyncookiesSent: 0 });
  });

  test('a limit that is one place short serves all but one in time', () => {
    const end = (backlog: number) => playLevel(level, seed, [...AS_KERNEL, 'wait 500ms', `call listen 3 ${backlog}`, 'wait 6s']).session;
    expect(end(numbers['least']!).phase).toBe('won');
    expect(end(numbers['least']! - 1)).toMatchObject({ phase: 'lost', loss: { rule: 'F4.3' } });
  });
});

test('a RST is the end of that client, and of the level', () => {
  expect(playLevel(level, '1', ['R seq SEG.ACK']).session).toMatchObject({ phase: 'lost', loss: { rule: 'F4.5' } });
});

test('the kernel has no settings to change; the operator has, and is asked for no segments', () => {
  const { session, verdicts } = playLevel(level, '1', ['call listen 3 9', 'sysctl tcp_abort_on_overflow=1', ...AS_KERNEL, 'wait 400ms', 'call listen 3 9', 'wait 2200ms']);
  expect(verdicts.slice(0, 2).map((verdict) => verdict?.name)).toEqual(['refused/kernel-first', 'refused/kernel-first']);
  expect(session.world.pending).toBeNull();
});

test('when the crowd has met a short queue, the hint says that it is too late', () => {
  expect(hintAt(playLevel(level, '1', [...AS_KERNEL, 'wait 2700ms']).session)).toMatchObject({ id: 'late', deadEnd: true });
});

test('what the program sees is settled by the world: no error', () => {
  expect(playLevel(level, '1', ['predict b', 'silent', 'silent']).session.predictions[0]).toMatchObject({ answer: 'b', truth: 'c' });
});
