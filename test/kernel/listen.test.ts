import { describe, expect, it } from 'vitest';
import { ip } from '../../source/tcp/address.ts';
import { allEntries } from '../../source/kernel/lookup.ts';
import { socketLines } from '../../source/kernel/socket-lines.ts';
import type { SysctlTable } from '../../source/kernel/sysctl.ts';
import type { Conversation } from './conversation.ts';
import { handshake, listening, open } from './fixture.ts';

/** Sends SYNs from so many ports; returns how many were answered. */
function flood(c: Conversation, syns: number, from = ip('198.51.100.7'), firstPort = 1024): number {
  let answered = 0;
  for (let i = 0; i < syns; i++) {
    c.other(firstPort + i, from).say('S <mss 1460>');
    answered += c.outbox.splice(0).length;
  }
  return answered;
}

function qlen(c: Conversation): number {
  return c.socketOf(c.listener).listener!.qlen;
}

describe('a listening socket', () => {
  it.each([
    ['. ack 5', 'R seq 5 win 0'],
    ['F. ack 5', 'R seq 5'],
    ['S. ack 5', 'R seq 5'],
    ['P. ack 5 length 10', 'R seq 5'],
  ])('F1.28 answers what carries ACK with a RST from there: %s', (said, answer) => {
    const c = listening();
    c.say(said);
    c.hear(answer);
    c.silence();
  });

  it.each(['R', 'R. ack 5', 'F', '- length 5', '-', 'SF', 'SR'])('F1.28 ignores %s', (said) => {
    const c = listening();
    c.say(said);
    c.stateIs('CLOSED');
    expect(qlen(c)).toBe(0);
  });

  it('F1.1 stays LISTEN and counts a request, not a socket', () => {
    const c = listening();
    const before = c.host.sockets.size;
    open(c.peer);
    expect(c.host.sockets.size).toBe(before);
    expect(c.socketOf(c.listener)).toMatchObject({ state: 'LISTEN', listener: { qlen: 1, young: 1 } });
  });

  it('F3.1 has no queue of its own for requests: they are in the table of connections, and it counts them', () => {
    const c = listening();
    open(c.peer);
    open(c.other(40_001));
    expect([...allEntries(c.host)].map((entry) => entry.kind)).toEqual(['request', 'request']);
    expect(qlen(c)).toBe(2);
    expect(c.socketOf(c.listener).listener!.acceptQueue).toEqual([]);
  });

  it('F4.4 shows in ss how many wait for accept(), which may be one more than its limit, and no half-open request', () => {
    const c = listening({ backlog: 1 });
    open(c.other(40_009));
    handshake(c.peer);
    expect(socketLines(c.host)[0]).toMatchObject({ state: 'LISTEN', recvQ: 1, sendQ: 1 });
    handshake(c.other(40_001));
    expect(socketLines(c.host)[0]).toMatchObject({ recvQ: 2, sendQ: 1 });
    c.accept();
    expect(socketLines(c.host)[0]).toMatchObject({ recvQ: 1, sendQ: 1 });
  });

  it('F4.15 resets unaccepted connections when it is closed, with RST,ACK and no TcpExt counter', () => {
    const c = listening();
    handshake(c.peer);
    const before = c.counters();
    c.close(c.listener);
    c.hear('R. seq SND.NXT ack RCV.NXT');
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnClose: 0, TCPAbortOnData: 0, OutRsts: 1 }, before);
  });

  it('F4.15 stops listening on shutdown(SHUT_RD), but not on shutdown(SHUT_WR)', () => {
    const c = listening();
    expect(c.shutdown('WR', c.listener)).toMatchObject({ ok: true });
    open(c.other(40_001));
    c.shutdown('RDWR', c.listener);
    c.say('S <mss 1460>');
    c.hear('R. ack IRS+1');
  });
});

