import { describe, expect, it } from 'vitest';
import { ip } from '../../source/tcp/address.ts';
import { Conversation, HOST_IP, PEER_IP } from './conversation.ts';
import { closeWait, established, listening, timeWait } from './fixture.ts';

const OK = { ok: true, value: 0 };
const IN_USE = { ok: false, errno: 'EADDRINUSE' };

/** Binds a new socket to the server's port. */
function rebind(c: Conversation, reuse: boolean, address = 0): unknown {
  const fd = c.socket();
  c.socketOf(fd).reuseAddr = reuse;
  return c.bind(fd, 80, address);
}

const COMBINATIONS = [
  [false, false, IN_USE],
  [false, true, IN_USE],
  [true, false, IN_USE],
  [true, true, OK],
] as const;

describe('bind()', () => {
  it.each(COMBINATIONS)('F9.1 over a TIME-WAIT needs SO_REUSEADDR on both: old %s, new %s', (old, fresh, result) => {
    const c = timeWait({ reuseAddr: old });
    c.close(c.listener);
    c.stateIs('TIME-WAIT mini-socket');
    expect(rebind(c, fresh)).toEqual(result);
  });

  it.each(COMBINATIONS)('F9.2 over a connection that a dead server left needs it, too: old %s, new %s', (old, fresh, result) => {
    for (const fixture of [established, closeWait]) {
      const c = fixture({ reuseAddr: old });
      c.close(c.listener);
      expect(rebind(c, fresh)).toEqual(result);
    }
  });

  it('F9.1 works when the flag was set on the connection before it was closed', () => {
    const c = established({ reuseAddr: false });
    c.socketOf().reuseAddr = true;
    c.close();
    c.hear('F.');
    c.say('F.');
    c.hear('.');
    c.close(c.listener);
    expect(rebind(c, true)).toEqual(OK);
  });

  it('F9.3 never works over a live listener, whatever the flags', () => {
    expect(rebind(listening(), true)).toEqual(IN_USE);
    expect(rebind(listening(), true, HOST_IP)).toEqual(IN_USE);
  });

  it('F9.3 takes different addresses for different, and 0.0.0.0 for all', () => {
    const c = new Conversation();
    c.host.addresses.push(ip('192.0.2.81'));
    expect(rebind(c, false, HOST_IP)).toEqual(OK);
    expect(rebind(c, false, ip('192.0.2.81'))).toEqual(OK);
    expect(rebind(c, false, 0)).toEqual(IN_USE);
  });

  it('F9.4 lets two sockets with the flag share a port until one listens; the second listen() is refused', () => {
    const c = new Conversation();
    const [a, b] = [c.socket(), c.socket()];
    for (const fd of [a, b]) {
      c.socketOf(fd).reuseAddr = true;
      expect(c.bind(fd)).toEqual(OK);
    }
    expect(c.listen(a, 5)).toEqual(OK);
    expect(c.listen(b, 5)).toEqual(IN_USE);
  });

  it('F9.7 does not remove the TIME-WAIT: it still answers for its tuple', () => {
    const c = timeWait();
    c.close(c.listener);
    c.serve(5);
    c.say('. seq RCV.NXT-1');
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
  });

  it('F9.8 refuses an address that is not ours and a second bind()', () => {
    const c = new Conversation();
    expect(rebind(c, false, ip('203.0.113.1'))).toEqual({ ok: false, errno: 'EADDRNOTAVAIL' });
    const fd = c.socket();
    expect(c.bind(fd)).toEqual(OK);
    expect(c.bind(fd, 81)).toEqual({ ok: false, errno: 'EINVAL' });
    // Whose address it is comes first.
    expect(c.bind(fd, 81, PEER_IP)).toEqual({ ok: false, errno: 'EADDRNOTAVAIL' });
  });
});

