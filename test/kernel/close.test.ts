import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { closeWait, closing, established, finWait1, finWait2, lastAck, timesOf } from './fixture.ts';

describe('close()', () => {
  it('F5.1 F5.2 sends FIN,ACK; ACK of it leads to FIN-WAIT-2, the FIN of the other side to TIME-WAIT with an immediate ACK', () => {
    const c = established();
    c.shutdown('WR');
    c.hear('F. seq SND.NXT-1 ack RCV.NXT');
    c.stateIs('FIN-WAIT-1');
    c.say('. ack SND.NXT');
    c.stateIs('FIN-WAIT-2');
    c.say('F.');
    c.hear('. ack IRS+2');
    c.stateIs('TIME-WAIT mini-socket');
  });

  it('F5.2 goes from FIN-WAIT-1 straight to TIME-WAIT on a FIN that acknowledges ours', () => {
    for (const orphan of [true, false]) {
      const c = finWait1({ orphan });
      c.say('F. ack SND.NXT');
      c.hear('. ack IRS+2');
      c.stateIs('TIME-WAIT mini-socket');
    }
  });

  it('F5.2 F5.9 goes to CLOSING on a FIN that does not acknowledge ours, and to TIME-WAIT when the ACK comes', () => {
    for (const orphan of [true, false]) {
      const c = finWait1({ orphan });
      c.say('F. ack SND.UNA');
      c.hear('. ack IRS+2');
      c.stateIs('CLOSING');
      c.say('. ack SND.NXT');
      c.stateIs('TIME-WAIT mini-socket');
      expect(c.host.timeWaitCount).toBe(1);
    }
  });

  it('F5.2 F5.23 F7.25 leaves LAST-ACK without a trace when the FIN is acknowledged: no TIME-WAIT for the passive side', () => {
    const c = lastAck();
    c.stateIs('LAST-ACK');
    c.say('. ack SND.NXT');
    c.stateIs('CLOSED');
    expect(c.host.timeWaitCount).toBe(0);
    expect(c.host.ehash.size).toBe(0);
  });

  it('F5.3 acknowledges a FIN within a tick when no data were ever received', () => {
    const c = established();
    c.say('F.');
    c.stateIs('CLOSE-WAIT');
    expect(timesOf(c.overhear(1000))).toEqual([4]);
  });

  it('F5.3 acknowledges a FIN after 40 ms once data were received', () => {
    const c = established();
    c.say('P. length 5');
    c.hear('.');
    c.say('F.');
    c.stateIs('CLOSE-WAIT');
    expect(timesOf(c.overhear(1000))).toEqual([40]);
  });

  it('F5.4 merges ACK and FIN into one segment when the program closes in time: three segments', () => {
    const c = established();
    c.say('P. length 5');
    c.hear('.');
    c.read();
    c.say('F.');
    c.after(10);
    c.close();
    c.hear('F. ack RCV.NXT');
    c.stateIs('LAST-ACK');
    c.say('. ack SND.NXT');
    expect(c.overhear(1000)).toEqual([]);
  });

  it('F5.5 takes four segments when the program closes later', () => {
    const c = closeWait();
    c.after(200);
    c.close();
    c.hear('F. ack RCV.NXT');
    c.stateIs('LAST-ACK');
  });

  it('F5.7 sends nothing for shutdown(SHUT_RD); later data are still acknowledged and readable', () => {
    const c = established();
    c.shutdown('RD');
    c.silence();
    expect(c.read()).toEqual({ ok: true, value: 0 });
    c.say('P. length 3');
    c.hear('. ack IRS+4');
    expect(c.read()).toMatchObject({ ok: true, value: 3 });
    c.stateIs('ESTABLISHED');
  });

  it.each([established, closeWait])('F5.10 sends RST,ACK instead of a FIN when data are unread: no TIME-WAIT (%o)', (fixture) => {
    const c = established();
    c.say('P. length 5');
    c.hear('.');
    if (fixture === closeWait) {
      c.say('F.');
      c.after(40);
      c.hear('.');
    }
    const before = c.counters();
    c.close();
    c.hear('R. seq SND.NXT ack RCV.NXT');
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnClose: 1, EstabResets: 1, OutRsts: 1, TW: 0 }, before);
  });

  it('F5.10 does not take a FIN alone for unread data', () => {
    const c = closeWait();
    c.close();
    c.hear('F.');
    c.stateIs('LAST-ACK');
  });

  it('F5.10 sends a FIN when everything was read, and none of it matters to shutdown()', () => {
    const c = established();
    c.say('P. length 5');
    c.hear('.');
    c.shutdown('WR');
    c.hear('F.');
    c.close();
    c.hear('R. seq SND.NXT');
    c.stateIs('CLOSED');
    const read = established();
    read.say('P. length 5');
    read.hear('.');
    read.read();
    read.close();
    read.hear('F.');
  });

  it('F5.11 sends RST,ACK at SND.NXT with SO_LINGER 0, counted as TCPAbortOnData, and leaves nothing', () => {
    const c = established();
    c.socketOf().linger = 0;
    const before = c.counters();
    c.close();
    c.hear('R. seq SND.NXT ack RCV.NXT');
    c.stateIs('CLOSED');
    c.counted({ TCPAbortOnData: 1, TCPAbortOnClose: 0, OutRsts: 1 }, before);
  });

  it('F5.13 goes on sending what was written before', () => {
    const c = established({ sack: false });
    c.write('hello');
    c.hear('P. length 5');
    c.close();
    c.hear('F.');
    const heard = c.overhear(300);
    expect(heard.map(({ segment }) => segment.length)).toEqual([5]);
  });

  it('F5.14 answers data on an orphan with a RST, and every later segment with another', () => {
    const c = finWait2();
    c.say('P. length 3');
    c.hear('R seq SND.NXT');
    c.say('P. seq IRS+4 length 3');
    c.hear('R seq SND.NXT');
  });

  it('F5.23 ends LAST-ACK on a RST at RCV.NXT or one before, and challenges others', () => {
    for (const seq of ['RCV.NXT', 'RCV.NXT-1']) {
      const c = lastAck();
      c.say(`R seq ${seq}`);
      c.stateIs('CLOSED');
    }
    const c = lastAck();
    c.say('R seq RCV.NXT+1');
    c.hear('. ack RCV.NXT');
    c.stateIs('LAST-ACK');
  });

  it('F5.25 ignores data beyond the FIN in CLOSE-WAIT, and answers the FIN again with a D-SACK', () => {
    const c = closeWait();
    const before = c.counters();
    c.say('P. length 5');
    c.stateIs('CLOSE-WAIT');
    c.say('F. seq RCV.NXT-1');
    c.hear('. ack RCV.NXT <sack 1001:1002>');
    c.counted({ DelayedACKLost: 1, TCPDSACKOldSent: 1 }, before);
    c.stateIs('CLOSE-WAIT');
  });

  it.each([closeWait, lastAck, closing])('F5.8 resets on data that begin before their FIN and reach beyond it (%o)', (fixture) => {
    const c = fixture();
    c.say('. seq RCV.NXT-1 ack SND.UNA length 5');
    c.hear('R');
    c.stateIs('CLOSED');
    expect(c.host.counters.TCPAbortOnData).toBe(1);
  });

  it('F8.5 F11.4 challenges a SYN in LAST-ACK; the RST that this provokes ends it', () => {
    const c = lastAck();
    c.say('S seq 99 <mss 1460>');
    const ack = c.hear('. ack IRS+2').segment;
    c.say(`R seq ${ack.ack}`);
    c.stateIs('CLOSED');
  });
});