describe('the SYN queue', () => {
  it.each([[0, 1], [1, 2], [7, 8], [10, 11], [128, 129]])('F3.2 of a backlog of %i holds %i requests', (backlog, held) => {
    const c = listening({ backlog, sysctl: { tcp_syncookies: 0 } });
    expect(flood(c, held + 20)).toBe(held);
    expect(qlen(c)).toBe(held);
  });

  it('F3.2 F4.1 is bounded by somaxconn', () => {
    const c = listening({ backlog: 1000, sysctl: { tcp_syncookies: 0, somaxconn: 100 } });
    expect(flood(c, 300)).toBe(101);
  });

  it('F3.4 drops the SYN silently when it is full and cookies are off, and says so once in the log', () => {
    const c = listening({ backlog: 1, sysctl: { tcp_syncookies: 0 } });
    const before = c.counters();
    flood(c, 5);
    c.counted({ TCPReqQFullDrop: 3, ListenDrops: 3, ListenOverflows: 0, TCPReqQFullDoCookies: 0 }, before);
    expect(c.host.dmesg.map((line) => line.text)).toEqual([expect.stringMatching(/Possible SYN flooding on port 0\.0\.0\.0:80\. Dropping request\.$/)]);
  });

  it('F3.4 answers with a cookie when it is full and cookies are on: not a drop', () => {
    const c = listening({ backlog: 1 });
    const before = c.counters();
    expect(flood(c, 5)).toBe(5);
    c.counted({ TCPReqQFullDoCookies: 3, SyncookiesSent: 3, ListenDrops: 0, TCPReqQFullDrop: 0 }, before);
    expect(c.host.dmesg.map((line) => line.text)).toEqual([expect.stringMatching(/Sending cookies\.$/)]);
  });

  it('F3.5 is never used with tcp_syncookies=2: every SYN gets a cookie, without a word in the log', () => {
    const c = listening({ backlog: 100, sysctl: { tcp_syncookies: 2 } });
    const before = c.counters();
    expect(flood(c, 60)).toBe(60);
    expect(qlen(c)).toBe(0);
    c.counted({ TCPReqQFullDoCookies: 60, SyncookiesSent: 60 }, before);
    expect(c.host.dmesg).toEqual([]);
  });

  it.each([[256, 193], [128, 97], [16, 13], [1000, 751], [64, 49]])('F3.6 keeps the last quarter of tcp_max_syn_backlog %i for proven peers when cookies are off: %i strangers', (max, held) => {
    const c = listening({ backlog: 4000, sysctl: { tcp_syncookies: 0, tcp_max_syn_backlog: max } });
    const before = c.counters();
    expect(flood(c, held + 30)).toBe(held);
    c.counted({ ListenDrops: 30, TCPReqQFullDrop: 0, ListenOverflows: 0 }, before);
  });

  it('F3.8 lets a proven peer have that quarter, up to backlog + 1', () => {
    const c = listening({ backlog: 1000, sysctl: { tcp_syncookies: 0, tcp_max_syn_backlog: 64 } });
    expect(flood(c, 80)).toBe(49);
    c.host.provenPeers.add(ip('203.0.113.5'));
    expect(flood(c, 30, ip('203.0.113.5'))).toBe(30);
    expect(flood(c, 2000, ip('203.0.113.5'), 2000)).toBe(1001 - 79);
  });

  it('F3.8 calls a peer proven once a connection with it ended in good order', () => {
    const c = listening();
    handshake(c.peer);
    c.accept();
    expect(c.host.provenPeers.size).toBe(0);
    c.close();
    c.hear('F.');
    c.say('F.');
    c.hear('.');
    expect([...c.host.provenPeers]).toEqual([c.peer.address]);
  });

  it('F3.9 stays bounded with cookies on, and tcp_max_syn_backlog does not matter', () => {
    const c = listening({ backlog: 1000, sysctl: { tcp_max_syn_backlog: 16 } });
    const before = c.counters();
    expect(flood(c, 1500)).toBe(1500);
    expect(qlen(c)).toBe(1001);
    c.counted({ SyncookiesSent: 499 }, before);
  });
});

