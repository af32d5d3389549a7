import { describe, expect, test } from 'vitest';
import { checkLevel } from '../../source/level/check.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { debriefOf } from '../../source/referee/debrief.ts';
import { starsOf } from '../../source/referee/score.ts';
import { tollOf } from '../../source/referee/toll.ts';
import { hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/02-the-smaller-number');
const SEEDS = ['1', '2', '3'];
const END = ['wait 20s'];

test('the level proves itself', () => {
  expect(checkLevel(level, sessionEngine, { seeds: ['1', '2'], budget: { plays: 10, games: 0 } }).findings).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  const { numbers } = playLevel(level, seed, []).session.drawn as { numbers: Record<string, number> };
  const least = numbers['least']!;

  test('the first burst fills both queues to the smaller number plus 1', () => {
    const { world } = playLevel(level, seed, ['wait 1500ms']).session;
    const waiting = ['server-old', 'server-new'].map((name) => world.hosts.get(name)!.sockets.get(3)!.listener!.acceptQueue.length);
    expect(waiting).toEqual([129, numbers['small']! + 1]);
  });

  test('one place too few loses a client, and exactly enough serves all', () => {
    const ask = (old: number) => ['server-old: sysctl somaxconn=4096', `server-old: call listen 3 ${old}`, `server-new: call listen 3 ${numbers['leastNew']}`, ...END];
    expect(playLevel(level, seed, ask(least)).session.phase).toBe('won');
    expect(playLevel(level, seed, ask(least - 1)).session).toMatchObject({ phase: 'lost', loss: { rule: 'F4.3' } });
  });

  test('somaxconn counts only at listen(): the other order changes nothing', () => {
    const wrong = playLevel(level, seed, ['server-new: call listen 3 512', 'server-old: call listen 3 512', 'server-old: sysctl somaxconn=512', ...END]);
    expect(wrong.session.phase).toBe('lost');
    expect(wrong.verdicts.slice(1, 3).map((verdict) => verdict?.name)).toEqual(['setting/listen-changes-nothing', 'setting/somaxconn-changes-nothing']);
  });
});

test('predictions are settled in the first break, at the limit plus 1', () => {
  const { predictions } = playLevel(level, '1', ['predict b', 'predict c', 'wait 1500ms']).session;
  expect(predictions.map(({ truth }) => truth)).toEqual(['c', 'c']);
});

test('too late in the second break, the hint says so', () => {
  expect(hintAt(playLevel(level, '1', ['wait 15500ms']).session)).toMatchObject({ id: 'late', deadEnd: true });
});

test('the cost is told: who was let down, how much was changed, and what was closed', () => {
  const { session } = playLevel(level, '1', ['wait 3s', 'server-old: sysctl somaxconn=512', 'server-old: call listen 3 512', 'server-new: call listen 3 512', ...END]);
  const { few, burst, smallRoom } = session.drawn.numbers as Record<string, number>;
  const letDown = burst! - 129 + (few! - smallRoom!);
  expect(tollOf(session)).toEqual({ served: 2 * (few! + burst!) - letDown, letDown, changes: 3, restarts: 0, harmful: [] });
  expect(debriefOf(session).toll).toMatchObject([{ id: 'debrief.toll', params: { letDown } }]);
  expect(starsOf(session)).toBe(3);
  expect(starsOf({ ...session, drawn: { ...session.drawn, level: { ...session.drawn.level, spare: letDown - 1 } } })).toBe(2);
});
