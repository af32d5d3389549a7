import { expect, test } from 'vitest';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/01-two-queues');
/** One seed for each order in which the fourth ACK and the fifth SYN arrive, with a limit of 1 and of 2. */
const SEEDS = ['1', '3', '4', '11'];
/** Up to the full accept queue. */
const FULL = ['queue syn', 'queue accept', 'queue syn', 'queue syn', 'queue accept', 'queue syn', 'queue accept'];

const solved = (seed: string) => {
  const { session } = playLevel(level, seed, []);
  return playLevel(level, seed, session.drawn.solution);
};

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test('the seeds show both limits and both orders', () => {
  const shown = SEEDS.map((seed) => solved(seed).session.drawn.numbers).map(({ limit, order }) => `${limit} ${order}`);
  expect(new Set(shown).size).toBe(4);
});

test.each(SEEDS)('limit + 1 finished connections wait, one ACK and one SYN meet a full queue, no cookie is needed (seed %s)', (seed) => {
  const { session, verdicts } = solved(seed);
  const server = session.world.hosts.get('server')!;
  const limit = Number(session.drawn.numbers['limit']);
  expect(session.phase).toBe('won');
  expect(verdicts.filter((verdict) => verdict !== null && verdict.outcome !== 'as-linux')).toEqual([]);
  expect(server.counters).toMatchObject({ ListenOverflows: 4 - 1, SyncookiesSent: 0, TCPReqQFullDoCookies: 0, OutRsts: 0 });
  const most = Math.max(...session.world.journal.notes.flatMap(({ event }) => (event.type === 'queued' && event.queue === 'accept' ? [event.length] : [])));
  expect(most).toBe(limit + 1);
});

test.each(SEEDS)('one connection more than the queue holds is lost at once (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, []);
  const tooMany = session.drawn.level.mistakes.find(({ id }) => id === 'one-too-many')!;
  const { session: after } = playLevel(level, seed, tooMany.moves);
  expect([after.phase, after.loss?.rule]).toEqual(['lost', 'F4.3']);
});

test.each(SEEDS)('the last of the limit + 1 places is not refused, and no earlier one is called the last (seed %s)', (seed) => {
  const last = playLevel(level, seed, [...FULL.slice(0, 6), 'queue none']);
  expect(last.verdicts.at(-1)).toMatchObject({ name: 'queue/refused-the-last-place', misconception: 'M11' });
  const first = playLevel(level, seed, ['queue syn', 'queue none']);
  expect(first.verdicts.at(-1)?.name).toBe('queue/finished-but-forgotten');
});

test('a SYN handed over as a connection is lost: nobody has answered for it', () => {
  const { session } = playLevel(level, '1', ['queue accept']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F1.2']);
});

test('an ACK that is not taken although there is room comes back with the next SYN-ACK', () => {
  const { session } = playLevel(level, '1', [...FULL.slice(0, 6), 'queue none']);
  const port = session.drawn.numbers['p3'];
  const half = [...session.world.hosts.get('server')!.ehash.values()].flatMap((row) => [...row.values()]).find((entry) => entry.remotePort === port);
  expect(half?.kind).toBe('request');
  const back = playLevel(level, '1', [...FULL.slice(0, 6), 'queue none', 'queue accept', 'queue none', 'wait 2s', 'queue accept']);
  expect(back.verdicts.at(-1)?.outcome).toBe('as-linux');
});

test('the hint at a full accept queue sends both kinds of arrival away', () => {
  const [ackFirst, synFirst] = ['1', '4'].map((seed) => hintAt(playLevel(level, seed, FULL).session).id);
  expect([ackFirst, synFirst]).toEqual(['full-ack', 'full-syn']);
});

test('a SYN put into no queue gets no answer, and waiting over a decision is a move like drop', () => {
  const refused = playLevel(level, '1', ['queue none']).session;
  expect(refused.world.journal.segments.filter(({ from }) => from === 'server')).toEqual([]);
  expect(playLevel(level, '1', ['wait']).session.movesMade).toBe(1);
  expect(playLevel(level, '3', ['queue none', 'wait']).session.movesMade).toBe(1);
});

test('a SYN put straight into the accept queue does not win, although it makes the last goal true at that moment', () => {
  const lines = playLevel(level, '1', []).session.drawn.solution;
  const { session } = playLevel(level, '1', [...lines.slice(0, -2), 'queue accept']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F1.2']);
});
