import { describe, expect, test } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import { advance } from '../../source/world/advance.ts';
import { cloneWorld } from '../../source/world/clone-world.ts';
import { createWorld } from '../../source/world/create.ts';
import { servedPercent } from '../../source/world/traffic-tally.ts';
import { hostOf, type World } from '../../source/world/world.ts';

interface Given {
  readonly sysctls?: Record<string, number>;
  readonly backlog?: number;
  readonly attacker?: Record<string, number>;
  readonly listens?: boolean;
  readonly accept?: 'never';
}

const STAGES = { quiet: { next: [{ after: '1s', go: 'syns' }] }, syns: { next: [{ saw: ['cookies' as const], times: 3, go: 'saw-cookies' }, { saw: ['answered' as const], times: 3, go: 'saw-answers' }, { saw: ['refused' as const], times: 3, go: 'saw-resets' }] }, 'saw-cookies': {}, 'saw-answers': {}, 'saw-resets': {} };

/** An attacker who probes four times a second, floods from 1 s on, and changes his mind by what three probes in a row show. */
function planned({ sysctls = {}, backlog = 30, attacker = { tcp_timestamps: 0 }, listens = true, accept }: Given): World {
  return createWorld(buildSetup({
    horizon: '60s',
    hosts: {
      client: { ip: '10.0.0.5' },
      server: { ip: '10.0.0.9', sysctls, ...(listens && { listen: [{ port: 80, backlog, accept: accept ?? { every: 0, reply: { bytes: 10, close: true } } }] }) },
      attacker: { ip: '10.66.0.1', sysctls: attacker },
    },
    traffic: [
      { kind: 'clients', name: 'probe', hostile: true, host: 'attacker', rate: 4, to: '10.0.0.9:80', patience: '900ms' },
      { kind: 'flood', name: 'syns', stage: 'syns', rate: 500, to: '10.0.0.9:80', from: '198.18.0.0/15' },
      { kind: 'clients', name: 'pulses', stage: 'saw-cookies', hostile: true, host: 'attacker', rate: 100, pulse: { every: '2s', lasts: '500ms' }, to: '10.0.0.9:80', request: 0, patience: '1s' },
    ],
    script: [{ at: '700ms', stage: 'saw-answers', host: 'client', act: 'connect', port: 40_000, to: '10.0.0.9:80' }],
    plan: { probe: 'probe', stages: STAGES },
  }), 1);
}

function at(ms: number, given: Given): World {
  const world = planned(given);
  advance(world, ms);
  return world;
}

const stageOf = ({ traffic }: World) => traffic.plan?.stage;

describe('what three probes in a row show leads to another stage', () => {
  test('silence to none: what works goes on', () => {
    expect(stageOf(at(900, { sysctls: { tcp_syncookies: 0 } }))).toBe('quiet');
    expect(stageOf(at(20_000, { sysctls: { tcp_syncookies: 0 } }))).toBe('syns');
  });

  test('an answer without the window scaling that was offered is a cookie (F3.16)', () => {
    expect(stageOf(at(20_000, {}))).toBe('saw-cookies');
  });

  test('who offers timestamps cannot tell a cookie from another answer (F3.16)', () => {
    expect(stageOf(at(20_000, { attacker: {} }))).toBe('saw-answers');
  });

  test('places enough without cookies are answers', () => {
    expect(stageOf(at(20_000, { backlog: 4096, sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 65_536 } }))).toBe('saw-answers');
  });

  test('nobody who listens answers with RST', () => {
    expect(stageOf(at(20_000, { listens: false }))).toBe('saw-resets');
  });
});

describe('what belongs to a stage happens in it only', () => {
  test('the flood begins with its stage and ends with it', () => {
    const world = at(1000, { sysctls: { tcp_syncookies: 0 } });
    expect(hostOf(world, 'server').counters.ListenDrops).toBe(0);
    advance(world, 4000);
    expect(hostOf(world, 'server').counters.ListenDrops).toBeGreaterThan(1000);
    hostOf(world, 'server').sysctl.tcp_syncookies = 1;
    advance(world, 10_000);
    expect(stageOf(world)).toBe('saw-cookies');
    const { SyncookiesSent } = hostOf(world, 'server').counters;
    advance(world, 10_400);
    expect(hostOf(world, 'server').counters.SyncookiesSent - SyncookiesSent).toBeLessThan(150);
  });

  test('times of a script count from the beginning of the stage', () => {
    const world = planned({ attacker: {} });
    advance(world, 20_000, (now) => stageOf(now) === 'saw-answers');
    const since = world.now;
    const connected = () => [...hostOf(world, 'client').sockets.values()].length;
    advance(world, since + 690);
    expect(connected()).toBe(0);
    advance(world, since + 710);
    expect(connected()).toBe(1);
  });

  test('pulses come in their part of each period only', () => {
    const world = planned({});
    advance(world, 20_000, (now) => stageOf(now) === 'saw-cookies');
    const since = world.now;
    const begun = () => world.traffic.begun.get('pulses') ?? 0;
    advance(world, since + 600);
    const first = begun();
    expect(first).toBeGreaterThan(40);
    advance(world, since + 1900);
    expect(begun()).toBe(first);
    advance(world, since + 2600);
    expect(begun()).toBeGreaterThan(first + 40);
  });
});

test('handshakes of an attacker fill the accept queue, and none of his own tries counts as a real client', () => {
  const world = planned({ accept: 'never' });
  hostOf(world, 'server').sysctl.tcp_syncookies = 2;
  advance(world, 1100);
  expect(servedPercent(world, 5000)).toBe(null);
  expect(world.traffic.samples.every(({ legit, gaveUp }) => legit + gaveUp === 0)).toBe(true);
  expect(hostOf(world, 'server').sockets.get(3)!.listener!.acceptQueue.length).toBeGreaterThan(0);
});

test('a copy has a plan of its own', () => {
  const world = at(1500, {});
  const copy = cloneWorld(world);
  advance(copy, 20_000);
  expect([stageOf(world), stageOf(copy)]).toEqual(['syns', 'saw-cookies']);
});

test.each([
  ['a stage that the plan does not have', { traffic: [{ kind: 'flood', name: 'f', stage: 'sins', rate: 5, to: '10.0.0.9:80', from: '198.18.0.0/15' }, { kind: 'clients', name: 'probe', hostile: true, host: 'client', rate: 4, to: '10.0.0.9:80' }] }, 'traffic.0.stage: expected one of the plan\'s stages syns, gone, got "sins"'],
  ['a probe that is no hostile traffic', { traffic: [{ kind: 'clients', name: 'probe', host: 'client', rate: 4, to: '10.0.0.9:80' }] }, 'plan.probe: expected traffic of clients with hostile: true, got "probe"'],
  ['a way back', { plan: { probe: 'probe', stages: { syns: {}, gone: { next: [{ after: '1s', go: 'syns' }] } } } }, 'plan.stages.gone.next.0.go: expected a later stage, got "syns"'],
] as const)('%s is an error with its place', (_name, changes, message) => {
  const written = {
    horizon: '9s',
    hosts: { client: { ip: '10.20.0.1' }, server: { ip: '10.0.0.9' } },
    traffic: [{ kind: 'clients', name: 'probe', hostile: true, host: 'client', rate: 4, to: '10.0.0.9:80' }],
    plan: { probe: 'probe', stages: { syns: { next: [{ after: '1s', go: 'gone' }] }, gone: {} } },
    ...changes,
  };
  let said = '';
  try {
    buildSetup(written as unknown as Parameters<typeof buildSetup>[0]);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toContain(message);
});
