import { describe, expect, it } from 'vitest';
import { deferredSeconds, deferredTimeouts, getSocketOption, setSocketOption, socketOptionNamed, type SocketOptionName } from '../../source/kernel/socket-options.ts';
import { LINUX_6_18 } from '../../source/kernel/constants.ts';
import { ip } from '../../source/tcp/address.ts';
import { Conversation, SERVER_PORT } from './conversation.ts';
import { established, finWait1, handshake, listening, open } from './fixture.ts';

/** A new socket, and its options set and read in turn: what is read, or the error. */
function optionsOf(): (name: SocketOptionName, value: number) => number | string {
  const c = new Conversation();
  c.fd = c.socket();
  return (name, value) => {
    const set = setSocketOption(c.context, c.socketOf(), name, value);
    return set.ok === false ? set.errno : getSocketOption(c.context, c.socketOf(), name);
  };
}

describe('a socket option', () => {
  it.each<[SocketOptionName, readonly (readonly [number, number | string])[]]>([
    ['SO_REUSEADDR', [[0, 0], [2, 1], [-1, 1]]],
    ['SO_REUSEPORT', [[0, 0], [2, 1]]],
    ['IP_TRANSPARENT', [[0, 0], [2, 1], [-1, 1]]],
    ['TCP_NODELAY', [[1, 1], [0, 0]]],
    ['TCP_SYNCNT', [[-1, 'EINVAL'], [0, 'EINVAL'], [1, 1], [127, 127], [128, 'EINVAL']]],
    ['TCP_USER_TIMEOUT', [[-1, 'EINVAL'], [5, 5], [0, 0]]],
    ['TCP_LINGER2', [[5, 5], [-7, -1], [0, 60], [121, 120]]],
    ['TCP_MAXSEG', [[-1, 'EINVAL'], [87, 'EINVAL'], [88, 88], [0, 536], [32_767, 32_767], [32_768, 'EINVAL']]],
    ['SO_LINGER', [[-1, -1], [0, 0], [5, 5]]],
    ['TCP_DEFER_ACCEPT', [[5, 7], [-1, 0]]],
  ])('F1.20 %s takes and gives the values that Linux does: %j', (name, values) => {
    const option = optionsOf();
    expect(values.map(([value]) => [value, option(name, value)])).toEqual(values);
  });

  it('keeps what it was when it is set to what gives EINVAL', () => {
    const c = new Conversation();
    c.fd = c.socket();
    setSocketOption(c.context, c.socketOf(), 'TCP_SYNCNT', 3);
    setSocketOption(c.context, c.socketOf(), 'TCP_SYNCNT', 128);
    expect(getSocketOption(c.context, c.socketOf(), 'TCP_SYNCNT')).toBe(3);
  });

  it('F1.20 reads as tcp_syn_retries where TCP_SYNCNT was not set', () => {
    const c = new Conversation({ sysctl: { tcp_syn_retries: 4 } });
    c.fd = c.socket();
    expect(getSocketOption(c.context, c.socketOf(), 'TCP_SYNCNT')).toBe(4);
  });

  it('has one level, and cannot always be set', () => {
    expect(socketOptionNamed('SOL_TCP', 'TCP_SYNCNT', 'set')).toBe('TCP_SYNCNT');
    expect(socketOptionNamed('SOL_SOCKET', 'TCP_SYNCNT', 'set')).toBeNull();
    expect(socketOptionNamed('SOL_SOCKET', 'SO_ERROR', 'get')).toBe('SO_ERROR');
    expect(socketOptionNamed('SOL_SOCKET', 'SO_ERROR', 'set')).toBeNull();
    expect(socketOptionNamed('SOL_SOCKET', 'toString', 'get')).toBeNull();
  });

  it('F10.7 lets data be sent anew as ever once TCP_USER_TIMEOUT is 0 again', () => {
    const c = established();
    setSocketOption(c.context, c.socketOf(), 'TCP_USER_TIMEOUT', 500);
    setSocketOption(c.context, c.socketOf(), 'TCP_USER_TIMEOUT', 0);
    c.write('hello');
    c.hear('P. length 5');
    expect(c.overhear(10_000).map(({ at }) => at)).toEqual([200, 400, 800, 1600, 3200, 6400]);
    c.stateIs('ESTABLISHED');
  });
});

function deferring(seconds: number): Conversation {
  const c = listening();
  c.socketOf(c.listener).deferAccept = deferredTimeouts(seconds, LINUX_6_18);
  open(c.peer);
  return c;
}

describe('TCP_DEFER_ACCEPT', () => {
  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 3],
    [5, 3, 7],
    [7, 3, 7],
    [8, 4, 15],
  ])('F1.34 of %i s is kept as %i timeouts and read as %i s', (seconds, timeouts, read) => {
    expect(deferredTimeouts(seconds, LINUX_6_18)).toBe(timeouts);
    expect(deferredSeconds(timeouts, LINUX_6_18)).toBe(read);
  });

  it('F1.34 drops the bare final ACK, counts it, and says nothing while it waits', () => {
    const c = deferring(5);
    const before = c.counters();
    c.say('.');
    c.stateIs('SYN-RECEIVED request');
    c.counted({ TCPDeferAcceptDrop: 1, ListenOverflows: 0 }, before);
    expect(c.overhear(6900)).toEqual([]);
  });

  it('F1.34 is completed by data', () => {
    const c = deferring(5);
    c.say('.');
    c.say('P. length 5');
    c.hear('. ack RCV.NXT');
    c.stateIs('ESTABLISHED');
    expect(c.accept().ok).toBe(true);
    expect(c.read()).toMatchObject({ ok: true, value: 5 });
  });

  it('F1.34 repeats the SYN-ACK at the end of the time, and takes the bare ACK then', () => {
    const c = deferring(5);
    c.say('.');
    expect(c.overhear(7100).map(({ at }) => at)).toEqual([7000]);
    c.say('.');
    c.stateIs('ESTABLISHED');
  });

  it('F1.34 does not hold back a request whose ACK never came', () => {
    const c = deferring(5);
    expect(c.overhear(3100).map(({ at }) => at)).toEqual([1000, 3000]);
  });
});

