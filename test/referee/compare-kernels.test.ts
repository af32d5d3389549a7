import { expect, it } from 'vitest';
import { drawLevel } from '../../source/level/draw.ts';
import { comparisonLines } from '../../source/plain/kernel-lines.ts';
import { compareKernels, type KernelComparison } from '../../source/referee/compare-kernels.ts';
import { advanceLive } from '../../source/referee/play.ts';
import { fromRun, toRun } from '../../source/referee/replay.ts';
import { sessionView } from '../../source/referee/view.ts';
import { ACK, RST, SYN } from '../../source/tcp/flags.ts';
import { levelAt } from '../levels/play-level.ts';
import { Conversation } from './conversation.ts';
import { smallLevel } from './small-levels.ts';

/** An operator whose server's peer vanished: a SYN that is answered and never completed. */
const halfOpen = smallLevel({
  role: 'operator',
  sysctls: ['tcp_synack_retries'],
  setup: {
    horizon: '4min',
    hosts: { server: { ip: '10.0.0.9', you: true, listen: [{ port: 80, backlog: 5, accept: 'never' }] }, client: { ip: '10.0.0.5', absent: true } },
    script: [{ at: '1s', host: 'client', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment: 'S 77:77(0) win 64240 <mss 1460>' }],
  },
});

function played(kernel = '6.18', ...lines: string[]): Conversation {
  const game = new Conversation(halfOpen, { kernel });
  for (const line of lines) game.say(line);
  return game;
}

const said = (comparison: KernelComparison): readonly string[] => comparisonLines(comparison, { lang: 'en', texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'tcpdump' });

it('says where the same moves part: the SYN-ACK that 2.6.32 sends again after 3 s', () => {
  const { session } = played('6.18', 'wait 20s');
  const comparison = compareKernels(session, '2.6.32');
  expect(comparison).toMatchObject({ kernel: '6.18', other: '2.6.32', alike: 2, verdicts: [] });
  const times = (list: readonly { readonly at: number }[]): number[] => list.map(({ at }) => at);
  expect([times(comparison.here), times(comparison.there)]).toEqual([[2020, 4020, 8020, 16_020], [4020, 10_020]]);
  expect(said(comparison)[0]).toBe('The same moves on Linux 6.18 and on Linux 2.6.32 (from source): the first 2 things are alike, then they part at time 2.020.');
  expect(said(comparison)[1]).toMatch(/^Linux 6\.18: time 2\.020: server: S\. \d+:\d+\(0\) ack 78 <mss 1460>|S\. /);
});

it('finds nothing where nothing differs', () => {
  const comparison = compareKernels(played('6.18', 'wait 20s').session, '5.10');
  expect(comparison).toMatchObject({ alike: null, here: [], there: [], verdicts: [] });
  expect(said(comparison)).toEqual(['The same moves on Linux 6.18 and on Linux 5.10 (from source): segments and states are the same. Windows, options and timers are not compared.']);
});

it.each(['5.10', '4.4', '2.6.32'])('takes what the kernel would have filled in as Linux %s has it: clocks, windows and shifts differ', (kernel) => {
  const after = (...answers: readonly (readonly [flags: number, verdict: string])[]): Conversation => {
    const game = new Conversation(levelAt('01-opening/01-first-syn'));
    for (const [flags, verdict] of answers) {
      if (game.view.phase === 'predicting') game.say('skip');
      expect(game.say(game.view.choices.find(({ move }) => move.do === 'send' && move.segment.flags === flags)!.move)).toBe(verdict);
    }
    return game;
  };
  const opening = [SYN, 'as-linux connect/sends-syn'] as const;
  expect(compareKernels(after(opening, [ACK, 'as-linux syn-sent/established']).session, kernel)).toMatchObject({ alike: null, verdicts: [] });
  expect(compareKernels(after(opening, [RST, 'wrong syn-sent/reset-of-a-good-syn-ack']).session, kernel)).toMatchObject({ alike: null, verdicts: [] });
});

it('compares two old kernels, and leaves the session as it is', () => {
  const { session } = played('3.10', 'wait 20s');
  const before = toRun(session);
  expect(compareKernels(session, '2.6.32')).toMatchObject({ kernel: '3.10', alike: 2 });
  expect(toRun(session)).toEqual(before);
});

it('of a flood compares what came of it, and goes on there until it is over', () => {
  const flood = smallLevel({
    role: 'operator',
    mode: 'live',
    goals: [{ id: 'served', holds: { accepted: { host: 'server', atLeast: 3 } } }],
    setup: {
      horizon: '2min',
      hosts: { server: { ip: '10.0.0.9', you: true, listen: [{ port: 80, backlog: 5 }] }, client: { ip: '10.1.0.5' } },
      link: { impair: ['lose server>client 1'] },
      traffic: [{ kind: 'clients', name: 'clients', host: 'client', rate: 1, to: '10.0.0.9:80', patience: '20s' }],
    },
  });
  const game = new Conversation(flood);
  const session = advanceLive(game.session, 60_000);
  const comparison = compareKernels(session, '2.6.32');
  expect(comparison).toMatchObject({ keepsSegments: false, outcome: { here: 'won', there: 'won' } });
  expect(said(comparison)[0]).toBe('The same moves on Linux 6.18 and on Linux 2.6.32 (from source). A flood keeps no list of its segments.');
  expect(said(comparison)[1]).toMatch(/^outcome: Linux 6\.18: won, time \d+\.\d{3}; Linux 2\.6\.32 \(from source\): won, time \d+\.\d{3}$/);
});

it('throws for a kernel that does not exist', () => {
  expect(() => compareKernels(played().session, '9.9')).toThrow('no kernel profile "9.9"');
});

it('a run keeps its kernel, and is played again on it', () => {
  const { session } = played('2.6.32', 'wait 20s');
  const run = toRun(session);
  expect(run.kernel).toBe('2.6.32');
  const again = fromRun(run, drawLevel(halfOpen, '1'));
  expect(sessionView(again).kernel).toBe('2.6.32');
  expect(again.world.journal.segments.map(({ sentAt }) => sentAt)).toEqual(session.world.journal.segments.map(({ sentAt }) => sentAt));
});

it('a sysctl that the kernel does not have is no sysctl of the level either', () => {
  const level = { ...halfOpen, sysctls: ['tcp_invalid_ratelimit', 'tcp_synack_retries'] };
  const names = (kernel: string): string[] => new Conversation(level, { kernel }).view.world.sysctls.map(({ name }) => name);
  expect(names('3.10')).toEqual(['net.ipv4.tcp_synack_retries']);
  expect(names('4.4')).toHaveLength(2);
  expect(new Conversation(level, { kernel: '3.10' }).say('sysctl net.ipv4.tcp_invalid_ratelimit=0')).toBe('refused refused/no-such-sysctl');
});

it('a host may have another kernel than its level', () => {
  const level = { ...halfOpen, setup: { ...halfOpen.setup, hosts: { ...halfOpen.setup.hosts, server: { ...halfOpen.setup.hosts['server']!, kernel: '2.6.32' as const } } } };
  const game = new Conversation(level);
  game.say('wait 10s');
  expect(game.session.world.journal.segments.map(({ sentAt }) => sentAt)).toEqual([1000, 1020, 4020]);
});
