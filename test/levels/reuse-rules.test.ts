import { expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/05-reuse-rules');
const TAKE = 'S seq SND.NXT+65537';
/** These have all three orders of the first calls among them. */
const SEEDS = Array.from({ length: 12 }, (_, i) => String(i + 1));
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
});

test('the seeds call in all orders', () => {
  expect(new Set(SEEDS.map((seed) => solutionOf(seed).slice(0, 3).indexOf(TAKE))).size).toBe(3);
});

test.each(SEEDS)('Linux lets four of the seven calls through (seed %s)', (seed) => {
  const { session, verdicts } = playLevel(level, seed, solutionOf(seed));
  expect(session.phase).toBe('won');
  expect(verdicts.flatMap((verdict) => (verdict?.name.startsWith('connect/') ? [verdict.name] : [])).toSorted()).toEqual([
    'connect/no-free-port', 'connect/no-free-port', 'connect/no-free-port',
    'connect/reuses-time-wait', 'connect/reuses-time-wait', 'connect/reuses-time-wait', 'connect/sends-syn',
  ]);
  expect(session.world.hosts.get('client')!.counters.TWRecycled).toBe(2);
  expect(session.predictions.map(({ truth }) => truth)).toEqual(['b', 'b']);
});

test.each(SEEDS)('a port that the program bound itself is had at once, and its SYN echoes the last timestamp of the peer (seed %s)', (seed) => {
  const { session } = playLevel(level, seed, solutionOf(seed));
  const syn = session.world.journal.segments.findLast(({ from, segment }) => from === 'other' && segment.flags === 2)!;
  expect(syn.segment.options.ts?.ecr).not.toBe(0);
  expect(session.world.hosts.get('other')!.sysctl.tcp_tw_reuse).toBe(2);
});

test.each(SEEDS)('the menu offers the same kinds of segments whether the tuple is to be had or not (seed %s)', (seed) => {
  for (let done = 0; done < 3; done++) {
    const { session } = playLevel(level, seed, [...solutionOf(seed).slice(0, done), ...(done === 0 ? ['skip'] : [])]);
    const offers = sessionView(session).choices.flatMap(({ move }) => (move.do === 'send' ? [`${move.segment.flags} ${Object.keys(move.segment.options ?? {}).toSorted().join()}`] : []));
    expect(offers.toSorted()).toEqual(['2 mss,sackPermitted,ts,wscale', '2 mss,sackPermitted,ts,wscale', '4 ']);
  }
});

test('silence where Linux sends a SYN makes the timer send it, and loses', () => {
  const seed = SEEDS.find((one) => solutionOf(one)[0] === TAKE)!;
  const { session } = playLevel(level, seed, ['silent', 'silent', 'silent', 'wait 3s', 'silent', 'silent', 'wait 3s']);
  expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F8.3']);
});
