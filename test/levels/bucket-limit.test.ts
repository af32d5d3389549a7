import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel, type Conversation } from './play-level.ts';

const level = levelAt('04-time-wait/10-bucket-limit');
/** Limits of 2 and of 3 are among these. */
const SEEDS = ['1', '2', '3', '4', '5', '6'];

const server = ({ session }: Conversation) => session.world.hosts.get('server')!;
const resets = ({ session }: Conversation): number => session.world.journal.segments.filter(({ from, segment }) => from === 'server' && (segment.flags & 4) !== 0).length;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('the limits differ', () => {
  expect(new Set(SEEDS.map((seed) => playLevel(level, seed, []).session.drawn.numbers['limit']))).toEqual(new Set([2, 3]));
});

test.each(SEEDS)('beyond the limit a connection gets no TIME-WAIT, the old ones stay, and its FIN is met by RST (seed %s)', (seed) => {
  const { limit } = playLevel(level, seed, []).session.drawn.numbers;
  const played = playLevel(level, seed, [`wait ${Number(limit) * 1500 + 1200}ms`]);
  expect([server(played).timeWaitCount, server(played).counters.TCPTimeWaitOverflow, resets(played)]).toEqual([limit, 1, 1]);
  expect(hintAt(played.session).id).toBe('reset');
  expect(server(played).dmesg).toEqual([]);
});

test.each(SEEDS)('with room for all each lost ACK is sent again, and nobody gets a RST (seed %s)', (seed) => {
  const played = playLevel(level, seed, ['sysctl tcp_max_tw_buckets=6', 'wait 12s']);
  expect([played.session.phase, resets(played), server(played).timeWaitCount]).toEqual(['won', 0, 6]);
});

test.each(['sysctl tcp_fin_timeout=5', 'sysctl tcp_tw_reuse=1', 'sysctl tcp_max_tw_buckets=0', 'sysctl tcp_max_tw_buckets=4', 'wait 1s'])('%s does not help', (line) => {
  const { session } = playLevel(level, '1', [line, 'wait 12s']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F7.22']);
});
