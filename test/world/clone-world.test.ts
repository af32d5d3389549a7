import { expect, test } from 'vitest';
import { buildSetup } from '../../source/level/build-setup.ts';
import { advance } from '../../source/world/advance.ts';
import { cloneWorld } from '../../source/world/clone-world.ts';
import { createWorld } from '../../source/world/create.ts';
import type { World } from '../../source/world/world.ts';

const BUSY = buildSetup({
  horizon: '60s',
  hosts: {
    clients: { side: 'client', ip: '10.20.0.1' },
    peer: { side: 'client', ip: '10.0.0.7', decides: ['answer'] },
    server: { ip: '10.0.0.9', sysctls: { tcp_syncookies: 0 }, listen: [{ port: 80, backlog: 8, accept: { every: 300, reply: { bytes: 5, close: true } } }] },
  },
  connections: [
    { a: { host: 'server', port: 80, state: 'TIME-WAIT', sndNxt: 5, ts: { recent: 3 } }, b: { host: 'peer', port: 7, state: 'CLOSED', sndNxt: 9 } },
    { a: { host: 'server', port: 80, state: 'ESTABLISHED', sndNxt: 5 }, b: { host: 'peer', port: 8, state: 'ESTABLISHED', sndNxt: 9 } },
  ],
  script: [
    { at: '2470ms', host: 'peer', act: 'inject', src: '10.0.0.7:8', dst: '10.0.0.9:80', segment: 'P. 12:15(3) ack 5 win 100' },
    { at: '2480ms', host: 'server', act: 'write', port: 80, bytes: 10 },
  ],
  traffic: [
    { kind: 'clients', name: 'clients', host: 'clients', rate: 20, to: '10.0.0.9:80' },
    { kind: 'flood', name: 'flood', rate: 50, startsAt: '1s', to: '10.0.0.9:80', from: '198.18.0.0/15' },
  ],
});

/** Everything that can be reached, except what copies may share because it never changes. */
function reachable(world: World): Set<object> {
  const { setup: _setup, rules: _rules, owners: _owners, nats: _nats, agenda, journal, noticed, waiting, traffic, hosts, programs, pending, ...rest } = world;
  const found = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found.has(value)) return;
    found.add(value);
    if (value instanceof Map) for (const item of value.values()) visit(item);
    else if (value instanceof Set) for (const item of value) visit(item);
    else for (const item of Object.values(value)) visit(item);
  };
  visit(rest);
  for (const list of [agenda, agenda.heap, journal, journal.segments, journal.notes, journal.calls, noticed, waiting, traffic, traffic.ended, traffic.samples, traffic.open, programs]) found.add(list);
  for (const program of programs.values()) found.add(program);
  for (const { decisions, ...record } of journal.segments) visit([decisions, ...Object.values({ ...record, segment: null })]);
  for (const record of [...journal.segments, ...journal.calls]) found.add(record);
  visit([journal.decided, journal.accepted, traffic.current, traffic.countersAtSecond]);
  if (pending) for (const part of [pending, pending.expected, pending.chosen]) found.add(part);
  for (const { addresses: _addresses, timers, dmesg, ...host } of [...hosts.values(), ...(pending ? [pending.expected.host] : [])]) {
    visit(host);
    for (const list of [timers, timers.heap, dmesg]) found.add(list);
  }
  return found;
}

function busy(ms: number): World {
  const world = createWorld(BUSY, 5);
  advance(world, ms);
  return world;
}

test('a copy is equal to the world it was taken from', () => {
  const world = busy(2500);
  const server = world.hosts.get('server')!;
  expect([...server.ehash.values()].flatMap((row) => [...row.values()].map(({ kind }) => kind))).toEqual(expect.arrayContaining(['socket', 'request', 'time-wait']));
  expect([...server.sockets.values()].some(({ unacked, outOfOrder }) => unacked.length > 0 && outOfOrder.length > 0)).toBe(true);
  expect(world.pending).not.toBeNull();
  expect(cloneWorld(world)).toEqual(world);
});

test('a copy shares nothing that can change', () => {
  const world = busy(2500);
  const originals = reachable(world);
  expect(originals.size).toBeGreaterThan(500);
  expect([...reachable(cloneWorld(world))].filter((item) => originals.has(item))).toEqual([]);
});

test('a socket stays one socket in the table, among the listeners and by its number', () => {
  const server = cloneWorld(busy(2500)).hosts.get('server')!;
  expect(server.listeners.values().next().value).toBe(server.sockets.get(3));
  for (const row of server.ehash.values()) {
    for (const entry of row.values()) if (entry.kind === 'socket' && server.sockets.has(entry.id)) expect(server.sockets.get(entry.id)).toBe(entry);
  }
});

test('a world goes on as its copy does, and is not moved by it', () => {
  const world = busy(1500);
  const copy = cloneWorld(world);
  const before = structuredClone(copy.hosts);
  advance(copy, 1890);
  expect(world.hosts).toEqual(before);
  advance(world, 1890);
  expect(world).toEqual(copy);
});
