import { describe, expect, test } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { kernelProblem } from '../../source/level/kernel-fits.ts';
import { play } from '../../source/referee/play.ts';
import { startSession } from '../../source/referee/session.ts';
import { starsOf } from '../../source/referee/score.ts';
import { sessionView } from '../../source/referee/view.ts';
import { servedPercent } from '../../source/world/traffic-tally.ts';
import { findingsOf, hintAt, levelAt, playLevel } from './play-level.ts';

const level = levelAt('04-time-wait/07-the-nat-trap');
const SEEDS = ['1', '2', '3', '4'];
const FIX = 'www: sysctl tcp_tw_recycle=0';
const numbersOf = (seed: string) => playLevel(level, seed, []).session.drawn.numbers as Readonly<Record<string, string>>;

test('the level proves itself', () => {
  expect(findingsOf(level)).toEqual([]);
}, 60_000);

test('after the end every host is seen, and only the player\'s own could be changed', () => {
  const { world } = sessionView(playLevel(level, '1', ['wait 6s', 'wait 8s', FIX, 'wait 30s']).session);
  expect(new Set(world.sysctls.map(({ host }) => host))).toContain('alice');
  expect([...new Set(world.sysctls.filter(({ editable }) => editable).map(({ host }) => host))]).toEqual(['www', 'www2']);
});

describe.each(SEEDS)('seed %s', (seed) => {
  const { first, second, third } = numbersOf(seed) as { first: string; second: string; third: string };

  test('behind one address only the machine that has been up longest is served; homes, and all on the newer server, are', () => {
    const { world } = playLevel(level, seed, ['wait 20s']).session;
    const served = (of: string) => servedPercent(world, 12_000, of);
    expect([first, 'homes', 'alice-www2', 'bob-www2', 'carol-www2'].map(served)).toEqual([100, 100, 100, 100, 100]);
    expect([second, third].map(served)).toEqual([0, 0]);
  });

  test('every SYN that is dropped is counted by PAWSPassive and ListenDrops of www, none by a full queue', () => {
    const { counters } = playLevel(level, seed, ['wait 20s']).session.world.hosts.get('www')!;
    expect(counters.PAWSPassive).toBeGreaterThan(20);
    expect([counters.ListenDrops, counters.ListenOverflows, counters.TCPReqQFullDrop]).toEqual([counters.PAWSPassive, 0, 0]);
  });

  test('the model has three stars and both predictions', () => {
    const { session } = playLevel(level, seed, ['predict b', 'predict b', 'wait 6s', 'wait 6s', FIX, 'wait 40s']);
    expect([session.phase, starsOf(session), session.predictions.map(({ truth }) => truth)]).toEqual(['won', 3, ['b', 'b']]);
  });

  test('idle loses, and so does every setting that does not concern timestamps', () => {
    for (const moves of [[], ['www: sysctl tcp_max_syn_backlog=65536', 'www: sysctl somaxconn=4096', 'www: sysctl tcp_tw_reuse=1', 'www: sysctl tcp_fin_timeout=5', 'www: sysctl tcp_syncookies=0', 'www2: sysctl tcp_timestamps=0']]) {
      const { session } = playLevel(level, seed, ['wait 3s', ...moves, 'wait 60s']);
      expect([session.phase, session.loss?.rule]).toEqual(['lost', 'F8.15']);
    }
  });
});

test('without timestamps nothing is compared on 3.10, and the whole office is dropped for 60 s on 4.4', () => {
  const served = (kernel: '3.10' | '4.4') => {
    let session = startSession(drawLevel(level, '1'), { kernel });
    for (const move of [{ do: 'skip' }, { do: 'skip' }, { do: 'wait', ms: 12_000 }, { do: 'sysctl', host: 'www', name: 'tcp_timestamps', value: '0' }, { do: 'wait', ms: 15_000 }] as const) session = play(session, move).session;
    return ['alice', 'bob', 'carol', 'homes'].map((of) => servedPercent(session.world, 8000, of));
  };
  expect(served('3.10')).toEqual([100, 100, 100, 100]);
  expect(served('4.4')).toEqual([0, 0, 0, 100]);
});

test('the newer server has no such sysctl, and the level no kernel from 4.19 on', () => {
  const { session } = playLevel(level, '1', ['wait 1s']);
  expect(play(session, { do: 'sysctl', host: 'www2', name: 'tcp_tw_recycle', value: '0' }).verdict).toMatchObject({ outcome: 'refused', why: { id: 'refused.no-such-sysctl', params: { kernel: '6.18' } } });
  expect(kernelProblem(level, '4.4')).toBe(null);
  expect(kernelProblem(level, '4.19')).not.toBe(null);
});

test('after 43 s the hint says that it is too late', () => {
  expect(hintAt(playLevel(level, '1', ['wait 34s', FIX, 'wait 1s']).session)).toMatchObject({ id: 'fixed' });
  expect(hintAt(playLevel(level, '1', ['wait 4s', FIX, 'wait 8s', 'www: sysctl tcp_tw_recycle=1', 'wait 32s']).session)).toMatchObject({ id: 'late', deadEnd: true });
});
