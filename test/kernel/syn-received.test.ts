import { describe, expect, it } from 'vitest';
import { ip } from '../../source/tcp/address.ts';
import type { Conversation } from './conversation.ts';
import { established, handshake, listening, open, synReceived, timesOf } from './fixture.ts';

const REQUEST = 'SYN-RECEIVED request';

function qlen(c: Conversation): number {
  return c.socketOf(c.listener).listener!.qlen;
}

describe('SYN-RECV, the nine rows of the table', () => {
  it('F1.6 answers the same SYN again at once, at most every 500 ms, and starts the timer again from there', () => {
    const c = synReceived();
    c.after(300);
    c.say('S seq IRS <mss 1460>');
    c.hear('S. seq ISS ack IRS+1');
    c.after(100);
    const before = c.counters();
    c.say('S seq IRS <mss 1460>');
    c.silence();
    c.counted({ TCPACKSkippedSynRecv: 1 }, before);
    c.after(600);
    c.say('S seq IRS <mss 1460>');
    c.hear('S. seq ISS ack IRS+1');
    c.stateIs(REQUEST);
    expect(timesOf(c.overhear(3000))).toEqual([1000, 3000]);
  });

  it('F1.6 takes a SYN with FIN at the same number for the same SYN', () => {
    const c = synReceived();
    c.say('SF seq IRS');
    c.hear('S. seq ISS ack IRS+1');
    c.stateIs(REQUEST);
  });

  it.each([1, 2, 60_000])('F1.7 answers a SYN in the window (IRS+%i) with RST,ACK and forgets the request', (ahead) => {
    const c = synReceived();
    const before = c.counters();
    c.say(`S seq 1000+${ahead} <mss 1460>`);
    c.hear(`R. seq 0 ack 1000+${ahead}+1 win 0`);
    c.stateIs('CLOSED');
    expect(qlen(c)).toBe(0);
    c.counted({ AttemptFails: 1, EmbryonicRsts: 1 }, before);
  });

  it.each(['S seq 500', 'S seq 1001+RCV.WND+1', '. seq 900', '. seq RCV.NXT+RCV.WND+5'])('F1.7 answers what is out of window with an ACK, once in 500 ms when empty, and keeps the request: %s', (text) => {
    const c = synReceived();
    c.say(text);
    c.hear('. seq ISS+1 ack 1001');
    c.after(400);
    c.say(text);
    c.stateIs(REQUEST);
  });

  it('F1.7 answers data out of window every time', () => {
    const c = synReceived();
    for (let i = 0; i < 3; i++) {
      c.say('. seq RCV.NXT-100 length 10');
      c.hear('. seq ISS+1 ack IRS+1');
    }
    c.stateIs(REQUEST);
  });

  it('F1.2 F1.3 becomes a socket, ESTABLISHED before accept(), on the ACK of ISN+1, and answers nothing', () => {
    const c = synReceived();
    expect(c.host.counters.PassiveOpens).toBe(0);
    c.say('. ack ISS+1');
    c.stateIs('ESTABLISHED');
    expect(c.host.counters.PassiveOpens).toBe(1);
    expect(qlen(c)).toBe(0);
    expect(c.accept().ok).toBe(true);
    c.stateIs('ESTABLISHED');
  });

  it('F1.3 takes data along with the final ACK and acknowledges them', () => {
    const c = synReceived();
    c.say('P. ack ISS+1 length 5');
    c.hear('. ack IRS+6');
    c.stateIs('ESTABLISHED');
    c.accept();
    expect(c.read()).toMatchObject({ ok: true, value: 5 });
  });

  it('F1.3 goes to CLOSE-WAIT on FIN,ACK as the final ACK; accept() works and read() returns 0', () => {
    const c = synReceived();
    c.say('F. ack ISS+1');
    c.stateIs('CLOSE-WAIT');
    c.after(4);
    c.hear('. ack IRS+2');
    expect(c.accept().ok).toBe(true);
    expect(c.read()).toEqual({ ok: true, value: 0 });
  });

  it('F4.5 drops the final ACK silently when the accept queue is full, and keeps the request', () => {
    const c = overflowing();
    const before = c.counters();
    c.say('. ack ISS+1');
    c.stateIs(REQUEST);
    c.counted({ ListenOverflows: 1, ListenDrops: 1, OutRsts: 0 }, before);
    const entry = c.peer.entry();
    expect(entry?.kind === 'request' && entry.acked).toBe(true);
  });

  it('F4.10 answers it with a RST and forgets the request with tcp_abort_on_overflow=1', () => {
    const c = overflowing({ tcp_abort_on_overflow: 1 });
    const before = c.counters();
    c.say('. ack ISS+1');
    c.hear('R seq ISS+1 win 0');
    c.stateIs('CLOSED');
    c.counted({ ListenOverflows: 1, ListenDrops: 1, EmbryonicRsts: 1, OutRsts: 1, AttemptFails: 0 }, before);
  });

  it.each(['ISS', 'ISS+2', 'ISS-1000', 'ISS+1000000'])('F1.4 answers a wrong ACK number (%s) with a RST that has that number, and keeps the request', (ack) => {
    const c = synReceived();
    c.say(`. ack ${ack}`);
    c.hear(`R seq ${ack} win 0`);
    c.stateIs(REQUEST);
    c.say('. ack ISS+1');
    c.stateIs('ESTABLISHED');
  });

  it.each(['R seq RCV.NXT', 'R. seq RCV.NXT ack 77'])('F1.8 is deleted silently by a RST exactly at RCV.NXT: %s', (text) => {
    const c = synReceived();
    const before = c.counters();
    c.say(text);
    c.stateIs('CLOSED');
    c.counted({ AttemptFails: 1, EmbryonicRsts: 1 }, before);
    expect(c.accept()).toEqual({ ok: 'blocks' });
  });

  it.each(['R seq RCV.NXT+1', 'R. seq RCV.NXT+RCV.WND-1 ack ISS+1'])('F1.8 answers a RST elsewhere in the window with a challenge ACK and survives: %s', (text) => {
    const c = synReceived();
    const before = c.counters();
    c.say(text);
    c.hear('. seq ISS+1 ack RCV.NXT');
    c.stateIs(REQUEST);
    c.counted({ TCPChallengeACK: 1 }, before);
  });

  it.each(['R seq RCV.NXT-1', 'R seq RCV.NXT+RCV.WND+1', 'F seq RCV.NXT', '- seq RCV.NXT length 5', '- seq RCV.NXT'])('F1.8 F1.9 ignores a RST out of window and everything without the ACK flag: %s', (text) => {
    const c = synReceived();
    c.say(text);
    c.stateIs(REQUEST);
  });
});

