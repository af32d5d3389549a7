import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { closeWait, closing, established, finWait1, finWait2, lastAck, timesOf } from './fixture.ts';

const SYNCHRONIZED = { established, closeWait, lastAck, closing, finWait1, finWait2: () => finWait2({ orphan: false }) };

/** Out-of-window answers are limited to one in 500 ms; each question gets a fresh connection. */
function ask(said: string, setup = {}): { c: Conversation; answers: number } {
  const c = established(setup);
  c.say(said);
  return { c, answers: c.outbox.length };
}

describe('a RST', () => {
  it.each(Object.entries(SYNCHRONIZED))('F11.1 exactly at RCV.NXT resets: %s', (_name, fixture) => {
    const c = fixture();
    c.say('R seq RCV.NXT');
    c.stateIs('CLOSED');
    expect(c.host.counters.OutRsts).toBe(0);
  });

  it.each(['RCV.NXT+1', 'RCV.NXT+1000', 'RCV.NXT+RCV.WND'])('F11.1 in the window, right edge included, is answered by a challenge ACK: %s', (seq) => {
    const { c } = ask(`R seq ${seq}`);
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('ESTABLISHED');
    expect(c.host.counters.TCPChallengeACK).toBe(1);
  });

  it.each(['RCV.NXT-1', 'RCV.NXT+RCV.WND+1', 'RCV.NXT+2000000000'])('F11.1 out of the window is ignored silently: %s', (seq) => {
    const { c } = ask(`R seq ${seq}`);
    c.stateIs('ESTABLISHED');
    expect(c.host.counters.TCPChallengeACK).toBe(0);
  });

  it('F11.2 at the right edge of the highest SACK block that we report resets', () => {
    const c = established();
    c.say('. seq RCV.NXT+10 length 5');
    c.hear('. <sack 1011:1016>');
    c.say('R seq RCV.NXT+15');
    c.stateIs('CLOSED');
    const none = established({ sack: false });
    none.say('. seq RCV.NXT+10 length 5');
    none.hear('.');
    none.say('R seq RCV.NXT+15');
    none.hear('.');
    none.stateIs('ESTABLISHED');
  });

  it.each([closeWait, lastAck, closing])('F11.2 one before RCV.NXT resets once their FIN was received (%o)', (fixture) => {
    const c = fixture();
    c.say('R seq RCV.NXT-1');
    c.stateIs('CLOSED');
  });

  it('F11.2 is not subject to PAWS', () => {
    const c = established({ ts: true });
    c.say('R <TS val TSVAL-100000 ecr 0>');
    c.stateIs('CLOSED');
  });

  it('F11.3 between the last ACK sent and RCV.NXT is in the window: challenge ACK', () => {
    const c = answeredDelayed();
    c.say('R seq RCV.NXT-3');
    c.hear('. ack RCV.NXT');
    c.stateIs('ESTABLISHED');
  });

  it('F11.3 is judged without its ACK field', () => {
    const c = established();
    c.say('R. ack SND.NXT+1000000');
    c.stateIs('CLOSED');
  });
});

/** A connection that owes an ACK: a reply made it delay. */
function answeredDelayed(): Conversation {
  const c = established();
  c.say('P. length 5');
  c.hear('.');
  c.write('answer');
  c.hear('P.');
  c.say('P. length 5');
  c.silence();
  return c;
}

describe('a SYN in a synchronized state', () => {
  it.each(Object.entries(SYNCHRONIZED))('F11.4 is challenged, whatever its number, with or without ACK: %s', (name, fixture) => {
    for (const said of ['S seq RCV.NXT', 'S seq RCV.NXT-70000', 'S. seq RCV.NXT+2000000', 'S seq IRS']) {
      const c = fixture();
      const before = c.counters();
      const state = c.peer.state();
      c.say(said);
      c.hear('. seq SND.NXT ack RCV.NXT');
      c.stateIs(state);
      c.counted({ TCPSYNChallenge: 1, TCPChallengeACK: 1, InErrs: name === 'established' ? 1 : 0 }, before);
    }
  });

  it('F11.4 is a RST when it carries an exact RST, too', () => {
    const c = established();
    c.say('SR seq RCV.NXT');
    c.stateIs('CLOSED');
  });
});