/** How often the FIN was sent and when it was given up. */
function finSchedule(c: Conversation): { fins: number[]; end: number } {
  const fins: number[] = [0];
  while (c.peer.state() !== 'CLOSED') {
    c.after(100);
    for (const { at } of c.outbox.splice(0)) fins.push(at);
    if (c.now > 2_000_000) break;
  }
  return { fins, end: c.now };
}

describe('a FIN that nobody acknowledges', () => {
  it.each([
    [0, [0, 200, 600, 1400, 3000, 6200, 12_600, 25_400, 51_000], 102_200],
    [1, [0, 200, 600], 1400],
    [3, [0, 200, 600, 1400, 3000], 6200],
  ])('F5.21 is sent by an orphan as tcp_orphan_retries=%i says: at %j ms, silently gone after %i ms', (retries, fins, end) => {
    for (const fixture of [finWait1, lastAck, closing]) {
      const c = fixture({ sack: false, sysctl: { tcp_orphan_retries: retries } });
      const offset = c.now;
      const result = finSchedule(c);
      expect(result.fins.map((at) => (at === 0 ? 0 : at - (fixture === lastAck ? 4 : offset)))).toEqual(fins);
      expect(Math.abs(result.end - offset - end)).toBeLessThanOrEqual(100);
      expect(c.host.counters).toMatchObject({ TCPAbortOnTimeout: 1, OutRsts: 0 });
    }
  });

  it('F5.22 is governed by tcp_retries2 while the program holds the descriptor: with 5, six FINs and ETIMEDOUT at 12.6 s', () => {
    const c = finWait1({ orphan: false, sack: false, sysctl: { tcp_retries2: 5 } });
    expect(finSchedule(c)).toEqual({ fins: [0, 200, 600, 1400, 3000, 6200], end: 12_600 });
    expect(c.read()).toEqual({ ok: false, errno: 'ETIMEDOUT' });
  });
});

