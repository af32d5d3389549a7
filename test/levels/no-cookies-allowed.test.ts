import { describe, expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/07-no-cookies-allowed');
const SEEDS = ['1', '2', '3', '4'];
const FIX = ['sysctl tcp_synack_retries=0', 'sysctl tcp_max_syn_backlog=4096', 'sysctl somaxconn=4096', 'call listen 3 900'];

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  test('the smaller of the quarter and the backlog stops the flood', () => {
    const { session } = playLevel(level, seed, ['wait 6s']);
    const { held, full, stops } = session.drawn.numbers as Record<string, number>;
    expect(stops).toBe(Math.min(held!, full!));
    expect(session.world.hosts.get('server')!.sockets.get(3)!.listener!.qlen).toBe(stops);
  });

  test('with none retried as many places are taken as SYNs come in a second', () => {
    const { session } = playLevel(level, seed, ['wait 7s', ...FIX, 'wait 5s']);
    const rate = Number(session.drawn.numbers['rate']);
    const { qlen } = session.world.hosts.get('server')!.sockets.get(3)!.listener!;
    expect(qlen).toBeGreaterThanOrEqual(rate);
    expect(qlen).toBeLessThan(rate + 60);
  });

  test.each(FIX)('all four are needed: not without %s', (one) => {
    const { session } = playLevel(level, seed, ['wait 7s', ...FIX.filter((line) => line !== one), 'wait 40s']);
    expect(session.phase).toBe('lost');
  });
});

test('a table without a shorter life grows beyond what the machine can hold', () => {
  const { session, verdicts } = playLevel(level, '1', ['wait 7s', 'sysctl tcp_max_syn_backlog=65536', 'sysctl somaxconn=65536', 'call listen 3 65535', 'wait 20s']);
  expect(session).toMatchObject({ phase: 'lost', loss: { rule: 'F1.1' } });
  expect(verdicts.at(-2)).toMatchObject({ name: 'setting/listen-hurts', outcome: 'harmful', evidence: { id: 'verdict.loses-ahead' } });
});

test('cookies are locked', () => {
  expect(playLevel(level, '1', ['sysctl tcp_syncookies=1']).verdicts[0]?.name).toBe('refused/sysctl-locked');
});

test('from 32 s on nothing helps, and the hint says so', () => {
  expect(hintAt(playLevel(level, '1', ['wait 33s']).session)).toMatchObject({ id: 'late', deadEnd: true });
});

test('tcp_max_syn_backlog alone is taken for the size of the queue, not by who has shortened the lives of requests', () => {
  const idea = (...before: readonly string[]) => playLevel(level, '1', ['wait 7s', ...before, 'sysctl tcp_max_syn_backlog=4096']).verdicts.at(-1)?.misconception;
  expect([idea(), idea('sysctl tcp_synack_retries=0')]).toEqual(['M12', undefined]);
});
