import { expect, test } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import { drawLevel, drawNumbers } from '../../source/level/draw.ts';
import type { Draw, Level } from '../../source/level/level.ts';
import { parseLevel } from '../../source/level/parse.ts';
import { SetupError } from '../../source/level/setup-error.ts';
import type { AuthorSetup } from '../../source/level/setup-schema.ts';
import { ip } from '../../source/tcp/address.ts';
import { SYN } from '../../source/tcp/flags.ts';
import { smallFiles } from './level-files.ts';

function small(): Level {
  const result = parseLevel({ folder: '01-w/01-small', world: 1, files: smallFiles() });
  return result.ok ? result.level : expect.unreachable();
}

test('the same seed draws the same level, another seed another one', () => {
  const level = small();
  expect(drawLevel(level, 'a')).toEqual(drawLevel(level, 'a'));
  const ports = new Set(Array.from({ length: 60 }, (_, seed) => drawLevel(level, String(seed)).numbers['port']));
  expect([...ports].map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => 40000 + i));
});

test('numbers of one name do not depend on the others, nor on what another level draws', () => {
  const port: Draw = { between: [0, 4294967295] };
  const alone = drawNumbers({ id: 'x', draw: [{ name: 'port', from: port }] }, '7');
  const beside = drawNumbers({ id: 'x', draw: [{ name: 'other', from: { oneOf: [1, 2] } }, { name: 'port', from: port }] }, '7');
  expect(beside['port']).toBe(alone['port']);
  expect(drawNumbers({ id: 'y', draw: [{ name: 'port', from: port }] }, '7')['port']).not.toBe(alone['port']);
});

test('later numbers are made from earlier ones, and texts may be drawn', () => {
  const draw = [{ name: 'a', from: { oneOf: [9] } }, { name: 'who', from: { oneOf: ['client'] } }, { name: 'b', from: { value: '$(a*2)+1' } }];
  expect(drawNumbers({ id: 'x', draw }, '1')).toEqual({ a: 9, who: 'client', b: 19 });
});

test('a pick takes the item that an earlier number counts, so that things vary together', () => {
  const draw = (which: number): Parameters<typeof drawNumbers>[0]['draw'] => [
    { name: 'which', from: { oneOf: [which] } },
    { name: 'fate', from: { pick: '$which', of: ['lose', 'delay'] } },
    { name: 'by', from: { pick: '$which', of: [0, '$which+80'] } },
  ];
  expect(drawNumbers({ id: 'x', draw: draw(0) }, '1')).toEqual({ which: 0, fate: 'lose', by: 0 });
  expect(drawNumbers({ id: 'x', draw: draw(1) }, '1')).toEqual({ which: 1, fate: 'delay', by: 81 });
  expect(() => drawNumbers({ id: 'x', draw: [{ name: 'who', from: { oneOf: ['client'] } }, { name: 'what', from: { pick: '$who', of: [1] } }] }, '1')).toThrow('a number to pick by');
});

test('expressions are filled in conditions, lines, mistakes and the menu; durations become milliseconds', () => {
  const level: Level = {
    ...small(),
    goals: [{ id: 'open', holds: { held: { ms: '3s', what: { state: { host: 'client', is: 'ESTABLISHED', port: '$port' } } } } as never }],
    lose: [{ id: 'late', rule: 'F1.2', holds: { any: [{ time: { atLeast: '$late' } }, { service: { atLeast: 90, over: '2s' } }, { sysctl: { host: 'server', name: 'somaxconn', is: 5 } }] } as never }],
    draw: [...small().draw, { name: 'late', from: { oneOf: ['4s'] } }],
    menu: [{ when: { time: { atMost: '1min' } } as never, line: 'S seq $iss', label: null }],
    solution: ['S seq $iss+1', 'wait $late'],
  };
  const { level: drawn, numbers, solution } = drawLevel(level, '1');
  expect(drawn.goals[0]!.holds).toEqual({ held: { ms: 3000, what: { state: { host: 'client', is: 'ESTABLISHED', port: numbers['port'] } } } });
  expect(drawn.lose[0]!.holds).toEqual({ any: [{ time: { atLeast: 4000 } }, { service: { atLeast: 90, over: 2000 } }, { sysctl: { host: 'server', name: 'somaxconn', is: '5' } }] });
  expect(drawn.menu).toEqual([{ when: { time: { atMost: 60_000 } }, line: 'S seq 4294967295', label: null }]);
  expect(solution).toEqual(['S seq 0', 'wait 4s']);
});