describe('data that nobody acknowledges', () => {
  it('are sent once as a probe before the timeout counts, where SACK was agreed', () => {
    const c = established();
    c.write('hello');
    c.hear('P. length 5');
    expect(timesOf(c.overhear(3100))).toEqual([200, 400, 800, 1600]);
    expect(c.host.counters).toMatchObject({ TCPLossProbes: 1, TCPTimeouts: 3, RetransSegs: 4 });
  });

  it('are probed after two round trips and a delayed acknowledgment, if that is sooner than the timeout', () => {
    const c = established();
    Object.assign(c.socketOf(), { srtt: 30, rto: 700 });
    c.write('hello');
    c.hear('P. length 5');
    expect(timesOf(c.overhear(2400))).toEqual([260, 960, 2360]);
  });

  it('F12.3 are sent 16 times with tcp_retries2=15 and given up after 924.6 s', () => {
    const c = established({ sack: false });
    c.write('hello');
    c.hear('P. length 5');
    const times = timesOf(c.overhear(924_599));
    expect(times).toEqual([200, 600, 1400, 3000, 6200, 12_600, 25_400, 51_000, 102_200, 204_600, 324_600, 444_600, 564_600, 684_600, 804_600]);
    c.stateIs('ESTABLISHED');
    c.after(1);
    c.stateIs('CLOSED');
    expect(c.read()).toEqual({ ok: false, errno: 'ETIMEDOUT' });
    expect(c.host.counters.TCPAbortOnTimeout).toBe(1);
  });

  it('F12.3 are given up after 102.2 s with tcp_retries2=8', () => {
    const c = established({ sack: false, sysctl: { tcp_retries2: 8 } });
    c.write('hello');
    c.hear('P. length 5');
    c.overhear(102_199);
    c.stateIs('ESTABLISHED');
    c.after(1);
    c.stateIs('CLOSED');
  });

  it('F1.20 are given up when TCP_USER_TIMEOUT is over', () => {
    const c = established({ sack: false });
    c.socketOf().userTimeout = 1000;
    c.write('hello');
    c.hear('P. length 5');
    expect(timesOf(c.overhear(5000))).toEqual([200, 600]);
    c.stateIs('CLOSED');
    expect(c.read()).toEqual({ ok: false, errno: 'ETIMEDOUT' });
  });

  it('F12.1 leave a doubled RTO behind without timestamps, and a measured one with them', () => {
    for (const [ts, rto] of [[false, 400], [true, 200]] as const) {
      const c = established({ ts, sack: false });
      c.write('hello');
      c.hear('P.');
      c.after(200);
      c.hear('P. length 5');
      c.say('.');
      c.write('world');
      c.hear('P.');
      expect(timesOf(c.overhear(500))[0]).toBe(rto);
    }
  });
});

describe('what SACK leaves out', () => {
  /** Two small segments are out, so many ms apart; SND.UNA is the first. */
  function twoSent(apart: number): ReturnType<typeof established> {
    const c = established();
    Object.assign(c.socketOf(), { noDelay: true, srtt: 40, minRtt: 40, rto: 240 });
    c.write('a');
    c.after(apart);
    c.write('b');
    c.outbox = [];
    c.after(40);
    return c;
  }

  it('is sent again at once when it was sent a quarter of a round trip earlier', () => {
    const c = twoSent(10);
    c.say('. ack SND.UNA <sack SND.UNA+1:SND.UNA+2>');
    c.hear('P. seq SND.UNA length 1');
    expect(c.host.counters).toMatchObject({ TCPSackRecovery: 1, TCPFastRetrans: 1, TCPTimeouts: 0 });
  });

  it('is waited for a little when it was sent just before', () => {
    const c = twoSent(0);
    c.say('. ack SND.UNA <sack SND.UNA+1:SND.UNA+2>');
    expect(timesOf(c.overhear(100))).toEqual([12]);
  });

  it('comes too late to be sent again when it is acknowledged meanwhile', () => {
    const c = twoSent(0);
    c.say('. ack SND.UNA <sack SND.UNA+1:SND.UNA+2>');
    c.after(5);
    c.say('. ack SND.NXT');
    expect(c.overhear(5000)).toEqual([]);
  });
});

describe('a delayed acknowledgment and the program', () => {
  /** The quick acknowledgments are over, and a small segment waits to be acknowledged. */
  function waiting(): ReturnType<typeof established> {
    const c = established();
    Object.assign(c.socketOf(), { quick: 0, ato: 40, lastDataAt: 0 });
    c.say('P. length 5');
    c.silence();
    return c;
  }

  it('is sent when the program has read everything', () => {
    const c = waiting();
    c.read();
    c.hear('. ack RCV.NXT');
  });

  it('waits on while something is left to read, and while requests and answers alternate', () => {
    const part = waiting();
    part.read(2);
    expect(timesOf(part.overhear(100))).toEqual([40]);
    const pingpong = waiting();
    pingpong.socketOf().pingpong = true;
    pingpong.read();
    expect(timesOf(pingpong.overhear(100))).toEqual([40]);
  });
});
