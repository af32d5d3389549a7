import { describe, expect, test } from 'vitest';
import { contextOf } from '../../source/kernel/context.ts';
import { createHost, type Host } from '../../source/kernel/host.ts';
import { hash, unhash } from '../../source/kernel/lookup.ts';
import { ephemeralPort } from '../../source/kernel/port-search.ts';
import type { ProfileId } from '../../source/kernel/profile.ts';
import { createSocket } from '../../source/kernel/socket.ts';
import { portRange } from '../../source/kernel/sysctl.ts';
import { timeWaitEntryOf } from '../../source/kernel/time-wait-enter.ts';
import { createRandom, nextInt, nextUnit } from '../../source/random.ts';
import { ip } from '../../source/tcp/address.ts';

const HERE = ip('192.0.2.1');
const THERE = ip('198.51.100.1');
const PORTS = portRange(40_000, 40_099);

function machine(kernel: ProfileId = '6.18', ports = PORTS): Host {
  const host = createHost('host', [HERE], kernel, 1, 0);
  host.sysctl.ip_local_port_range = ports;
  return host;
}

const at = (host: Host, now = 0) => contextOf(host, null, now, { send: () => undefined, note: () => undefined });
const search = (host: Host, now = 0, to = THERE, port = 443): number | null => ephemeralPort(at(host, now), HERE, to, port);

function socketAt(host: Host, localPort: number, to = THERE) {
  const socket = createSocket(host, 1000);
  return Object.assign(socket, { bound: true, autoBound: true, localIp: HERE, localPort, remoteIp: to, remotePort: 443, state: 'SYN-SENT' as const });
}

/** Takes what the search finds, until there is nothing. */
function takeAll(host: Host): number[] {
  const got: number[] = [];
  for (let port = search(host); port !== null; port = search(host)) {
    got.push(port);
    hash(host, socketAt(host, port));
  }
  return got;
}

describe('the ports that connect() gets', () => {
  test('are those of the first one\'s parity, then the others, each once, then none (F8.7, F8.9)', () => {
    const got = takeAll(machine());
    expect(got.slice(0, 50).every((port) => port % 2 === 0)).toBe(true);
    expect(got.slice(50).every((port) => port % 2 === 1)).toBe(true);
    expect(new Set(got).size).toBe(100);
    expect(got[1]! - got[0]!).toBe(2);
  });

  test.each(['3.10', '4.4'] as const)('are any, in one row, on %s', (kernel) => {
    const got = takeAll(machine(kernel));
    expect(new Set(got).size).toBe(100);
    expect(new Set(got.map((port) => port % 2)).size).toBe(2);
  });

  test('are 28,232 (F8.8), and when all are taken the next search looks at none', () => {
    const host = machine('6.18', portRange(32_768, 60_999));
    const got = takeAll(host);
    expect([got.length, Math.min(...got), Math.max(...got)]).toEqual([28_232, 32_768, 60_999]);
    let looked = 0;
    host.ehash = new Proxy(host.ehash, { get: (map, name) => (name === 'get' ? (key: number) => (looked++, map.get(key)) : Reflect.get(map, name)) });
    expect(search(host)).toBeNull();
    expect(looked).toBe(0);
  });

  test('come back when a connection goes, for its destination alone (F8.7)', () => {
    const host = machine();
    takeAll(host);
    const gone = host.ehash.get(HERE * 65536 + 40_037)!.values().next().value!;
    unhash(host, gone);
    expect(search(host)).toBe(40_037);
    hash(host, gone);
    expect(search(host)).toBeNull();
    expect(search(host, 0, ip('198.51.100.2'))).not.toBeNull();
    expect(search(host, 0, THERE, 444)).not.toBeNull();
  });

  test('may be those of a TIME-WAIT that has become old enough, and as soon as tcp_tw_reuse allows it (F8.1)', () => {
    const host = machine('6.18', portRange(40_000, 40_001));
    for (const port of [40_000, 40_001]) {
      const socket = socketAt(host, port);
      socket.options = { ...socket.options, ts: true };
      hash(host, timeWaitEntryOf(socket, 'TIME-WAIT', 0));
    }
    host.sysctl.tcp_tw_reuse = 0;
    expect(search(host, 5000)).toBeNull();
    host.sysctl.tcp_tw_reuse = 1;
    expect(search(host, 900)).toBeNull();
    expect([40_000, 40_001]).toContain(search(host, 1100));
  });

  test('are the same as a look at every port finds, whatever comes and goes', () => {
    const host = machine();
    const random = createRandom(7);
    const held: ReturnType<typeof socketAt>[] = [];
    for (let i = 0; i < 3000; i++) {
      const fresh = Object.assign({ ...host }, { portSearch: null });
      const found = search(host);
      expect(found).toBe(search(fresh as Host));
      if (found !== null && nextUnit(random) < 0.6) {
        const socket = socketAt(host, found);
        hash(host, socket);
        held.push(socket);
      } else if (held.length > 0) unhash(host, held.splice(nextInt(random, 0, held.length - 1), 1)[0]!);
    }
  });

  test('leave the last of an odd number out, as Linux does', () => {
    expect(takeAll(machine('6.18', portRange(40_000, 40_002))).toSorted((a, b) => a - b)).toEqual([40_000, 40_001]);
    expect(takeAll(machine('6.18', portRange(40_000, 40_000)))).toEqual([40_000]);
  });
});
