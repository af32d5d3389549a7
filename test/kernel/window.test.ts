import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { closeWait, established } from './fixture.ts';

/** What was sent in so much time: when, and what, in the peer's words. */
function probes(c: Conversation, ms: number): (readonly [at: number, early: number, length: number])[] {
  const una = c.socketOf().sndUna;
  return c.overhear(ms).map(({ at, segment }) => [at, (segment.seq - una) | 0, segment.length] as const);
}

/** The peer's window is shut. */
function shut(): Conversation {
  const c = established();
  c.say('. win 0');
  return c;
}

describe('the window of the peer', () => {
  it('limits a segment to half of its largest size', () => {
    const c = established();
    c.socketOf().maxWindow = 1000;
    c.write('x'.repeat(900));
    expect(c.outbox.splice(0).map(({ segment }) => segment.length)).toEqual([500, 400]);
  });

  it('holds back what does not fit, and lets it go when it opens', () => {
    const c = shut();
    c.write('hello');
    c.silence();
    c.say('. win 100');
    c.hear('P. seq SND.UNA length 5');
  });

  it('is taken from newer segments, and from one of the same number only when it is larger or 0', () => {
    const c = established();
    const window = (text: string): number => {
      c.say(text);
      return c.socketOf().sndWnd;
    };
    const before = c.socketOf().sndWnd;
    expect([window('. win 10'), window('. win 65000'), window('. win 0'), window('. win 3')]).toEqual([before, 65_000 * 128, 0, 3 * 128]);
  });

  it('F12.7 is probed after the RTO, then after twice as long each time, by an ACK that is one number too early', () => {
    const c = shut();
    const { rto } = c.socketOf();
    const before = c.counters();
    c.write('hello');
    expect(probes(c, 16 * rto)).toEqual([[rto, -1, 0], [3 * rto, -1, 0], [7 * rto, -1, 0], [15 * rto, -1, 0]]);
    c.counted({ TCPWinProbe: 4 }, before);
  });

  it('F12.7 is probed for ever while the peer answers, each time so long after the answer', () => {
    const c = shut();
    c.write('hello');
    for (let i = 0; i < 40; i++) {
      c.after(120_000);
      c.outbox = [];
      c.say('. win 0');
    }
    c.stateIs('ESTABLISHED');
    c.say('. win 100');
    c.hear('P. length 5');
  });

  it('F12.7 is given up when nobody answers so many probes as tcp_retries2', () => {
    const c = established({ sysctl: { tcp_retries2: 3 } });
    c.say('. win 0');
    c.write('hello');
    const { rto } = c.socketOf();
    expect(probes(c, 60_000).map(([at]) => at / rto)).toEqual([1, 3, 7]);
    c.stateIs('CLOSED');
    expect(c.read()).toEqual({ ok: false, errno: 'ETIMEDOUT' });
  });

  it('F12.7 gives an orphan eight probes, then forgets it', () => {
    const c = shut();
    c.write('hello');
    c.close();
    expect(c.overhear(200_000)).toHaveLength(8);
    c.stateIs('CLOSED');
  });

  it('holds back a FIN, alone or with data, and takes it with the data when it opens', () => {
    for (const [data, heard] of [['', 'F. seq SND.UNA'], ['hello', 'FP. seq SND.UNA length 5']] as const) {
      const c = shut();
      if (data !== '') c.write(data);
      c.shutdown('WR');
      c.stateIs('FIN-WAIT-1');
      c.say('. ack SND.UNA');
      c.hear(heard);
      c.say('. ack SND.NXT');
      c.stateIs('FIN-WAIT-2');
    }
  });

  it('holds back a LAST-ACK: an ACK of everything sent so far does not end it', () => {
    const c = closeWait();
    c.say('. win 0');
    c.close();
    c.stateIs('LAST-ACK');
    c.say('. win 0');
    c.stateIs('LAST-ACK');
  });

  it('lets as much through at the time of a probe as fits', () => {
    const c = established();
    c.socketOf().sndWnd = 30;
    c.write('x'.repeat(100));
    c.silence();
    c.after(c.socketOf().rto);
    c.hear('P. seq SND.UNA length 30');
  });

  it('TCP_USER_TIMEOUT ends the probes', () => {
    const c = shut();
    c.socketOf().userTimeout = 1000;
    c.write('hello');
    c.after(5000);
    c.outbox = [];
    c.stateIs('CLOSED');
  });
});
