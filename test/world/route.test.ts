import { describe, expect, it } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { ip } from '../../source/tcp/address.ts';
import { SYN } from '../../source/tcp/flags.ts';
import { flagsText } from '../../source/tcp/notation/print-tcpdump.ts';
import { advance } from '../../source/world/advance.ts';
import { cloneWorld } from '../../source/world/clone-world.ts';
import { createWorld } from '../../source/world/create.ts';
import { look } from '../../source/world/look.ts';
import type { Sight } from '../../source/world/sight.ts';
import type { World } from '../../source/world/world.ts';

// oxlint-disable-next-line unicorn/no-thenable -- what the program does then; never awaited
const ASKS = { then: { writes: 10 } } as const;

const OFFICE: AuthorSetup = {
  horizon: '60s',
  hosts: {
    alice: { side: 'client', ip: '192.168.1.10', uptime: '900s' },
    bob: { side: 'client', ip: '192.168.1.20', uptime: '100s' },
    server: { ip: '10.0.0.9', kernel: '3.10', you: true, listen: [{ port: 80, accept: { every: 0, reply: { bytes: 50, close: true } } }] },
  },
  nats: [{ ip: '198.51.100.7', inside: ['alice', 'bob'] }],
  script: [
    { at: 0, host: 'alice', act: 'connect', port: 40_000, to: '10.0.0.9:80', ...ASKS },
    { at: '10ms', host: 'bob', act: 'connect', port: 40_000, to: '10.0.0.9:80', ...ASKS },
  ],
};

function after(ms: number, setup: AuthorSetup = OFFICE): World {
  const world = createWorld(buildSetup(setup), 1, null, '3.10');
  advance(world, ms);
  return world;
}

function sight(world: World): Sight {
  const all = world.setup.hosts.map(({ name }) => name);
  return { inside: ['server'], lifelines: all, states: all, onlyTools: false, onlyOwnSegments: false, hide: [], editableSysctls: [], own: [], known: [], countersBefore: new Map() };
}

const syns = (world: World) => world.journal.segments.filter(({ segment }) => segment.flags === SYN);