describe('challenge ACKs', () => {
  it('F11.5 are ordinary ACKs with the options of the connection', () => {
    const c = established({ ts: true });
    c.after(100);
    c.say('S seq 5');
    expect(c.hear('. seq SND.NXT ack RCV.NXT').segment.options.ts).toBeDefined();
  });

  it('F11.8 are sent once in tcp_invalid_ratelimit=500 ms a socket; the rest is counted', () => {
    const c = established();
    const before = c.counters();
    let heard = 0;
    for (let i = 0; i < 30; i++) {
      c.say('R seq RCV.NXT+1');
      heard += c.outbox.splice(0).length;
      c.after(10);
    }
    expect(heard).toBe(1);
    c.counted({ TCPChallengeACK: 1, TCPACKSkippedChallenge: 29 }, before);
    c.after(200);
    c.say('R seq RCV.NXT+1');
    c.hear('.');
  });

  it('F11.8 F11.9 are unlimited with tcp_invalid_ratelimit=0', () => {
    const c = established({ sysctl: { tcp_invalid_ratelimit: 0 } });
    for (let i = 0; i < 30; i++) {
      c.say('S seq 5');
      c.hear('. ack RCV.NXT');
    }
  });

  it('F11.8 share their limit with answers to empty segments out of window, but data always draw an ACK', () => {
    const c = established();
    c.say('S seq 5');
    c.hear('.');
    const before = c.counters();
    c.say('. seq RCV.NXT-5');
    c.silence();
    c.counted({ TCPACKSkippedSeq: 1 }, before);
    for (let i = 0; i < 3; i++) {
      c.say('. seq RCV.NXT-500 length 5');
      c.hear('. ack RCV.NXT');
      c.say('F. seq RCV.NXT-500');
      c.hear('. ack RCV.NXT');
    }
  });
});

describe('the ACK field', () => {
  it('F11.6 beyond SND.NXT: the segment is discarded with a challenge ACK', () => {
    const c = established();
    c.say('P. ack SND.NXT+1 length 5');
    c.hear('. ack RCV.NXT');
    expect(c.socketOf().receivedBytes).toBe(0);
    expect(c.host.counters.TCPChallengeACK).toBe(1);
  });

  it('F11.6 older than all that was ever acknowledged: the segment is discarded with a challenge ACK', () => {
    const c = established();
    c.say('P. ack SND.UNA-1 length 5 win 1000');
    c.hear('. ack IRS+1');
    expect(c.socketOf().receivedBytes).toBe(0);
  });

  it('F11.6 a little older than SND.UNA: the data are taken', () => {
    const c = established();
    c.write('hello');
    c.hear('P.');
    c.say('.');
    c.say('P. ack SND.UNA-5 length 5');
    c.hear('. ack RCV.NXT');
    expect(c.socketOf().receivedBytes).toBe(5);
  });

  it('F11.7 much too old, but the segment is just the next one expected: the fast path takes the data before it looks', () => {
    const c = established();
    c.say('P. length 5');
    c.hear('. ack IRS+6');
    c.say('P. ack SND.UNA-100000 length 5');
    c.hear('. ack IRS+11');
    expect(c.socketOf().receivedBytes).toBe(10);
    expect(c.host.counters.TCPChallengeACK).toBe(1);
    c.say('P. ack SND.UNA-100000 length 5');
    c.hear('. ack IRS+16');
    expect(c.host.counters).toMatchObject({ TCPChallengeACK: 1, TCPACKSkippedChallenge: 1 });
  });

  it('F11.7 old, but the segment is just the next one expected: its timestamp counts all the same', () => {
    const c = established({ ts: true });
    c.write('hello');
    c.outbox = [];
    c.say('P. ack SND.NXT length 5 <TS val 6010 ecr 0>');
    c.outbox = [];
    c.say('P. ack SND.UNA-3 length 5 <TS val 6020 ecr 0>');
    expect(c.outbox.splice(0).at(-1)?.segment.options.ts?.ecr).toBe(6020);
  });

  it.each(['P. ack SND.UNA-100000 length 5 win 1000', 'F. ack SND.UNA-100000', 'P. seq RCV.NXT+1 ack SND.UNA-100000 length 5'])('F11.7 much too old on any other segment: discarded with a challenge ACK: %s', (said) => {
    const c = established();
    c.say('P. length 5');
    c.hear('.');
    c.say(said);
    c.hear('. ack IRS+6');
    c.stateIs('ESTABLISHED');
    expect(c.socketOf().receivedBytes).toBe(5);
  });

  it('F11.7 much too old, and no unread data in the queue: discarded', () => {
    for (const read of [false, true]) {
      const c = established();
      if (read) {
        c.say('P. length 5');
        c.hear('.');
        c.read();
      }
      c.say('P. ack SND.UNA-100000 length 5');
      c.hear(`. ack IRS+${read ? 6 : 1}`);
      expect(c.socketOf().receivedBytes).toBe(0);
    }
  });
});

