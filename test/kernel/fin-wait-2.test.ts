import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { closeWait, finWait1, finWait2 } from './fixture.ts';

function left(c: Conversation): number {
  const entry = c.peer.entry();
  return entry?.kind === 'time-wait' ? entry.expiresAt - c.now : 0;
}

/** An orphan's FIN-WAIT-2, ten seconds old. */
function orphan(setup: Parameters<typeof finWait2>[0] = {}): Conversation {
  const c = finWait2(setup);
  c.after(10_000);
  c.stateIs('FIN-WAIT-2 mini-socket');
  return c;
}

describe('orphan FIN-WAIT-2, the six rows of the table', () => {
  it('F6.3 goes to TIME-WAIT for 60 s on a bare FIN exactly at RCV.NXT, which it acknowledges', () => {
    const c = orphan();
    c.say('F. seq RCV.NXT');
    c.hear('. seq SND.NXT ack IRS+2');
    c.stateIs('TIME-WAIT mini-socket');
    expect(left(c)).toBe(60_000);
  });

  it.each(['. length 10', 'F. length 10', 'F. seq RCV.NXT+1', 'F. seq RCV.NXT+5 length 5', '. seq RCV.NXT+100 length 1'])('F6.3 F5.14 answers data or a FIN beside RCV.NXT with a RST and is gone, without AbortOnData: %s', (text) => {
    const c = orphan();
    const before = c.counters();
    c.say(text);
    c.hear('R seq SND.NXT win 0 length 0');
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnData: 0, OutRsts: 1 }, before);
    c.say(text);
    c.hear('R seq SND.NXT');
  });

  it.each(['. seq RCV.NXT', '. seq RCV.NXT+10', '- seq RCV.NXT length 5', 'F seq RCV.NXT'])('F6.5 says nothing to a pure ACK in the window or to anything without ACK flag, and its timer goes on: %s', (text) => {
    const c = orphan();
    c.say(text);
    c.stateIs('FIN-WAIT-2 mini-socket');
    expect(left(c)).toBe(50_000);
  });

  it.each(['. seq RCV.NXT-1', 'R seq RCV.NXT-1', 'R seq RCV.NXT+RCV.WND+1', 'S seq RCV.NXT+RCV.WND+1', 'S seq RCV.NXT-5'])('F6.5 answers what is out of window with an ACK, even a RST, once in 500 ms when it is empty: %s', (text) => {
    const c = orphan();
    c.say(text);
    c.hear('. seq SND.NXT ack RCV.NXT');
    const before = c.counters();
    c.after(499);
    c.say(text);
    c.stateIs('FIN-WAIT-2 mini-socket');
    c.counted({ TCPACKSkippedFinWait2: 1 }, before);
    expect(left(c)).toBe(50_000 - 499);
  });

  it('F6.5 answers out-of-window data every time', () => {
    const c = orphan();
    for (let i = 0; i < 3; i++) {
      c.say('. seq RCV.NXT-10 length 5');
      c.hear('. seq SND.NXT ack RCV.NXT');
    }
  });

  it.each(['R seq RCV.NXT', 'R seq RCV.NXT+1', 'R. seq RCV.NXT+RCV.WND-1'])('F6.5 is destroyed silently by a RST anywhere in the window: %s', (text) => {
    const c = orphan();
    c.say(text);
    c.stateIs('CLOSED');
    expect(c.host.timeWaitCount).toBe(0);
  });

  it.each([0, 1, 1000])('F6.5 answers a SYN in the window (%i after RCV.NXT) with RST,ACK and is destroyed', (ahead) => {
    const c = orphan();
    c.say(`S seq IRS+1+${ahead} <mss 1460>`);
    c.hear(`R. seq 0 ack IRS+1`);
    c.stateIs('CLOSED');
  });
});

