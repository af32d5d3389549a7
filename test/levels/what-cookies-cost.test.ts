import { describe, expect, test } from 'vitest';
import { sessionView } from '../../source/referee/view.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('02-queues/08-what-cookies-cost');
const SEEDS = ['1', '2', '3', '4'];
const solutionOf = (seed: string) => playLevel(level, seed, []).session.drawn.solution;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

describe.each(SEEDS)('seed %s', (seed) => {
  const { mssA, keptA, keptB, indexA, pa, pb } = playLevel(level, seed, []).session.drawn.numbers as Record<string, number>;

  test('A keeps a smaller segment size and no option, B keeps its options; nothing is remembered on the way', () => {
    const { session, verdicts } = playLevel(level, seed, solutionOf(seed));
    expect([session.phase, verdicts.filter((verdict) => verdict !== null && verdict.outcome !== 'as-linux')]).toEqual(['won', []]);
    const server = session.world.hosts.get('server')!;
    const agreed = (port: number) => [...server.sockets.values()].find(({ remotePort }) => remotePort === port)!.options;
    expect(keptA).toBeLessThan(mssA!);
    expect(agreed(pa!)).toMatchObject({ sndMss: keptA, sack: false, scaling: false });
    expect(agreed(pb!)).toMatchObject({ sndMss: keptB! - 12, sack: true, scaling: true });
    expect(server.counters).toMatchObject({ SyncookiesSent: 3, SyncookiesRecv: 2, SyncookiesFailed: 1, TCPSynRetrans: 0 });
  });

  test('a cookie of another size makes the connection all the same, and then nothing helps', () => {
    const wrong = playLevel(level, seed, [`S. seq HASH+SEG.SEQ+${indexA! - 1} ack SEG.SEQ+1`, 'silent']);
    expect(wrong.verdicts[0]?.name).toBe('listen/cookie-of-another-size');
    expect(hintAt(wrong.session)).toMatchObject({ id: 'spoilt', deadEnd: true });
  });
});

test('INDEX is told only while an ACK may bring a cookie back', () => {
  const known = (lines: readonly string[]) => sessionView(playLevel(level, '1', lines).session).world.known.map(({ name, value }) => (name === 'HASH' ? name : `${name} ${value}`));
  const index = playLevel(level, '1', []).session.drawn.numbers['indexA'];
  expect(known([])).toEqual(['HASH']);
  expect(known(solutionOf('1').slice(0, 1))).toEqual(['HASH', `INDEX ${index}`]);
  expect(known(solutionOf('1').slice(0, 2))).toEqual([]);
});

test('a number that is no cookie is not typed by leaving it out', () => {
  expect(playLevel(level, '1', ['S. ack SEG.SEQ+1']).verdicts[0]?.name).toBe('listen/isn-is-no-cookie');
});

test('a number that is no cookie makes a stranger of the client', () => {
  const { session } = playLevel(level, '1', ['S. seq 7000 ack SEG.SEQ+1', 'R seq SEG.ACK']);
  expect(session).toMatchObject({ phase: 'lost', loss: { rule: 'F3.18' } });
});

test('predictions: the options are lost, and the client repairs what was lost on the way', () => {
  const { predictions } = playLevel(level, '1', solutionOf('1').flatMap((line, i) => (i === 0 ? ['predict a', line] : i === 4 ? ['predict a', line] : [line]))).session;
  expect(predictions.map(({ truth }) => truth)).toEqual(['c', 'b']);
});