describe('hosts behind one address', () => {
  it('are one address to the server and reach it each by a port of its own', () => {
    const world = after(1000);
    expect(syns(world).map(({ from, sent, segment, arrives }) => [from, sent.srcIp, sent.srcPort, segment.srcIp, segment.srcPort, arrives])).toEqual([
      ['alice', ip('192.168.1.10'), 40_000, ip('198.51.100.7'), 40_000, syns(world)[0]!.segment],
      ['bob', ip('192.168.1.20'), 40_000, ip('198.51.100.7'), 1024, syns(world)[1]!.segment],
    ]);
    for (const host of ['alice', 'bob']) expect(world.journal.calls.find((call) => call.host === host)!.result, host).toEqual({ ok: true, value: 0 });
    expect(world.journal.accepted.get('server')).toBe(2);
    expect(world.journal.segments.filter(({ forged }) => forged)).toEqual([]);
  });

  it('have clocks of their own: the server sees timestamps 800 s apart from one address (3.10 counts 4 ms)', () => {
    const [alice, bob] = syns(after(1000)).map(({ segment }) => segment.options.ts!.val);
    expect((alice! - bob!) * 4).toBe(800_000 - 8);
  });

  it('are unknown to whoever is not behind it: a segment for a private address reaches nobody', () => {
    const world = after(30, { ...OFFICE, script: [{ at: 0, host: 'server', act: 'inject', src: '10.0.0.9:80', dst: '192.168.1.10:40000', segment: '. 1:1(0) ack 1 win 100' }, { at: 0, host: 'server', act: 'inject', src: '10.0.0.9:80', dst: '198.51.100.7:40000', segment: '. 1:1(0) ack 1 win 100' }] });
    expect(world.journal.segments.map(({ to, fate }) => [to, fate])).toEqual([[null, 'no-host'], [null, 'stopped']]);
  });

  it('meet each other directly, under their own addresses', () => {
    const world = after(30, { ...OFFICE, script: [{ at: 0, host: 'alice', act: 'connect', port: 40_000, to: '192.168.1.20:80' }] });
    expect(world.journal.segments.map(({ from, to, segment }) => [from, to, flagsText(segment.flags), segment.srcIp])).toEqual([
      ['alice', 'bob', 'S', ip('192.168.1.10')],
      ['bob', 'alice', 'R.', ip('192.168.1.20')],
    ]);
  });

  it('are named by their port in the view of who sees the wire, and nowhere once the router has forgotten them', () => {
    const world = after(1000);
    const view = look(world, sight(world));
    expect(view.lifelines.map(({ host, behind }) => [host, behind])).toEqual([['alice', '198.51.100.7'], ['bob', '198.51.100.7'], ['server', undefined]]);
    expect(view.translations!.map(({ host, inside, outside, remote }) => [host, inside, outside, remote])).toEqual([
      ['alice', '192.168.1.10:40000', '198.51.100.7:40000', '10.0.0.9:80'],
      ['bob', '192.168.1.20:40000', '198.51.100.7:1024', '10.0.0.9:80'],
    ]);
    expect(look(world, { ...sight(world), onlyOwnSegments: true }).translations).toEqual([]);
    expect(look(world, { ...sight(world), onlyTools: true }).translations).toBe(undefined);
  });

  it('go on in a copy as in the world it was taken from, and do not disturb each other', () => {
    const world = after(15);
    const copy = cloneWorld(world);
    advance(copy, 1000);
    expect(world.nats).toEqual(after(15).nats);
    expect(copy.nats).toEqual(after(1000).nats);
  });

  it('may have been connected before the level begins; the router knows that only as long as it keeps closed connections', () => {
    const waiting = (keeps: string): AuthorSetup => ({
      ...OFFICE,
      nats: [{ ip: '198.51.100.7', inside: ['alice', 'bob'], keeps }],
      connections: [{ a: { host: 'server', port: 80, state: 'TIME-WAIT', sndNxt: 5000, age: '40s', ts: { ago: '40s' } }, b: { host: 'alice', port: 40_000, state: 'CLOSED', sndNxt: 9000 } }],
      script: [{ at: 0, host: 'bob', act: 'connect', port: 40_000, to: '10.0.0.9:80' }],
    });
    expect(look(after(0, waiting('120s')), sight(after(0, waiting('120s')))).sockets.find(({ kind }) => kind === 'time-wait')!.remote).toBe('198.51.100.7:40000');
    expect(syns(after(0, waiting('120s')))[0]!.segment.srcPort).toBe(1024);
    expect(syns(after(0, waiting('40s')))[0]!.segment.srcPort).toBe(40_000);
  });
});

describe('a setup with a router', () => {
  const bad = (nats: AuthorSetup['nats'], connections: AuthorSetup['connections'] = []): (() => unknown) => () => buildSetup({ ...OFFICE, nats, connections });

  it('refuses an address that somebody has, a host behind two, and ports that it does not give out', () => {
    expect(bad([{ ip: '10.0.0.9', inside: ['alice'] }])).toThrow(/server has it/);
    expect(bad([{ ip: '198.51.100.7', inside: ['alice'] }, { ip: '198.51.100.7', inside: ['bob'] }])).toThrow(/another router has it/);
    expect(bad([{ ip: '198.51.100.7', inside: ['alice'] }, { ip: '198.51.100.8', inside: ['alice'] }])).toThrow(/behind one router/);
    expect(bad([{ ip: '198.51.100.7', inside: ['carol'] }])).toThrow(/one of the hosts alice, bob, server/);
    expect(bad([{ ip: '198.51.100.7', inside: ['alice'], ports: [50, 40] }])).toThrow(/lower port first/);
    expect(bad([{ ip: '198.51.100.7', inside: ['alice'], ports: [40, 50] }], [{ a: { host: 'alice', port: 60, state: 'ESTABLISHED', sndNxt: 1 }, b: { host: 'server', port: 80, state: 'ESTABLISHED', sndNxt: 2 } }])).toThrow(/40 to 50/);
  });
});
