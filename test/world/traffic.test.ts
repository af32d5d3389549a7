import { describe, expect, test } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import { advance } from '../../source/world/advance.ts';
import { createWorld } from '../../source/world/create.ts';
import { ENDED_MEMORY, SAMPLES_KEPT } from '../../source/world/traffic-state.ts';
import { servedPercent } from '../../source/world/traffic-tally.ts';
import { hostOf, type World } from '../../source/world/world.ts';

interface Given {
  readonly sysctls?: Record<string, number>;
  readonly backlog?: number;
  readonly accept?: 'never' | 'at-once';
  readonly rate?: number;
  readonly horizon?: string;
  readonly flood?: boolean;
}

/** A server under a flood of 2000 SYNs a second from 1 s on, with 10 real clients a second. */
function flooded({ sysctls = {}, backlog = 1000, accept = 'at-once', rate = 2000, horizon = '100s', flood = true }: Given): World {
  const reply = { every: 0, reply: { bytes: 10, close: true } };
  return createWorld(buildSetup({
    horizon,
    hosts: { clients: { side: 'client', ip: '10.20.0.1' }, server: { ip: '10.0.0.9', sysctls, listen: [{ port: 80, backlog, accept: accept === 'never' ? 'never' : reply }] } },
    traffic: [
      { kind: 'clients', name: 'clients', host: 'clients', rate: 10, to: '10.0.0.9:80' },
      ...(flood ? [{ kind: 'flood' as const, name: 'flood', rate, startsAt: '1s', to: '10.0.0.9:80', from: '198.18.0.0/15' }] : []),
    ],
  }), 1);
}

const queue = (world: World) => hostOf(world, 'server').sockets.get(3)!.listener!;
const counters = (world: World) => hostOf(world, 'server').counters;

function after(ms: number, given: Given): World {
  const world = flooded(given);
  advance(world, ms);
  return world;
}

describe('how far a flood fills the SYN queue', () => {
  test.each([
    [64, 49],
    [128, 97],
    [256, 193],
    [512, 385],
  ])('without cookies, tcp_max_syn_backlog=%i stops it at %i (F3.6)', (max, held) => {
    const world = after(5000, { sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: max } });
    expect(queue(world).qlen).toBe(held);
    expect(counters(world)).toMatchObject({ TCPReqQFullDrop: 0, SyncookiesSent: 0 });
    expect(counters(world).ListenDrops).toBeGreaterThan(7000);
  });

  test('without cookies a smaller backlog stops it first, at backlog + 1 (F3.7)', () => {
    const world = after(5000, { backlog: 128, sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 256 } });
    expect(queue(world).qlen).toBe(129);
    expect(counters(world).TCPReqQFullDrop).toBeGreaterThan(7000);
  });

  test.each([[7], [128], [255]])('with cookies a backlog of %i holds one more, whatever tcp_max_syn_backlog is, and the rest is answered (F3.9)', (backlog) => {
    const world = after(5000, { backlog, sysctls: { tcp_syncookies: 1, tcp_max_syn_backlog: 64 } });
    expect(queue(world).qlen).toBe(backlog + 1);
    expect(counters(world)).toMatchObject({ ListenDrops: 0, TCPReqQFullDoCookies: counters(world).SyncookiesSent });
    expect(counters(world).SyncookiesSent).toBeGreaterThan(7000);
  });

  test('tcp_syncookies=2 fills nothing (F3.5)', () => {
    expect(queue(after(5000, { sysctls: { tcp_syncookies: 2 } })).qlen).toBe(0);
  });
});

describe('who is served', () => {
  test('without cookies nearly nobody, with cookies everybody', () => {
    expect(servedPercent(after(20_000, { sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 128 } }), 5000)).toBeLessThan(20);
    const world = after(20_000, { backlog: 128 });
    expect(servedPercent(world, 5000)).toBe(100);
    expect(counters(world).SyncookiesRecv).toBeGreaterThan(150);
  });

  test('a full accept queue drops SYNs even with cookies (F3.11)', () => {
    const world = after(10_000, { backlog: 5, accept: 'never', sysctls: { tcp_syncookies: 1 } });
    expect(queue(world).acceptQueue).toHaveLength(6);
    const { SyncookiesSent, ListenDrops, ListenOverflows } = counters(world);
    advance(world, 15_000);
    expect(counters(world).SyncookiesSent).toBe(SyncookiesSent);
    expect(counters(world).ListenOverflows - ListenOverflows).toBeGreaterThan(9000);
    expect(counters(world).ListenDrops - ListenDrops).toBeGreaterThan(9000);
    expect(servedPercent(world, 5000)).toBe(0);
  });

  test('some tens of SYNs a second are enough to keep 97 places taken', () => {
    const world = after(30_000, { rate: 31, sysctls: { tcp_syncookies: 0, tcp_max_syn_backlog: 128 } });
    expect(servedPercent(world, 10_000)).toBeLessThan(30);
  });
});

test('tallies of each second add up to the counters', () => {
  const world = after(9999.9, { backlog: 128 });
  const before = { ...counters(world) };
  advance(world, 10_000);
  const { samples } = world.traffic;
  const sum = (pick: (sample: (typeof samples)[number]) => number): number => samples.reduce((total, sample) => total + pick(sample), 0);
  expect(samples).toHaveLength(10);
  expect(sum((s) => s.cookiesSent)).toBe(before.SyncookiesSent);
  expect(sum((s) => s.cookiesReturned)).toBe(before.SyncookiesRecv);
  expect(sum((s) => s.drops)).toBe(before.ListenDrops);
  expect(samples.at(-1)).toMatchObject({ synQueue: 129, acceptQueue: 0 });
});