describe('TCP_DEFER_ACCEPT on a socket that connects', () => {
  function connected(): Conversation {
    const c = new Conversation();
    c.fd = c.socket();
    c.socketOf().deferAccept = 1;
    c.connect();
    c.peer.hostPort = c.socketOf().localPort;
    c.hear('S');
    c.say('S. seq 1000 ack ISS+1 <mss 1460>');
    return c;
  }

  it('F1.17 lets the ACK of the SYN-ACK wait 200 ms for data', () => {
    const c = connected();
    c.stateIs('ESTABLISHED');
    expect(c.overhear(300).map(({ at }) => at)).toEqual([200]);
  });

  it('F1.17 sends it with the data', () => {
    const c = connected();
    c.write('hello');
    c.hear('P. ack 1001 length 5');
    c.silence();
  });
});

describe('TCP_LINGER2', () => {
  const of = (seconds: number): number | null => {
    const c = new Conversation();
    c.fd = c.socket();
    setSocketOption(c.context, c.socketOf(), 'TCP_LINGER2', seconds);
    return c.socketOf().linger2;
  };

  it('F5.17 is 120 s at most, and -1 for everything below 0', () => {
    expect([0, 3, 120, 500, -7].map(of)).toEqual([null, 3000, 120_000, 120_000, -1]);
  });

  it('F5.16 limits an orphan in FIN-WAIT-2 instead of tcp_fin_timeout', () => {
    const c = established();
    c.socketOf().linger2 = 3000;
    c.close();
    c.hear('F.');
    c.say('. ack SND.NXT');
    c.stateIs('FIN-WAIT-2 mini-socket');
    c.after(2999);
    c.stateIs('FIN-WAIT-2 mini-socket');
    c.after(1);
    c.stateIs('CLOSED');
  });

  it('F5.18 below 0 resets when the FIN is acknowledged', () => {
    const c = established();
    c.socketOf().linger2 = -1;
    c.close();
    c.hear('F.');
    const before = c.counters();
    c.say('. ack SND.NXT');
    c.hear('R seq SND.NXT');
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnData: 1 }, before);
  });

  it('F5.18 below 0 resets when a socket in FIN-WAIT-2 is closed', () => {
    const c = finWait1({ orphan: false });
    c.say('. ack SND.NXT');
    c.socketOf().linger2 = -1;
    const before = c.counters();
    c.close();
    c.hear('R. seq SND.NXT');
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnLinger: 1, TCPAbortOnData: 0 }, before);
  });
});

describe('SO_REUSEPORT', () => {
  function bound(c: Conversation, options: { readonly reusePort?: boolean; readonly reuseAddr?: boolean }): { readonly fd: number; readonly ok: unknown } {
    const fd = c.socket();
    Object.assign(c.socketOf(fd), { reusePort: false, reuseAddr: false, ...options });
    return { fd, ok: c.bind(fd).ok };
  }

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('F9.5 lets two sockets listen on a port when both set it: %s, %s', (first, second, works) => {
    const c = new Conversation();
    const one = bound(c, { reusePort: first });
    c.listen(one.fd, 5);
    const two = bound(c, { reusePort: second });
    expect(two.ok).toBe(works);
    if (works) expect(c.listen(two.fd, 5).ok).toBe(true);
  });

  it('F9.5 does not go with SO_REUSEADDR alone on the other side', () => {
    const c = new Conversation();
    c.listen(bound(c, { reuseAddr: true }).fd, 5);
    expect(bound(c, { reusePort: true, reuseAddr: true }).ok).toBe(false);
  });

  it.each([
    [true, true],
    [false, false],
  ])('F9.5 binds over a TIME-WAIT that a socket with it left: %s', (reusePort, works) => {
    const c = listening();
    c.socketOf(c.listener).reusePort = reusePort;
    c.socketOf(c.listener).reuseAddr = false;
    handshake(c.peer);
    c.accept();
    c.close();
    c.hear('F.');
    c.say('F.');
    c.hear('.');
    c.close(c.listener);
    c.stateIs('TIME-WAIT mini-socket');
    expect(bound(c, { reusePort: true }).ok).toBe(works);
  });

  it('F9.5 spreads clients over the listeners, each client always to the same', () => {
    const c = new Conversation();
    const fds = [1, 2, 3].map(() => {
      const { fd } = bound(c, { reusePort: true });
      c.listen(fd, 100);
      return fd;
    });
    for (let i = 0; i < 60; i++) {
      c.other(42_000 + i, ip('198.51.100.7')).say('S <mss 1460>');
      c.outbox = [];
    }
    const shares = fds.map((fd) => c.socketOf(fd).listener!.qlen);
    expect(shares.reduce((a, b) => a + b)).toBe(60);
    expect(Math.min(...shares)).toBeGreaterThan(5);
  });

  it('F9.5 leaves the port to the others when one stops', () => {
    const c = new Conversation();
    const [one, two] = [bound(c, { reusePort: true }).fd, bound(c, { reusePort: true }).fd];
    c.listen(one, 5);
    c.listen(two, 5);
    c.close(one);
    c.peer.say('S <mss 1460>');
    c.hear('S.');
    expect(c.socketOf(two).listener!.qlen).toBe(1);
    expect(c.peer.hostPort).toBe(SERVER_PORT);
  });
});
