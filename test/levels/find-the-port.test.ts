import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('05-attacker/03-find-the-port');

function numbersOf(seed: string): Record<string, number> {
  return playLevel(level, seed, []).session.drawn.numbers as Record<string, number>;
}

const probe = (port: number): string => `P. seq 777 ack 1 win 512 src 10.0.0.5:${port} dst 10.0.0.9:80 data "x"`;
const SEEDS = Array.from({ length: 40 }, (_, seed) => String(seed));

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('from the port before and the port after three are left, and it is one of them', () => {
  for (const seed of SEEDS) {
    const { before, after, port, one, two, three } = numbersOf(seed) as Record<'before' | 'after' | 'port' | 'one' | 'two' | 'three', number>;
    const steps = [2, 4, 6, 8, 10, 12, 14, 16];
    expect(steps.map((step) => before + step).filter((next) => steps.includes(after - next))).toEqual([one, two, three]);
    expect([one, two, three]).toContain(port);
    expect(before % 2).toBe(0);
  }
});

test('these three win in every variant, in any order, and luck decides how soon', () => {
  const moves = SEEDS.map((seed) => {
    const { one, two, three } = numbersOf(seed) as Record<'one' | 'two' | 'three', number>;
    let played = playLevel(level, seed, []);
    for (const tried of [[two], [two, three], [two, three, one]]) {
      played = playLevel(level, seed, tried.map(probe));
      if (played.session.phase === 'won') break;
    }
    expect([seed, played.session.phase]).toEqual([seed, 'won']);
    return played.session.movesMade;
  });
  expect(new Set(moves)).toEqual(new Set([1, 2, 3]));
});

test('at a wrong port the listener answers, and nothing of that comes to the attacker', () => {
  const { before } = numbersOf('1') as Record<'before', number>;
  const { session, verdicts } = playLevel(level, '1', [probe(before + 1)]);
  expect(verdicts.map((verdict) => verdict?.name)).toEqual(['listen/ack-reset']);
  expect(session.world.journal.segments.filter(({ to }) => to === 'attacker')).toEqual([]);
  expect(hintAt(session).id).toBe('missed');
});

test('the right port and a RST with a guessed number are worth nothing', () => {
  const { port } = numbersOf('1') as Record<'port', number>;
  const { session, verdicts } = playLevel(level, '1', [`R seq 777 src 10.0.0.5:${port} dst 10.0.0.9:80`]);
  expect(verdicts[0]?.name).toBe('time-wait/rst-inexact-ignored');
  expect(session.phase).not.toBe('won');
  expect(hintAt(session).id).toBe('reset');
});

test('four wrong ones lose; a fourth that is right still wins, by data or by a SYN', () => {
  const { before, after, port } = numbersOf('1') as Record<'before' | 'after' | 'port', number>;
  const three = [before + 1, before + 3, after + 2].map(probe);
  const four = playLevel(level, '1', [...three, probe(after + 4)]).session;
  expect([four.phase, four.loss?.rule]).toEqual(['lost', 'F11.11']);
  for (const last of [probe(port), `S seq 777 win 512 src 10.0.0.5:${port} dst 10.0.0.9:80`, `S seq 2900000000 win 512 src 10.0.0.5:${port} dst 10.0.0.9:80`]) {
    expect(playLevel(level, '1', [...three, last]).session.phase).toBe('won');
  }
});

test('the third connection of the log is open, and stays open', () => {
  const { after } = numbersOf('1') as Record<'after', number>;
  const { session } = playLevel(level, '1', [probe(after)]);
  expect(session.world.hosts.get('client')!.sockets.size).toBe(1);
  expect(hintAt(session).id).toBe('open');
});