/** A listener of backlog 0 whose accept queue is full. */
function acceptQueueFull(sysctl: Partial<SysctlTable> = {}): Conversation {
  const c = listening({ backlog: 0, sysctl });
  handshake(c.other(40_001));
  return c;
}

describe('the accept queue', () => {
  it.each([[0, 1], [1, 2], [5, 6]])('F4.3 of a backlog of %i holds %i connections', (backlog, held) => {
    const c = listening({ backlog });
    let established = 0;
    for (let i = 0; i < held + 3; i++) {
      const peer = c.other(41_000 + i);
      peer.say('S <mss 1460>');
      if (c.outbox.length === 0) continue;
      peer.hear('S.');
      peer.say('.');
      if (peer.state() === 'ESTABLISHED') established++;
    }
    expect(established).toBe(held);
    expect(c.socketOf(c.listener).listener).toMatchObject({ backlog, qlen: 0 });
    expect(c.socketOf(c.listener).listener!.acceptQueue).toHaveLength(held);
  });

  it.each([0, 1, 2])('F3.11 F3.23 F4.11 refuses SYNs when it is full, whatever tcp_syncookies=%i says', (tcp_syncookies) => {
    const c = acceptQueueFull();
    c.host.sysctl.tcp_syncookies = tcp_syncookies;
    const before = c.counters();
    c.say('S <mss 1460>');
    c.stateIs('CLOSED');
    c.counted({ ListenOverflows: 1, ListenDrops: 1, SyncookiesSent: 0, TCPReqQFullDoCookies: tcp_syncookies === 2 ? 1 : 0 }, before);
  });

  it('F4.1 takes its limit at listen(), not later; a second listen() changes it at once', () => {
    const c = listening({ backlog: 7 });
    const limit = (): number => c.socketOf(c.listener).listener!.backlog;
    c.host.sysctl.somaxconn = 3;
    expect(limit()).toBe(7);
    c.listen(c.listener, 7);
    expect(limit()).toBe(3);
    c.listen(c.listener, 0);
    expect(limit()).toBe(0);
    c.listen(c.listener, -1);
    expect(limit()).toBe(3);
  });

  it('F4.2 is limited by somaxconn, 4096 by default', () => {
    expect(listening({ backlog: 10_000 }).socketOf(3).listener!.backlog).toBe(4096);
  });

  it('F4.16 gives connections in the order in which they were finished', () => {
    const c = listening();
    const [a, b] = [c.other(40_001), c.other(40_002)];
    open(a);
    open(b);
    b.say('.');
    a.say('.');
    c.accept();
    expect(c.socketOf().remotePort).toBe(40_002);
    c.accept();
    expect(c.socketOf().remotePort).toBe(40_001);
    expect(c.accept()).toEqual({ ok: 'blocks' });
  });
});

/** A request that was accepted before the accept queue filled (F4.12). */
function requestBeforeOverflow(sysctl: Partial<SysctlTable> = {}): Conversation {
  const c = listening({ backlog: 0, sysctl });
  open(c.peer);
  handshake(c.other(40_001));
  c.say('.');
  c.stateIs('SYN-RECEIVED request');
  return c;
}

