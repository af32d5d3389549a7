import { describe, expect, test } from 'vitest';
import { checkLevel } from '../../source/level/check.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { starsOf } from '../../source/referee/score.ts';
import { hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/09-the-old-queue');
const SEEDS = ['1', '2', '3'];

test('the level proves itself', () => {
  expect(checkLevel(level, sessionEngine, { seeds: ['1', '2'], budget: { plays: 10, games: 0 } }).findings).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  const { session: start } = playLevel(level, seed, []);
  const { table, room, least, port } = start.drawn.numbers as Record<string, number>;
  const restart = (backlog: number) => ['server-old: call close 3', `server-old: call bind 4 10.0.0.4:${port}`, `server-old: call listen 4 ${backlog}`];
  const end = (lines: readonly string[]) => playLevel(level, seed, ['wait 6s', ...lines, 'wait 20s']).session;

  test('the same settings hold a power of two on 3.10, and the backlog plus 1 on 6.18', () => {
    const { hosts } = playLevel(level, seed, ['wait 2s']).session.world;
    expect(['server-old', 'server-new'].map((name) => hosts.get(name)!.sockets.get(3)!.listener!.qlen)).toEqual([table, room]);
  });

  test('on 3.10 a second listen() leaves the table as it is; a new listener has a new one, and the program goes on with it', () => {
    expect(end(['server-new: call listen 3 511', 'server-old: call listen 3 511'])).toMatchObject({ phase: 'lost', loss: { rule: 'F3.3' } });
    const won = end(['server-new: call listen 3 511', ...restart(128)]);
    expect([won.phase, won.world.hosts.get('server-old')!.sockets.get(4)!.listener!.synTable]).toEqual(['won', 256]);
  });

  test('on 6.18 one place too few loses a client, and the wave less 1 is enough', () => {
    expect(end([`server-new: call listen 3 ${least! - 1}`, ...restart(511)])).toMatchObject({ phase: 'lost', loss: { rule: 'F3.2' } });
    expect(end([`server-new: call listen 3 ${least}`, ...restart(511)]).phase).toBe('won');
  });
});

test('the restart that is needed costs no star', () => {
  const { session } = playLevel(level, '1', playLevel(level, '1', []).session.drawn.solution);
  const over = playLevel(level, '1', [...session.drawn.solution, 'wait 20s']).session;
  expect([over.phase, starsOf(over)]).toEqual(['won', 3]);
});

test('predictions are settled by the first wave', () => {
  const { predictions } = playLevel(level, '1', ['predict a', 'predict b', 'wait 2s']).session;
  expect(predictions.map(({ truth }) => truth)).toEqual(['b', 'a']);
});

test('too late in the second wave, the hint says so', () => {
  expect(hintAt(playLevel(level, '1', ['wait 15900ms']).session)).toMatchObject({ id: 'late', deadEnd: true });
});
