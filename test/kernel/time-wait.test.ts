import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { has, RST } from '../../source/tcp/flags.ts';
import { established, handshake, lastAck, timeWait } from './fixture.ts';

/** How long the TIME-WAIT entry still has to live; 0: it is gone. */
function left(c: Conversation): number {
  const entry = c.peer.entry();
  return entry?.kind === 'time-wait' ? entry.expiresAt - c.now : 0;
}

/** TIME-WAIT, half way through. */
function halfWay(setup: Parameters<typeof timeWait>[0] = {}): Conversation {
  const c = timeWait(setup);
  c.after(30_000);
  expect(left(c)).toBe(30_000);
  return c;
}

describe('TIME-WAIT, the 14 rows of the table', () => {
  it('F7.3 answers a retransmitted FIN with an ACK and starts its 60 s again', () => {
    const c = halfWay();
    c.say('F. seq RCV.NXT-1');
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(60_000);
  });

  it('F7.4 says nothing to a bare ACK exactly at RCV.NXT, but starts its 60 s again', () => {
    const c = halfWay();
    c.say('. seq RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(60_000);
  });

  it('F7.3 answers a bare ACK anywhere else with an ACK and starts its 60 s again; F7.7 only once in 500 ms', () => {
    const c = halfWay();
    for (const seq of ['RCV.NXT-5', 'RCV.NXT+5', 'RCV.NXT+1000000']) {
      c.say(`. seq ${seq}`);
      c.hear('. seq SND.NXT ack RCV.NXT');
      expect(left(c)).toBe(60_000);
      const before = c.counters();
      c.after(499);
      c.say(`. seq ${seq}`);
      c.silence();
      c.counted({ TCPACKSkippedTimeWait: 1 }, before);
      expect(left(c)).toBe(60_000);
      c.after(1);
    }
  });

  it('F7.6 answers data with an ACK, never limited, throws them away and starts its 60 s again', () => {
    const c = halfWay();
    for (const seq of ['RCV.NXT', 'RCV.NXT', 'RCV.NXT-3', 'RCV.NXT+70000']) {
      c.say(`. seq ${seq} length 3`);
      c.hear('. seq SND.NXT ack RCV.NXT');
    }
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(60_000);
  });

  it('F7.5 answers FIN or data without the ACK flag with an ACK and does not touch the timer', () => {
    const c = halfWay();
    for (const text of ['F', '- length 5']) {
      c.say(text);
      c.hear('. seq SND.NXT ack RCV.NXT');
      expect(left(c)).toBe(30_000);
    }
    c.stateIs('TIME-WAIT mini-socket');
  });

  it('F7.13 ends silently on a RST exactly at RCV.NXT, whatever its ACK field says', () => {
    for (const text of ['R', 'R. ack 4711']) {
      const c = halfWay();
      c.say(text);
      c.stateIs('CLOSED');
      expect(c.host.timeWaitCount).toBe(0);
    }
  });

  it('F7.14 ignores that RST with tcp_rfc1337=1, without starting the timer again', () => {
    const c = halfWay({ sysctl: { tcp_rfc1337: 1 } });
    c.say('R');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(30_000);
  });

  it.each(['R seq RCV.NXT+1', 'R seq RCV.NXT-1', 'R. seq RCV.NXT+100 ack SND.NXT'])('F7.13 ignores a RST beside RCV.NXT: %s', (text) => {
    const c = halfWay();
    c.say(text);
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(30_000);
  });

  it.each([1, 1000, 2 ** 31 - 1])('F7.8 F7.10 gives way to a SYN %i ahead of RCV.NXT: SYN-ACK with ISN SND.NXT+65537', (ahead) => {
    const c = halfWay();
    const { rcvNxt, sndNxt } = numbers(c);
    c.say(`S seq ${rcvNxt}+${ahead} <mss 1460>`);
    c.hear(`S. seq ${sndNxt}+65537 ack ${rcvNxt}+${ahead + 1}`);
    c.stateIs('SYN-RECEIVED request');
    expect(c.host.timeWaitCount).toBe(0);
  });

  it('F7.9 gives way to an older SYN with a newer timestamp', () => {
    const c = halfWay({ ts: true });
    const { sndNxt } = numbers(c);
    c.say('S seq RCV.NXT-5000 <mss 1460,TS val TSVAL ecr 0>');
    c.hear(`S. seq ${sndNxt}+65537`);
    c.stateIs('SYN-RECEIVED request');
  });

  it('F7.19 is destroyed, and the SYN dropped, when the accept queue is full', () => {
    const c = timeWait({ backlog: 0 });
    const filler = c.other(40_001);
    filler.say('S <mss 1460>');
    filler.hear('S.');
    filler.say('.');
    const before = c.counters();
    c.say('S seq RCV.NXT+1 <mss 1460>');
    c.stateIs('CLOSED');
    c.counted({ ListenOverflows: 1, ListenDrops: 1 }, before);
  });

  it('F7.20 F3.12 gives way even when the SYN queue is full and cookies are off', () => {
    const c = timeWait({ backlog: 0, sysctl: { tcp_syncookies: 0 } });
    const filler = c.other(40_001);
    filler.say('S <mss 1460>');
    filler.hear('S.');
    c.other(40_002).say('S <mss 1460>');
    c.silence();
    c.say('S seq RCV.NXT+1 <mss 1460>');
    c.hear('S.');
    c.stateIs('SYN-RECEIVED request');
  });

  it('F7.12 answers an acceptable SYN with an ACK when nobody listens, and stays as it is', () => {
    const c = halfWay();
    c.close(c.listener);
    c.say('S seq RCV.NXT+1 <mss 1460>');
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(30_000);
  });

  it('F7.8 answers a SYN at or before RCV.NXT without a newer timestamp with one ACK in 500 ms and stays as it is', () => {
    const c = halfWay();
    for (const seq of ['RCV.NXT', 'RCV.NXT-1', 'RCV.NXT-1000000']) {
      c.say(`S seq ${seq} <mss 1460>`);
      c.hear('. seq SND.NXT ack RCV.NXT');
      c.say(`S seq ${seq} <mss 1460>`);
      c.silence();
      c.after(500);
    }
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(30_000 - 1500);
  });

  it('F7.9 refuses an older SYN whose timestamp equals the stored one', () => {
    const c = halfWay({ ts: true });
    c.say('S seq RCV.NXT-1 <mss 1460,TS val TSVAL-30000 ecr 0>');
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
    c.after(500);
    c.say('S seq RCV.NXT+1 <mss 1460,TS val TSVAL-30500 ecr 0>');
    c.hear('S.');
  });

  it('F7.9 judges a SYN without timestamps by its sequence number alone', () => {
    const c = halfWay({ ts: true });
    c.say('S seq RCV.NXT-1 <mss 1460>');
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.say('S seq RCV.NXT+1 <mss 1460>');
    c.hear('S.');
  });

  it('F7.3 answers a SYN-ACK with an ACK (limited) and starts its 60 s again', () => {
    const c = halfWay();
    c.say('S. seq RCV.NXT+10');
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.say('S. seq RCV.NXT+10');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(60_000);
  });

  it('F7.19 is destroyed by a newer SYN+FIN, which the listener then ignores', () => {
    const c = halfWay();
    c.say('SF seq RCV.NXT+1');
    c.stateIs('CLOSED');
  });

  it.each(['S seq RCV.NXT+1', '. seq RCV.NXT', '. seq RCV.NXT length 5', 'F seq RCV.NXT'])('F7.9 answers anything with an older timestamp with an ACK, counts PAWSTimewait and starts its 60 s again: %s', (text) => {
    const c = halfWay({ ts: true });
    const before = c.counters();
    c.say(`${text} <TS val TSVAL-30001 ecr 0>`);
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('TIME-WAIT mini-socket');
    c.counted({ PAWSTimewait: 1 }, before);
    expect(left(c)).toBe(60_000);
  });

  it('F7.15 ignores an exact RST with an older timestamp, until the stored one is a minute old', () => {
    const c = halfWay({ ts: true });
    c.say('R <TS val TSVAL-30001 ecr 0>');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(30_000);
    c.say('F seq RCV.NXT-1');
    c.hear('.');
    c.after(29_999);
    c.say('F. seq RCV.NXT-1');
    c.hear('.');
    c.after(10_000);
    c.say('R <TS val TSVAL-80000 ecr 0>');
    c.stateIs('CLOSED');
  });

  it('F7.15 obeys an exact RST without a timestamp although timestamps were agreed on', () => {
    const c = halfWay({ ts: true });
    c.say('R <>');
    c.stateIs('CLOSED');
  });
});

describe('TIME-WAIT', () => {
  it('F7.1 lasts 60 s, whatever tcp_fin_timeout says, and ends silently', () => {
    const c = timeWait({ sysctl: { tcp_fin_timeout: 5 } });
    c.after(59_999);
    c.stateIs('TIME-WAIT mini-socket');
    c.after(1);
    c.stateIs('CLOSED');
    expect(c.host.timeWaitCount).toBe(0);
  });

  it('F7.22 is not entered at tcp_max_tw_buckets: the last ACK is still sent, a FIN again then draws a RST', () => {
    const c = timeWait({ orphan: false });
    const second = c.other(40_001);
    handshake(second);
    c.accept();
    c.shutdown('WR');
    second.hear('F.');
    second.say('. ack SND.NXT');
    c.host.sysctl.tcp_max_tw_buckets = 1;
    const before = c.counters();
    second.say('F.');
    second.hear('. ack IRS+2');
    c.counted({ TCPTimeWaitOverflow: 1, TW: 0 }, before);
    expect(second.state()).toBe('CLOSED');
    second.say('F. seq IRS+1');
    second.hear('R seq SND.NXT');
    c.stateIs('TIME-WAIT mini-socket');
  });

  it('F7.24 counts TW when it is entered', () => {
    const c = timeWait({ orphan: false });
    expect(c.host.counters.TW).toBe(1);
    expect(c.host.timeWaitCount).toBe(1);
  });

  it('F7.11 leaves nothing behind when the reopened handshake is reset', () => {
    const c = timeWait();
    c.say('S seq RCV.NXT+1 <mss 1460>');
    c.hear('S.');
    c.say('R');
    c.stateIs('CLOSED');
  });

  it('F7.2 survives the close() of the program that shut down sending', () => {
    const c = timeWait({ orphan: false });
    c.close();
    c.stateIs('TIME-WAIT mini-socket');
    expect(c.host.timeWaitCount).toBe(1);
  });

  it('F7.16 is assassinated: an old segment draws its ACK, the peer without a socket answers with the exact RST', () => {
    const c = timeWait();
    c.say('. seq RCV.NXT-100 length 10');
    const ack = c.hear('. ack RCV.NXT');
    c.say(`R seq ${ack.segment.ack}`);
    c.stateIs('CLOSED');
  });
});

describe('the ACK that a TIME-WAIT was provoked to send', () => {
  it('F7.17 does no harm to a peer that still has a socket: ESTABLISHED, LAST-ACK or TIME-WAIT', () => {
    for (const peer of [established(), lastAck(), timeWait()]) {
      const before = peer.peer.state();
      peer.say('. seq RCV.NXT ack SND.UNA');
      expect(peer.outbox.filter(({ segment }) => has(segment.flags, RST))).toEqual([]);
      peer.outbox = [];
      peer.stateIs(before);
    }
  });
});

/** What the entry knows, taken before a SYN replaces it. */
function numbers(c: Conversation): { rcvNxt: number; sndNxt: number } {
  const entry = c.peer.entry();
  if (entry?.kind !== 'time-wait') throw new Error('expected a TIME-WAIT entry');
  return { rcvNxt: entry.rcvNxt, sndNxt: entry.sndNxt };
}