describe('a final ACK on a full accept queue', () => {
  it('F4.5 leaves the request with its SYN-ACK schedule: again at 1, 3, 7, 15, 31 s, gone at 63 s', () => {
    const c = requestBeforeOverflow();
    expect(c.overhear(62_999).map(({ at }) => at)).toEqual([1000, 3000, 7000, 15_000, 31_000]);
    c.stateIs('SYN-RECEIVED request');
    c.after(1);
    c.stateIs('CLOSED');
  });

  it('F4.6 is refused again with every further segment, counted each time', () => {
    const c = requestBeforeOverflow();
    const before = c.counters();
    c.say('.');
    c.say('P. length 5');
    c.stateIs('SYN-RECEIVED request');
    c.counted({ ListenOverflows: 2, ListenDrops: 2 }, before);
  });

  it('F4.6 recovers once accept() made room: by the ACK of the next SYN-ACK, or by data, which are kept', () => {
    for (const [said, bytes] of [['.', 0], ['P. length 5', 5]] as const) {
      const c = requestBeforeOverflow();
      c.accept();
      c.stateIs('SYN-RECEIVED request');
      c.after(1000);
      c.hear('S.');
      c.say(said);
      if (bytes > 0) c.hear('. ack IRS+6');
      c.stateIs('ESTABLISHED');
      c.accept();
      expect(c.socketOf().receivedBytes).toBe(bytes);
    }
  });

  it('F4.8 leads to a RST for a client that goes on writing after the request died', () => {
    const c = requestBeforeOverflow();
    c.overhear(63_000);
    c.say('P. length 5');
    c.hear('R seq ISS+1');
  });

  it('F4.10 draws a RST with tcp_abort_on_overflow=1, but a SYN is still dropped silently', () => {
    const c = listening({ backlog: 0, sysctl: { tcp_abort_on_overflow: 1 } });
    open(c.peer);
    handshake(c.other(40_001));
    c.say('.');
    c.hear('R seq ISS+1');
    c.other(40_002).say('S <mss 1460>');
    c.silence();
  });

  it('F4.12 only happens to requests that were there before the queue was full', () => {
    const c = acceptQueueFull();
    c.say('S <mss 1460>');
    c.stateIs('CLOSED');
  });

  it('F4.13 F3.22 concerns remembered requests only: the excess of a burst is on cookies and gets no SYN-ACK again', () => {
    const c = listening({ backlog: 0 });
    open(c.peer);
    const excess = c.other(40_002);
    excess.say('S <mss 1460>');
    excess.hear('S.');
    c.say('.');
    const before = c.counters();
    excess.say('.');
    c.silence();
    expect(excess.state()).toBe('CLOSED');
    c.counted({ SyncookiesRecv: 1, ListenOverflows: 1, ListenDrops: 1, OutRsts: 0 }, before);
    expect(c.overhear(60_000)).toEqual([]);
  });
});

describe('the order of checks for a SYN', () => {
  it('F3.11 asks the SYN queue before the accept queue: with cookies off the drop is TCPReqQFullDrop', () => {
    const c = listening({ backlog: 0, sysctl: { tcp_syncookies: 0 } });
    open(c.peer);
    handshakeAfterCookiesOn(c);
    const before = c.counters();
    c.other(40_009).say('S <mss 1460>');
    c.silence();
    c.counted({ TCPReqQFullDrop: 1, ListenOverflows: 0, ListenDrops: 1 }, before);
  });

  it('F3.11 asks the accept queue before the last quarter: the drop is ListenOverflows', () => {
    const c = acceptQueueFull({ tcp_syncookies: 0, tcp_max_syn_backlog: 0 });
    const before = c.counters();
    c.say('S <mss 1460>');
    c.silence();
    c.counted({ ListenOverflows: 1, ListenDrops: 1, TCPReqQFullDrop: 0 }, before);
  });

  it('F3.9 does not ask for the last quarter when a cookie is made', () => {
    const c = listening({ backlog: 100, sysctl: { tcp_syncookies: 2, tcp_max_syn_backlog: 0 } });
    expect(flood(c, 3)).toBe(3);
  });
});

/** Fills the accept queue by a cookie connection while the SYN queue stays full. */
function handshakeAfterCookiesOn(c: Conversation): void {
  c.host.sysctl.tcp_syncookies = 1;
  const peer = c.other(40_001);
  peer.say('S <mss 1460>');
  peer.hear('S.');
  peer.say('.');
  c.host.sysctl.tcp_syncookies = 0;
}
