import { describe, expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('06-incidents/03-red-team');
const SEEDS = ['1', '2', '3'];
const spoofed = (port: number) => `S seq 5000 win 512 src 10.0.0.77:${port} dst 10.0.0.9:80`;
const connect = (socket: number) => `call connect ${socket} 10.0.0.9:80`;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 120_000);

test('strangers in the SYN queue decide whether the first SYN is kept or gets a cookie', () => {
  const kept = new Map(['1', '2', '3', '4', '5', '6', '7', '8'].map((seed) => {
    const { session } = playLevel(level, seed, ['wait 100ms', connect(4), 'wait 1s']);
    return [Number(session.drawn.numbers['strangers']), [...session.world.journal.decided.get('server')!.keys()].find((name) => name === 'listen/syn-cookie') ?? 'kept'] as const;
  }));
  expect([...kept].toSorted(([a], [b]) => a - b)).toEqual([[1, 'kept'], [2, 'listen/syn-cookie']]);
});

test('what the server keeps is a TIME-WAIT or a half-open connection, and a forged SYN ends both', () => {
  const ends = new Map(['1', '2', '3', '4', '5', '6', '7', '8'].map((seed) => {
    const { session } = playLevel(level, seed, ['wait 100ms', connect(4), 'wait 1s', connect(5), 'wait 1s']);
    const { drawn: { numbers } } = session;
    const won = playLevel(level, seed, ['wait 100ms', connect(4), 'wait 1s', connect(5), 'wait 1s', `S seq ${numbers['guess']} win 512 src 10.0.0.5:${numbers['port']} dst 10.0.0.9:80`]);
    return [String(numbers['entry']), [won.session.phase, won.verdicts.at(-1)?.name]] as const;
  }));
  expect(Object.fromEntries(ends)).toEqual({ ESTABLISHED: ['won', 'segment/syn-challenged'], 'TIME-WAIT': ['won', 'time-wait/old-syn-acked'] });
});

describe.each(SEEDS)('seed %s', (seed) => {
  test('spoofed SYNs fill no accept queue, and the eighth segment loses', () => {
    const { session } = playLevel(level, seed, [1, 2, 3, 4, 5, 6, 7, 8].map((n) => spoofed(4000 + n)));
    expect(session.phase).toBe('lost');
  });

  test('behind a full SYN queue a handshake of one\'s own still takes a place, by a cookie', () => {
    const { session } = playLevel(level, seed, [spoofed(4001), spoofed(4002), connect(4), 'wait 1s']);
    expect(hintAt(session)).toMatchObject({ id: 'half' });
  });

  test('two handshakes fill the queue, and TIME-WAIT is what is left', () => {
    const { session } = playLevel(level, seed, [connect(4), 'wait 1s', connect(5), 'wait 1s']);
    expect([session.phase, hintAt(session)]).toMatchObject(['awaiting-move', { id: 'full' }]);
  });
});