describe('FIN-WAIT-2', () => {
  it('F5.15 is a mini-socket for an orphan: TW counts it, tcp_max_tw_buckets limits it', () => {
    const c = finWait2();
    expect(c.host.timeWaitCount).toBe(1);
    expect(c.host.counters.TW).toBe(1);
    expect(c.decisions()).toContain('fin-wait-2/orphan-mini-socket');
    const none = finWait2({ sysctl: { tcp_max_tw_buckets: 0 } });
    none.stateIs('CLOSED');
    expect(none.host.counters.TCPTimeWaitOverflow).toBe(1);
  });

  it.each([[60, 60_000], [5, 5000], [0, 700]])('F5.16 F5.19 lasts tcp_fin_timeout=%i: %i ms, at least 3.5 RTO, and expires silently; a late FIN then draws a RST', (seconds, ms) => {
    const c = finWait2({ sysctl: { tcp_fin_timeout: seconds } });
    c.after(ms - 1);
    c.stateIs('FIN-WAIT-2 mini-socket');
    c.after(1);
    c.stateIs('CLOSED');
    c.say('F.');
    c.hear('R seq SND.NXT');
  });

  it.each([[61, 2000], [70, 20_000], [90, 60_000], [120, 120_000]])('F5.17 lasts 2(T-60) when T=%i exceeds 60 s: %i ms', (seconds, ms) => {
    const c = finWait2({ sysctl: { tcp_fin_timeout: seconds } });
    c.stateIs('FIN-WAIT-2');
    c.after(ms / 2);
    c.stateIs('FIN-WAIT-2 mini-socket');
    c.after(ms / 2 - 1);
    c.stateIs('FIN-WAIT-2 mini-socket');
    c.after(1);
    c.stateIs('CLOSED');
  });

  it.each([[30, 30_000], [70, 20_000]])('F5.16 F5.17 counts from close() when the program had only shut down sending (T=%i)', (seconds, ms) => {
    const c = finWait2({ orphan: false, sysctl: { tcp_fin_timeout: seconds } });
    c.after(500_000);
    c.stateIs('FIN-WAIT-2');
    c.close();
    c.after(ms - 1);
    expect(c.peer.state()).not.toBe('CLOSED');
    c.after(1);
    c.stateIs('CLOSED');
  });

  it('F5.16 ends with a RST when an old FIN came with the ACK of ours: the full socket waits, and nothing is left to spend', () => {
    const c = finWait1();
    c.say('F. seq RCV.NXT-1 ack SND.NXT');
    c.hear('. ack RCV.NXT');
    c.stateIs('FIN-WAIT-2');
    c.after(59_999);
    c.stateIs('FIN-WAIT-2');
    c.after(1);
    c.hear('R. seq SND.NXT');
    c.stateIs('CLOSED');
  });

  it('F5.20 never ends by itself while the program holds the descriptor', () => {
    const c = finWait2({ orphan: false });
    c.after(86_400_000);
    c.stateIs('FIN-WAIT-2');
  });

  it('F5.6 still receives and acknowledges data after shutdown(SHUT_WR), but cannot send', () => {
    const c = finWait2({ orphan: false });
    c.say('. length 5');
    c.hear('. ack RCV.NXT');
    expect(c.read()).toMatchObject({ ok: true, value: 5 });
    expect(c.write('x')).toEqual({ ok: false, errno: 'EPIPE' });
    c.stateIs('FIN-WAIT-2');
  });

  it('F6.1 keeps a FIN that comes too early and does not move: duplicate ACK with SACK over data and FIN', () => {
    const c = finWait2({ orphan: false });
    const before = c.counters();
    c.say('F. seq RCV.NXT+10 length 5');
    c.hear('. seq SND.NXT ack RCV.NXT <sack 1011:1017>');
    c.stateIs('FIN-WAIT-2');
    c.counted({ TCPOFOQueue: 1 }, before);
    c.say('F. seq RCV.NXT+10 length 5');
    c.hear('. ack RCV.NXT <sack 1011:1017 1011:1017>');
    c.counted({ TCPOFOMerge: 1, TCPDSACKOfoSent: 1 }, before);
    c.stateIs('FIN-WAIT-2');
  });

  it('F6.2 goes to TIME-WAIT when the gap is filled: the ACK covers the FIN and still shows the stale SACK; the program reads all, then end-of-file', () => {
    const c = finWait2({ orphan: false });
    c.say('F. seq RCV.NXT+5 length 5');
    c.hear('. ack RCV.NXT');
    c.say('. seq RCV.NXT length 5');
    c.hear('. ack IRS+12 <sack 1006:1012>');
    c.stateIs('TIME-WAIT mini-socket');
    expect(c.read()).toMatchObject({ ok: true, value: 10 });
    expect(c.read()).toMatchObject({ ok: true, value: 0 });
  });

  it('F6.1 keeps an early FIN without SACK, too, and says so by a plain duplicate ACK', () => {
    const c = finWait2({ orphan: false, sack: false });
    c.say('F. seq RCV.NXT+1');
    expect(c.hear('. ack RCV.NXT').segment.options.sack).toBeUndefined();
    c.stateIs('FIN-WAIT-2');
  });
});

describe('FIN-WAIT-1', () => {
  it.each(['F. seq RCV.NXT+1', 'F. seq RCV.NXT+1 ack SND.UNA', 'F. length 3', '. length 1', '. length 1 ack SND.UNA'])('F6.4 F5.14 answers new data or an early FIN after close() with a RST and counts TCPAbortOnData: %s', (text) => {
    const c = finWait1();
    const before = c.counters();
    const una = c.peer.numbers['SND.UNA']!;
    const nxt = c.peer.numbers['SND.NXT']!;
    c.say(text);
    c.hear(`R seq ${text.includes('UNA') ? una : nxt}`);
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnData: 1 }, before);
  });

  it('F6.4 F6.1 keeps an early FIN when the program holds the descriptor, and goes to CLOSING when the gap is filled', () => {
    const c = finWait1({ orphan: false });
    c.say('F. seq RCV.NXT+5 ack SND.UNA');
    c.hear('. ack RCV.NXT <sack 1006:1007>');
    c.stateIs('FIN-WAIT-1');
    c.say('. length 5 ack SND.UNA');
    c.hear('. ack IRS+7');
    c.stateIs('CLOSING');
    c.say('. ack SND.NXT');
    c.stateIs('TIME-WAIT mini-socket');
  });

  it('F5.8 resets the connection on data after shutdown(SHUT_RDWR), though nobody called close()', () => {
    const c = closeRdwr();
    c.say('. length 5');
    c.hear('R seq SND.NXT');
    c.stateIs('CLOSED');
    expect(c.read()).toEqual({ ok: false, errno: 'ECONNRESET' });
    expect(c.host.counters.TCPAbortOnData).toBe(1);
  });
});

function closeRdwr(): Conversation {
  const c = finWait1({ orphan: false });
  c.shutdown('RD');
  return c;
}

describe('the ends that F5.14 leaves behind', () => {
  it('F5.14 F5.26 shows EPIPE to a peer in CLOSE-WAIT whose data met a closed socket', () => {
    const c = closeWait();
    c.write('hello');
    c.hear('P. length 5');
    c.say('R');
    expect(c.read()).toEqual({ ok: true, value: 0 });
    expect(c.write('again')).toEqual({ ok: false, errno: 'EPIPE' });
    c.stateIs('CLOSED');
  });
});