test('a setup gets its defaults', () => {
  const { setup } = drawLevel(small(), '1');
  expect(setup.horizon).toBe(5000);
  expect(setup.hosts[0]).toEqual({ name: 'client', side: 'client', ip: ip('10.0.0.5'), kernel: null, sysctls: {}, decides: ['answer'], timeouts: false, callsOnly: false, decidesFrom: 0, decidesUntil: Infinity, you: true, listeners: [], uptime: null, mtu: 1500, advmss: null, provenPeers: [], absent: false });
  expect(setup.hosts[1]).toMatchObject({ side: 'server', you: false, listeners: [{ port: 80, backlog: 128, reuseAddr: false, accept: { every: 0, startsAt: 0, closesAfterEof: 0, reply: null } }] });
  expect(setup.link).toEqual({ delay: 20, delays: {}, impairments: [], loss: 0, duplicate: 0, reorder: { chance: 0, by: 0 } });
  // oxlint-disable-next-line unicorn/no-thenable -- a field of the setup
  expect(setup.script).toEqual([{ at: 1000, host: 'client', act: 'connect', port: expect.any(Number), to: { ip: ip('10.0.0.9'), port: 80 }, isn: 0, then: null }]);
});

const HOSTS: AuthorSetup = { horizon: 1000, hosts: { client: { ip: '10.0.0.5' }, server: { ip: '10.0.0.9' }, spy: { ip: '10.0.0.66', side: 'attacker' } } };

test('segments, options, addresses, prefixes and impairments are read from their texts', () => {
  const setup = buildSetup({
    ...HOSTS,
    hosts: { ...HOSTS.hosts, clients: { ip: '10.20.0.1' } },
    link: { delays: { 'server>client': '5ms' }, impair: ['lose server>client 1', 'delay client>server 2 by 1.5s'] },
    script: [
      { at: 5, host: 'spy', act: 'inject', src: '10.0.0.5:40000', dst: '10.0.0.9:80', segment: 'S 1000:1003(3) win 64240 <mss 1460,sackOK>' },
      { at: '1s', host: 'server', act: 'call', call: 'bind', socket: 3, to: '0.0.0.0:80' },
      { at: '1s', host: 'server', act: 'close', port: 80 },
    ],
    traffic: [
      { kind: 'flood', name: 'flood', rate: 500, to: '10.0.0.9:80', from: '198.51.100.0/24', options: '<mss 536>' },
      { kind: 'clients', name: 'people', host: 'clients', rate: 5, to: '10.0.0.9:80', endsAt: 500 },
    ],
  });
  expect(setup.hosts[2]!.side).toBe('attacker');
  expect(setup.link.delays).toEqual({ 'server>client': 5 });
  expect(setup.link.impairments).toEqual([{ act: 'lose', from: 'server', to: 'client', nth: 1, by: 0 }, { act: 'delay', from: 'client', to: 'server', nth: 2, by: 1500 }]);
  expect(setup.script[0]).toMatchObject({ segment: { srcIp: ip('10.0.0.5'), srcPort: 40000, dstPort: 80, flags: SYN, seq: 1000, length: 3, win: 64240, options: { mss: 1460, sackPermitted: true } } });
  expect(setup.script[1]).toEqual({ at: 1000, host: 'server', act: 'call', call: 'bind', socket: 3, ip: 0, port: 80 });
  expect(setup.script[2]).toEqual({ at: 1000, host: 'server', act: 'close', port: 80, bytes: 0 });
  expect(setup.traffic[0]).toMatchObject({ kind: 'flood', startsAt: 0, endsAt: 1000, from: { ip: ip('198.51.100.0'), prefix: 24 }, options: { mss: 536 } });
  expect(setup.traffic[1]).toMatchObject({ kind: 'clients', endsAt: 500, request: 100, patience: 3000 });
});