test('what a live world remembers stays bounded', () => {
  const world = flooded({ flood: false, horizon: '2000s' });
  advance(world, 900_000);
  expect(world.traffic.seconds).toBe(900);
  expect(world.traffic.samples).toHaveLength(SAMPLES_KEPT);
  expect(world.traffic.ended.length).toBeLessThan((ENDED_MEMORY / 1000) * 12);
  expect(world.traffic.open.size).toBeLessThan(50);
  expect(world.journal).toMatchObject({ segments: [], notes: [], calls: [] });
  expect(world.programs.size).toBeLessThan(100);
  expect(hostOf(world, 'clients').sockets.size).toBeLessThan(50);
});

describe('what the programs of real clients are told', () => {
  /** Ten clients within 100 ms, more than one round trip; the program takes none of them until 2 s. Beside it stands an idle server. */
  function burst(sysctls: Record<string, number>, elsewhere?: string): World {
    const reply = { reply: { bytes: 10, close: true } };
    const world = createWorld(buildSetup({
      horizon: '30s',
      hosts: {
        clients: { side: 'client', ip: '10.20.0.1' },
        server: { ip: '10.0.0.9', sysctls, listen: [{ port: 80, backlog: 3, accept: { every: 0, startsAt: '2s', ...reply } }] },
        'server-b': { ip: '10.0.0.10', listen: [{ port: 80, accept: { every: 0, ...reply } }] },
      },
      traffic: [{ kind: 'clients', name: 'burst', host: 'clients', startsAt: '100ms', rate: 100, count: 10, to: '10.0.0.9:80', patience: '9s', ...(elsewhere === undefined ? {} : { elsewhere }) }],
    }), 1);
    advance(world, 12_000);
    return world;
  }
  const ends = (world: World): string[] => world.traffic.ended.map(({ how, call, turned }) => `${how} ${call}${turned ? ' turned' : ''}`).toSorted();

  test('four fit, and with tcp_abort_on_overflow=0 the others hear nothing of it and are served late (F4.6)', () => {
    const world = burst({ tcp_abort_on_overflow: 0 });
    expect(ends(world)).toEqual(Array.from({ length: 10 }, () => 'served read'));
    expect(world.traffic.ended.filter(({ took }) => took > 1800)).toHaveLength(10);
    expect(world.traffic.begun).toEqual(new Map([['burst', 10]]));
  });

  test('with 1, for those whose SYN had been taken, connect() succeeds and read() gives ECONNRESET at once (F4.10)', () => {
    const world = burst({ tcp_abort_on_overflow: 1 });
    const reset = hostOf(world, 'server').counters.EmbryonicRsts;
    expect(reset).toBeGreaterThanOrEqual(2);
    expect(ends(world)).toEqual([...Array.from({ length: reset }, () => 'ECONNRESET read'), ...Array.from({ length: 10 - reset }, () => 'served read')]);
    expect(world.traffic.ended.filter(({ how }) => how === 'ECONNRESET').every(({ took }) => took < 100)).toBe(true);
    expect(world.traffic.samples[0]!.errnos).toEqual({ ECONNRESET: reset });
    expect(servedPercent(world, 12_000)).toBe(10 * (10 - reset));
  });

  test('who is refused and has another address is not lost', () => {
    const world = burst({ tcp_abort_on_overflow: 1 }, '10.0.0.10:80');
    expect(ends(world).filter((end) => end === 'ECONNRESET read turned')).toHaveLength(hostOf(world, 'server').counters.EmbryonicRsts);
    expect(servedPercent(world, 12_000)).toBe(100);
    expect(world.traffic.begun).toEqual(new Map([['burst', 10]]));
  });
});

describe('a program that calls from one address', () => {
  /** Ten calls a second with a hundred ports; who closes first has the TIME-WAIT: here the caller. */
  const calling = (sysctls: Record<string, number | string>): World => {
    const world = createWorld(buildSetup({
      horizon: '40s',
      hosts: {
        gateway: { side: 'client', ip: '10.0.0.9', sysctls: { ip_local_port_range: '32768 32867', ...sysctls } },
        backend: { side: 'server', ip: '10.0.0.20', listen: [{ port: 80, backlog: 100, accept: { every: 0, closesAfterEof: 0, reply: { bytes: 10 } } }] },
      },
      traffic: [{ kind: 'clients', name: 'calls', host: 'gateway', pool: false, rate: 10, to: '10.0.0.20:80' }],
    }), 1);
    advance(world, 20_000);
    return world;
  };
  const ends = (world: World) => new Set(world.traffic.ended.slice(-20).map(({ how, call }) => `${how} ${call}`));

  test('runs out of ports when each is in TIME-WAIT: connect() fails at once with EADDRNOTAVAIL', () => {
    const world = calling({});
    expect(hostOf(world, 'gateway').addresses).toHaveLength(1);
    expect(hostOf(world, 'gateway').timeWaitCount).toBe(100);
    expect(hostOf(world, 'backend').timeWaitCount).toBe(0);
    expect(ends(world)).toEqual(new Set(['EADDRNOTAVAIL connect']));
  });

  test('goes on with tcp_tw_reuse=1, which lets connect() have such a port back after a second', () => {
    expect(ends(calling({ tcp_tw_reuse: 1 }))).toEqual(new Set(['served read']));
  });
});
