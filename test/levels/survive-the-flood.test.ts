import { describe, expect, test } from 'vitest';
import { checkLevel } from '../../source/level/check.ts';
import { play } from '../../source/referee/play.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { isOver, type Session } from '../../source/referee/session.ts';
import { sessionView } from '../../source/referee/view.ts';
import { hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/06-survive-the-flood');
const SEEDS = ['1', '2', '3', '4', '5', '6'];

function toEnd(session: Session): Session {
  let now = session;
  while (!isOver(now)) now = play(now, now.phase === 'predicting' ? { do: 'skip' } : { do: 'wait', ms: 1000 }).session;
  return now;
}

const queueOf = (session: Session): number => session.world.hosts.get('server')!.sockets.get(3)!.listener!.qlen;

test('the level proves itself', () => {
  expect(checkLevel(level, sessionEngine, { seeds: ['1', '2'], budget: { plays: 10, games: 0 } }).findings).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  test('the flood is held at three quarters of tcp_max_syn_backlog plus 1, and with cookies at the backlog plus 1', () => {
    const flooded = playLevel(level, seed, ['wait 9s']).session;
    const { max, backlog, held, full } = flooded.drawn.numbers as Record<string, number>;
    expect([held, full]).toEqual([max! - max! / 4 + 1, backlog! + 1]);
    expect(queueOf(flooded)).toBe(held);
    expect(queueOf(playLevel(level, seed, ['wait 9s', 'sysctl tcp_syncookies=1', 'wait 2s']).session)).toBe(full);
  });

  test('everybody is served before the flood', () => {
    const { goals, world } = sessionView(playLevel(level, seed, ['wait 5s']).session);
    expect(goals[0]!.progress).toMatchObject({ have: 100, unit: '%' });
    expect(world.counters.find(({ name }) => name === 'ListenDrops')).toBeUndefined();
  });
});

test('predictions are settled by the world', () => {
  const first = playLevel(level, '1', ['wait 4s', 'predict a', 'predict a', 'wait 6s', 'sysctl tcp_syncookies=1', 'predict a']).session;
  const truths = toEnd(first).predictions.map(({ id, truth }) => [id, truth]);
  expect(truths).toEqual([['scarce', 'b'], ['stops-at', 'b'], ['with-cookies', 'c']]);
});

test('counters and series show drops and cookies', () => {
  const view = sessionView(playLevel(level, '1', ['wait 9s', 'sysctl tcp_syncookies=1', 'wait 3s']).session);
  for (const name of ['ListenDrops', 'TCPReqQFullDoCookies', 'SyncookiesSent', 'SyncookiesRecv']) {
    expect(view.world.counters.find((counter) => counter.name === name)!.value).toBeGreaterThan(0);
    expect(view.world.series.find((series) => series.name === name)!.values.some((value) => value > 0)).toBe(true);
  }
  expect(view.world.ladder).toEqual([]);
  expect(view.world.sockets.map(({ state }) => state)).toEqual(['LISTEN']);
});

test('cookies switched off again let the clients down', () => {
  const { verdicts } = playLevel(level, '1', ['wait 9s', 'sysctl tcp_syncookies=1', 'wait 8s', 'sysctl tcp_syncookies=0']);
  expect(verdicts.at(-1)).toMatchObject({ name: 'setting/tcp_syncookies-hurts', outcome: 'harmful' });
});

test('after 71 s nothing helps, and the hint says so', () => {
  const late = playLevel(level, '1', ['wait 72s']).session;
  expect(hintAt(late)).toMatchObject({ id: 'late', deadEnd: true });
  expect(toEnd(playLevel(level, '1', ['wait 72s', 'sysctl tcp_syncookies=1']).session).phase).toBe('lost');
  expect(toEnd(playLevel(level, '1', ['wait 60s', 'sysctl tcp_syncookies=1']).session).phase).toBe('won');
});

test('a sysctl that is not listed is refused, and so is a segment', () => {
  const { verdicts, session } = playLevel(level, '1', ['sysctl tcp_fin_timeout=1', 'S seq 5']);
  expect(verdicts.map((verdict) => verdict?.outcome)).toEqual(['refused', 'refused']);
  expect(session.movesMade).toBe(0);
});