describe('the port of connect() without bind()', () => {
  it('F8.9 is an even one of 32768..60999 first', () => {
    const c = new Conversation();
    for (let i = 0; i < 50; i++) {
      const fd = c.socket();
      c.connect(fd);
      const port = c.socketOf(fd).localPort;
      expect(port % 2).toBe(0);
      expect(port).toBeGreaterThanOrEqual(32_768);
      expect(port).toBeLessThanOrEqual(60_999);
    }
    expect(new Set(c.outbox.map(({ segment }) => segment.srcPort)).size).toBe(50);
  });

  it('F8.10 is none that bind() took, listening, unused or connected', () => {
    const c = new Conversation();
    const next = (): number => {
      const fd = c.socket();
      c.connect(fd);
      return c.socketOf(fd).localPort;
    };
    const bound = c.socket();
    c.bind(bound, next() + 6);
    const connected = c.socket();
    c.bind(connected, c.socketOf(bound).localPort + 2);
    c.connect(connected, 4444);
    const taken = [bound, connected].map((fd) => c.socketOf(fd).localPort);
    expect(Array.from({ length: 20 }, next).filter((port) => taken.includes(port))).toEqual([]);
  });

  it('F8.7 runs out per destination: EADDRNOTAVAIL there, but not elsewhere', () => {
    const c = new Conversation();
    const connect = (port: number): unknown => {
      const fd = c.socket();
      return c.connect(fd, port, PEER_IP);
    };
    for (const [remote] of [[80]] as const) {
      const row = new Map();
      for (let port = 32_768; port <= 60_999; port++) {
        row.set(port, { kind: 'time-wait', substate: 'TIME-WAIT', localIp: HOST_IP, localPort: port, remoteIp: PEER_IP, remotePort: remote, ts: false, reuseAddr: false });
        c.host.ehash.set(HOST_IP * 65536 + port, new Map([[PEER_IP * 65536 + remote, row.get(port)]]));
      }
    }
    expect(connect(80)).toEqual({ ok: false, errno: 'EADDRNOTAVAIL' });
    expect(connect(81)).toEqual({ ok: 'blocks' });
  });

  it('F8.9 takes an odd port once the even ones are taken, and an even one again as soon as it is free', () => {
    const c = new Conversation();
    const evens = [];
    for (let port = 32_768; port <= 60_999; port += 2) {
      const fd = c.socket();
      c.connect(fd);
      evens.push(fd);
    }
    const portOfNext = (): number => {
      const fd = c.socket();
      c.connect(fd);
      return c.socketOf(fd).localPort;
    };
    expect(new Set(evens.map((fd) => c.socketOf(fd).localPort % 2))).toEqual(new Set([0]));
    expect([portOfNext() % 2, portOfNext() % 2]).toEqual([1, 1]);
    const freed = c.socketOf(evens[1000]).localPort;
    c.close(evens[1000]);
    expect(portOfNext()).toBe(freed);
    expect(portOfNext() % 2).toBe(1);
  });

  it.each([true, false])('is none that a program has bound and not connected; closed before: %s', (closed) => {
    const c = new Conversation();
    const port = 32_768 + 1000;
    const bound = c.socket();
    c.connect(c.socket());
    c.bind(bound, port);
    if (closed) c.close(bound);
    const ports = new Set<number>();
    for (let i = 0; i < 14_115; i++) {
      const fd = c.socket();
      c.connect(fd, 81);
      ports.add(c.socketOf(fd).localPort);
    }
    expect(ports.has(port)).toBe(closed);
  });
});

describe('bind() with port 0', () => {
  /** Binds one socket to each port of this parity. */
  function occupy(c: Conversation, odd: boolean): void {
    for (let port = 32_768 + Number(odd); port <= 60_999; port += 2) {
      const fd = c.socket();
      Object.assign(c.socketOf(fd), { bound: true, localPort: port, reuseAddr: true });
    }
  }

  it('F8.9 gets an odd port, and an even one when those are taken', () => {
    const c = new Conversation();
    const fd = c.socket();
    c.bind(fd, 0);
    expect(c.socketOf(fd).localPort % 2).toBe(1);
    occupy(c, true);
    const other = c.socket();
    expect(c.bind(other, 0).ok).toBe(true);
    expect(c.socketOf(other).localPort % 2).toBe(0);
  });

  it('F8.7 F8.11 runs out with EADDRINUSE, and SO_REUSEADDR does not help', () => {
    const c = new Conversation();
    occupy(c, true);
    occupy(c, false);
    const fd = c.socket();
    c.socketOf(fd).reuseAddr = true;
    expect(c.bind(fd, 0)).toEqual({ ok: false, errno: 'EADDRINUSE' });
  });

  it('F9.6 takes a port whose client connection is in TIME-WAIT when both set SO_REUSEADDR', () => {
    const again = (reuseAddr: boolean): unknown => {
      const c = new Conversation();
      c.fd = c.socket();
      c.socketOf().reuseAddr = reuseAddr;
      c.connect();
      const port = c.socketOf().localPort;
      c.peer.hostPort = port;
      c.hear('S');
      c.say('S. seq 1000 ack ISS+1 <mss 1460>');
      c.hear('.');
      c.close();
      c.hear('F.');
      c.say('F. ack SND.NXT');
      c.hear('.');
      c.stateIs('TIME-WAIT mini-socket');
      const fd = c.socket();
      c.socketOf(fd).reuseAddr = true;
      return c.bind(fd, port).ok;
    };
    expect([again(true), again(false)]).toEqual([true, false]);
  });
});