describe('SYN-RECV', () => {
  it.each(['S. seq ISS ack IRS+1 win 65160 <mss 1460,sackOK,TS val TSECR ecr 5000,wscale 10>'])('F1.13 F1.14 answers a SYN with all options by all of them: %s', (text) => {
    const c = listening();
    c.say('S <mss 1460,sackOK,TS val 5000 ecr 0,wscale 7>');
    c.hear(text);
  });

  it.each([
    ['S', { mss: 1460 }],
    ['S <mss 1000>', { mss: 1460 }],
    ['S <mss 1000,sackOK>', { mss: 1460, sackPermitted: true }],
    ['S <mss 1000,wscale 2>', { mss: 1460, wscale: 10 }],
  ])('F1.14 offers in the SYN-ACK only what the SYN offered: %s', (text, options) => {
    const c = listening();
    c.say(text);
    expect(c.hear('S. win 64240').segment.options).toEqual(options);
  });

  it('F1.10 acknowledges only the SYN when data come with it', () => {
    const c = listening();
    c.say('S length 100 <mss 1460>');
    c.hear('S. ack IRS+1');
    c.stateIs(REQUEST);
  });

  it('F1.5 answers an echo that it never sent with an ACK, counts TSEcrRejected and keeps the request', () => {
    for (const echo of ['TSECR+1', 'TSECR-1']) {
      const c = synReceived({ ts: true });
      const before = c.counters();
      c.say(`. ack ISS+1 <TS val TSVAL ecr ${echo}>`);
      c.hear('. seq ISS+1 ack RCV.NXT');
      c.stateIs(REQUEST);
      c.counted({ TSEcrRejected: 1 }, before);
    }
  });

  it('F1.5 looks at the echo even without the ACK flag', () => {
    const c = synReceived({ ts: true });
    c.say('F <TS val TSVAL ecr 77>');
    c.hear('. seq ISS+1 ack RCV.NXT');
    c.stateIs(REQUEST);
    expect(c.host.counters.TSEcrRejected).toBe(1);
  });

  it('F1.5 accepts any echo between the first and the last SYN-ACK, and an ACK without timestamps', () => {
    const first = synReceived({ ts: true });
    const { TSECR } = first.peer.numbers;
    first.after(1000);
    first.hear('S.');
    first.say(`. ack ISS+1 <TS val TSVAL ecr ${TSECR}>`);
    first.stateIs('ESTABLISHED');
    const none = synReceived({ ts: true });
    none.say('. ack ISS+1 <>');
    none.stateIs('ESTABLISHED');
  });

  it('F1.16 gives every tuple another timestamp offset with tcp_timestamps=1, uptime for all with 2, none with 0', () => {
    const values = (tcp_timestamps: number): (number | undefined)[] => {
      const c = listening({ sysctl: { tcp_timestamps } });
      return [40_001, 40_002].map((port) => {
        const peer = c.other(port);
        peer.say('S <mss 1460,TS val 1 ecr 0>');
        return peer.hear('S.').segment.options.ts?.val;
      });
    };
    const [a, b] = values(1);
    expect(a).not.toBe(b);
    expect(values(2)).toEqual([1_000_000, 1_000_000]);
    expect(values(0)).toEqual([undefined, undefined]);
  });

  it('F1.11 takes initial sequence numbers from a clock of 15,625,000 a second, with a start of its own for each tuple and each host', () => {
    const c = listening();
    open(c.peer);
    const first = c.peer.numbers.ISS!;
    c.say('R');
    c.after(1000);
    open(c.peer);
    expect((c.peer.numbers.ISS! - first) >>> 0).toBe(15_625_000);
    const numbers = [40_001, 40_002, 40_003].map((port) => {
      const other = c.other(port);
      open(other);
      return other.numbers.ISS!;
    });
    // At one moment, and yet no two are near: what one connection had tells nothing of the next.
    const all = [c.peer.numbers.ISS!, ...numbers];
    for (const [i, one] of all.entries()) for (const another of all.slice(i + 1)) expect(Math.abs((one - another) | 0)).toBeGreaterThan(1_000_000);
  });

  it('F1.24 answers an ACK that comes after the request expired with a RST', () => {
    const c = synReceived();
    c.overhear(63_000);
    c.stateIs('CLOSED');
    c.say('. ack ISS+1');
    c.hear('R seq ISS+1');
  });

  it.each([[5, [1000, 3000, 7000, 15_000, 31_000], 63_000], [2, [1000, 3000], 7000], [0, [], 1000]])('F1.23 sends the SYN-ACK again %i times, exponentially, and forgets the request without a RST', (retries, times, end) => {
    const c = synReceived({ sysctl: { tcp_synack_retries: retries } });
    const before = c.counters();
    const heard = c.overhear(end - 1);
    expect(timesOf(heard)).toEqual(times);
    expect(new Set(heard.map((h) => h.segment.seq)).size).toBeLessThan(2);
    c.stateIs(REQUEST);
    c.after(1);
    c.stateIs('CLOSED');
    c.counted({ TCPTimeouts: times.length + 1, TCPSynRetrans: times.length, RetransSegs: times.length }, before);
  });

  it.each([[16, 12, 4], [128, 100, 36]])('F1.25 gives up early on what exceeds half the backlog: of backlog %i, %i idle, %i die after 7 s, the rest after 63 s', (backlog, idle, early) => {
    const c = listening({ backlog });
    for (let i = 0; i < idle; i++) open(c.other(41_000 + i));
    expect(qlen(c)).toBe(idle);
    c.overhear(6999);
    expect(qlen(c)).toBe(idle);
    c.overhear(1);
    expect(qlen(c)).toBe(idle - early);
    c.overhear(55_999);
    expect(qlen(c)).toBe(idle - early);
    c.overhear(1);
    expect(qlen(c)).toBe(0);
  });

  it('F1.26 starts with an RTO of 3 s when the handshake gave no round-trip time', () => {
    const c = synReceived({ sack: false });
    c.after(1000);
    c.hear('S.');
    c.say('.');
    c.accept();
    c.close();
    c.hear('F.');
    expect(timesOf(c.overhear(10_000))).toEqual([3000, 9000]);
  });

  it('F1.26 has a round-trip time from timestamps even when the SYN-ACK was sent twice', () => {
    const c = synReceived({ ts: true, sack: false });
    c.after(1000);
    c.hear('S.');
    c.say('.');
    c.accept();
    c.close();
    c.hear('F.');
    expect(timesOf(c.overhear(1000))).toEqual([201, 603]);
  });

  it('F4.15 meets no socket once the listener is closed: nothing is sent then, a later ACK gets a RST', () => {
    const c = synReceived();
    c.close(c.listener);
    c.silence();
    c.say('. ack ISS+1');
    c.hear('R seq ISS+1');
    c.stateIs('CLOSED');
    const quiet = synReceived();
    quiet.close(quiet.listener);
    expect(quiet.overhear(100_000)).toEqual([]);
    quiet.stateIs('CLOSED');
  });

  it('F4.15 is looked up again when its listener is gone but another one listens', () => {
    const c = synReceived();
    c.close(c.listener);
    c.serve(5);
    c.say('S seq 5000 <mss 1460>');
    c.hear('S. ack 5001');
    c.stateIs(REQUEST);
    expect(qlen(c)).toBe(1);
  });

  it('F1.1 keeps requests of different peers apart', () => {
    const c = synReceived();
    const twin = c.other(40_000, ip('192.0.2.2'));
    open(twin);
    expect(qlen(c)).toBe(2);
    twin.say('R');
    expect(qlen(c)).toBe(1);
    c.stateIs(REQUEST);
  });
});

/** A half-open connection while the accept queue is full. */
function overflowing(sysctl = {}): Conversation {
  const c = listening({ backlog: 0, sysctl });
  open(c.peer);
  handshake(c.other(40_001));
  return c;
}

describe('a connection that waits for accept()', () => {
  it('F4.14 stays in the queue when it is reset; accept() gives it, then read() says ECONNRESET and 0', () => {
    const c = established();
    const second = c.other(40_001);
    handshake(second);
    second.say('R');
    expect(c.socketOf(c.listener).listener!.acceptQueue).toHaveLength(1);
    expect(c.accept().ok).toBe(true);
    expect(c.read()).toEqual({ ok: false, errno: 'ECONNRESET' });
    expect(c.read()).toEqual({ ok: true, value: 0 });
  });
});