describe('the sequence number', () => {
  it.each([['. seq RCV.NXT-10', 0], ['. seq RCV.NXT-10 length 5', 0], ['. seq RCV.NXT+RCV.WND+1', 1], ['. seq RCV.NXT+RCV.WND+1 length 5', 1]])('F11.12 out of the window draws a duplicate ACK: %s (BeyondWindow +%i)', (said, beyond) => {
    const { c } = ask(said);
    c.hear('. seq SND.NXT ack RCV.NXT');
    c.stateIs('ESTABLISHED');
    expect(c.host.counters.BeyondWindow).toBe(beyond);
  });

  it.each(['- length 5', 'F', '-', '- seq RCV.NXT-50 length 5', 'F seq RCV.NXT+RCV.WND+9'])('F11.12 does not matter without ACK, RST or SYN: dropped silently: %s', (said) => {
    const { c } = ask(said);
    c.stateIs('ESTABLISHED');
    expect(c.overhear(1000)).toEqual([]);
  });

  it('F6.1 F6.6 ahead of a gap is queued in ESTABLISHED just so, with its FIN', () => {
    const c = established();
    c.say('F. seq RCV.NXT+5 length 5');
    c.hear('. ack RCV.NXT <sack 1006:1012>');
    c.stateIs('ESTABLISHED');
    c.say('. length 5');
    c.after(40);
    c.hear('. ack IRS+12');
    c.stateIs('CLOSE-WAIT');
    expect(c.read()).toMatchObject({ ok: true, value: 10 });
  });

  it('F6.1 keeps several pieces in order and delivers them once', () => {
    const c = established();
    c.say('. seq IRS+11 data "CC"'.replace('data "CC"', 'length 2'));
    c.hear('. <sack 1011:1013>');
    c.say('. seq IRS+6 length 3');
    c.hear('. ack IRS+1');
    c.say('. seq IRS+1 length 12');
    c.hear('. ack IRS+13');
    expect(c.read()).toMatchObject({ ok: true, value: 12 });
  });
});

describe('timestamps', () => {
  it('F11.13 refuse a segment that is older by more than a tick: ACK, PAWSEstab', () => {
    const c = established({ ts: true });
    c.after(1000);
    const before = c.counters();
    c.say('P. length 5');
    c.hear('. ack IRS+6');
    c.say('P. length 5 <TS val TSVAL-2 ecr 0>');
    c.hear('. ack IRS+6');
    c.counted({ PAWSEstab: 1 }, before);
    expect(c.socketOf().receivedBytes).toBe(5);
  });

  it('F11.13 forgive one tick, and do not go back for it', () => {
    const c = established({ ts: true });
    c.say('P. length 5 <TS val TSVAL-1 ecr 0>');
    c.hear('. ack IRS+6');
    expect(c.socketOf().receivedBytes).toBe(5);
    expect(c.socketOf().timestamps.recent).toBe(5000);
  });

  it('F11.13 that are missing are no reason to refuse', () => {
    const c = established({ ts: true });
    c.say('P. length 5 <>');
    c.hear('. ack IRS+6');
  });

  it('F11.13 of an old pure ACK below RCV.NXT make it disappear without an answer', () => {
    const c = established({ ts: true });
    const before = c.counters();
    c.say('. seq RCV.NXT-1 <TS val TSVAL-100 ecr 0>');
    c.stateIs('ESTABLISHED');
    c.counted({ PAWSOldAck: 1 }, before);
  });

  it('F11.13 are not compared any more after 2147 s of silence', () => {
    const c = established({ ts: true });
    c.after(2_147_000);
    c.say('P. length 5 <TS val 4000 ecr 0>');
    c.hear('. ack IRS+6');
  });
});

describe('acknowledgments', () => {
  it('F12.5 are immediate for the first 16 segments, then delayed by 40 ms, and every second full segment is immediate while the program reads', () => {
    const c = established();
    let immediate = 0;
    for (let i = 0; i < 16; i++) {
      c.say('. length 100');
      immediate += c.outbox.splice(0).length;
    }
    expect(immediate).toBe(16);
    c.say('. length 100');
    expect(timesOf(c.overhear(100))).toEqual([40]);
    c.say('. length 100');
    c.silence();
    c.say('. length 100');
    c.silence();
    expect(timesOf(c.overhear(100))).toEqual([40]);
    c.read(10_000);
    c.say('. length 100');
    c.silence();
    c.read(10_000);
    c.say('. length 100');
    c.hear('. ack RCV.NXT');
  });

  it('F12.5 of a FIN wait 40 ms once a duplicate has begun the interval, without any data', () => {
    const c = established();
    c.say('. seq RCV.NXT-10 length 10');
    c.hear('. ack RCV.NXT');
    c.say('F.');
    expect(timesOf(c.overhear(100))).toEqual([40]);
  });

  it('F12.5 wait for as long as the interval between segments was, within the round trip', () => {
    const c = established();
    Object.assign(c.socketOf(), { srtt: 150, quick: 0, ato: 40, lastDataAt: c.now });
    c.after(30);
    c.say('. length 100');
    expect(timesOf(c.overhear(100))).toEqual([50]);
    c.say('. length 100');
    expect(timesOf(c.overhear(200))).toEqual([100]);
  });

  it('F12.5 go out at once when they are nearly due and more comes', () => {
    const c = established();
    Object.assign(c.socketOf(), { quick: 0, ato: 40 });
    c.say('. length 100');
    c.after(32);
    c.say('. length 10');
    c.hear('. ack RCV.NXT');
  });

  it('F12.5 are immediate again after a pause longer than the timeout', () => {
    const c = established();
    for (let i = 0; i < 17; i++) {
      c.say('. length 100');
      c.outbox.splice(0);
    }
    c.overhear(1000);
    c.say('. length 100');
    c.hear('. ack RCV.NXT');
  });
});