test('the numbers of an end are taken from the other end', () => {
  const [connection] = buildSetup({
    ...HOSTS,
    connections: [{ a: { host: 'client', port: 40000, state: 'ESTABLISHED', sndNxt: 100, rcvNxt: 900 }, b: { host: 'server', port: 80, state: 'TIME-WAIT', age: '10s', ts: { recent: 5 } } }],
  }).connections;
  expect(connection!.b).toEqual({ host: 'server', port: 80, state: 'TIME-WAIT', sndNxt: 900, rcvNxt: 100, age: 10_000, orphan: false, reuseAddr: false, ts: { recent: 5 }, closesAfterEof: null, unread: 0 });
});

test('a program may accept never, at once, or in its own time', () => {
  const accept = (written: NonNullable<NonNullable<AuthorSetup['hosts'][string]['listen']>[number]['accept']>) =>
    buildSetup({ horizon: 1, hosts: { server: { ip: '10.0.0.9', listen: [{ port: 80, accept: written }] } } }).hosts[0]!.listeners[0]!.accept;
  expect(accept('never').every).toBeNull();
  expect(accept('at-once')).toEqual({ every: 0, startsAt: 0, busy: [], closesAfterEof: 0, reply: null });
  expect(accept({ every: '100ms', closesAfterEof: null, reply: { bytes: 9 } })).toEqual({ every: 100, startsAt: 0, busy: [], closesAfterEof: null, reply: { bytes: 9, close: false } });
});

test.each<readonly [string, Partial<AuthorSetup>, string]>([
  ['a side that cannot be guessed', { hosts: { bob: { ip: '10.0.0.1' } } }, 'hosts.bob: expected a side, since the name does not begin with client, server or attacker, got none'],
  ['numbers at neither end', { connections: [{ a: { host: 'client', port: 1, state: 'ESTABLISHED' }, b: { host: 'server', port: 2, state: 'ESTABLISHED', sndNxt: 5 } }] }, 'connections.0.a: expected sndNxt at both ends, got too few numbers'],
  ['an unknown host on the link', { link: { impair: ['lose client>nobody 1'] } }, 'link.impair.0: expected one of the hosts client, server, spy, got "nobody"'],
  ['a delay without a time', { link: { impair: ['delay client>server 1'] } }, 'link.impair.0: expected how much later, got "delay client>server 1"'],
  ['options that do not parse', { traffic: [{ kind: 'flood', name: 'f', rate: 1, to: '10.0.0.9:80', from: '10.0.0.0/8', options: '<mss 99999>' }] }, 'traffic.0.options: expected an MSS from 0 to 65535, got "99999"'],
  ['a sysctl that is no number', { hosts: { client: { ip: '10.0.0.5', sysctls: { tcp_sack: 'on' } } } }, 'hosts.client.sysctls.tcp_sack: expected a whole number, got "on"'],
  ['a sysctl out of its range', { hosts: { client: { ip: '10.0.0.5', sysctls: { tcp_tw_reuse: 3 } } } }, 'hosts.client.sysctls.tcp_tw_reuse: expected a number from 0 to 2, got "3"'],
  ['traffic to nobody', { traffic: [{ kind: 'flood', name: 'f', rate: 1, to: '10.0.0.8:80', from: '10.0.0.0/8' }] }, 'traffic.0.to: expected an address that a host has: client (10.0.0.5), server (10.0.0.9), spy (10.0.0.66), got "10.0.0.8:80"'],
  ['one address for two hosts', { hosts: { client: { ip: '10.0.0.5' }, server: { ip: '10.0.0.5' } } }, 'hosts.server.ip: expected addresses that no other host has; client has 10.0.0.5, got 10.0.0.5'],
  ['a host among the addresses of the real clients', { traffic: [{ kind: 'clients', name: 'people', host: 'client', rate: 5, to: '10.0.0.9:80' }] }, 'hosts.server.ip: expected addresses that no other host has; client has 10.0.0.5 to 10.0.16.4, got 10.0.0.9'],
  ['real clients beyond the last address', { hosts: { client: { ip: '255.255.255.0' } }, traffic: [{ kind: 'clients', name: 'people', host: 'client', rate: 5, to: '255.255.255.0:80' }] }, 'hosts.client.ip: expected an address with 4095 more after it, for the clients, got 255.255.255.0 to beyond 255.255.255.255'],
])('%s is refused', (_what, changes, message) => {
  expect(() => buildSetup({ ...HOSTS, ...changes })).toThrow(SetupError);
  expect(() => buildSetup({ ...HOSTS, ...changes })).toThrow(message);
});
