import { describe, expect, it } from 'vitest';
import { ip } from '../../source/tcp/address.ts';
import type { Conversation } from './conversation.ts';
import { handshake, listening, open } from './fixture.ts';

/** A listener that answers every SYN by a cookie, and a first cookie to start the clock at a full minute. */
function baker(setup: { backlog?: number; minute?: number } = {}): Conversation {
  const c = listening({ backlog: setup.backlog ?? 5, sysctl: { tcp_syncookies: 2 } });
  // Uptime is 1000 s at the start: 40 s into a counter period.
  c.after(20_000 + (setup.minute ?? 0));
  return c;
}

function ask(c: Conversation, syn = 'S <mss 1460>'): void {
  c.say(syn);
  c.hear('S. ack IRS+1');
}

describe('a SYN cookie', () => {
  it('F3.13 is sent once, never again, and nothing is remembered', () => {
    const c = baker();
    ask(c);
    c.stateIs('CLOSED');
    expect(c.overhear(120_000)).toEqual([]);
    expect(c.host.ehash.size).toBe(0);
  });

  it('F3.13 gets a fresh one with every retransmitted SYN', () => {
    const c = baker();
    ask(c);
    const first = c.peer.numbers.ISS;
    c.after(60_000);
    c.say('S seq IRS <mss 1460>');
    c.hear('S.');
    expect(c.peer.numbers.ISS).not.toBe(first);
  });

  it('F3.18 becomes an ESTABLISHED connection when its ACK comes back', () => {
    const c = baker();
    ask(c);
    const before = c.counters();
    c.say('. ack ISS+1');
    c.stateIs('ESTABLISHED');
    c.counted({ SyncookiesRecv: 1, SyncookiesFailed: 0, PassiveOpens: 1 }, before);
    expect(c.accept().ok).toBe(true);
  });

  it('F3.13 is completed by the first data segment alone when the final ACK was lost', () => {
    const c = baker();
    ask(c);
    c.say('P. seq IRS+1 ack ISS+1 length 4');
    c.hear('. ack IRS+5');
    c.stateIs('ESTABLISHED');
    c.accept();
    expect(c.read()).toMatchObject({ ok: true, value: 4 });
  });

  it.each([
    [100, 536], [535, 536], [536, 536], [1299, 536], [1300, 1300], [1400, 1300], [1439, 1300], [1440, 1440], [1459, 1440], [1460, 1460], [8960, 1460],
  ])('F3.15 rounds an MSS of %i to %i', (offered, kept) => {
    const c = baker();
    ask(c, `S <mss ${offered}>`);
    c.say('. ack ISS+1');
    c.accept();
    expect(c.socketOf().options.sndMss).toBe(kept);
  });

  it('F3.16 loses SACK and window scaling for ever when the SYN had no timestamps: the SYN-ACK carries only MSS', () => {
    const c = baker();
    c.say('S <mss 1460,sackOK,wscale 7>');
    expect(c.hear('S.').segment.options).toEqual({ mss: 1460 });
    c.say('. ack ISS+1');
    c.accept();
    expect(c.socketOf().options).toEqual({ localMss: 1460, sndMss: 1460, sack: false, sndScale: 0, rcvScale: 0, scaling: false, ts: false });
  });

  it.each([
    ['sackOK,wscale 7', { sack: true, scaling: true, sndScale: 7, rcvScale: 10 }],
    ['wscale 0', { sack: false, scaling: true, sndScale: 0, rcvScale: 10 }],
    ['sackOK', { sack: true, scaling: false, sndScale: 0, rcvScale: 0 }],
  ])('F3.16 keeps options in the low bits of its timestamp when the SYN had timestamps: %s', (options, kept) => {
    const c = baker();
    c.say(`S <mss 1460,TS val TSVAL ecr 0,${options}>`);
    const { ts } = c.hear('S.').segment.options;
    c.peer.ts = true;
    c.say('. ack ISS+1');
    c.stateIs('ESTABLISHED');
    c.accept();
    expect(c.socketOf().options).toMatchObject({ ...kept, ts: true, sndMss: 1448 });
    expect(ts?.ecr).toBe(c.peer.numbers.TSVAL);
  });

  it.each([[0, 119_999, true], [0, 120_000, false], [59_999, 60_000, true], [59_999, 60_001, false]])(
    'F3.17 is good in the counter period of its making and in the next: made %i ms into one and returned after %i ms: %s',
    (minute, age, good) => {
      const c = baker({ minute });
      ask(c);
      c.after(age);
      const before = c.counters();
      // Somebody else's cookie keeps the listener's memory of an overflow young (F3.19).
      c.say('. ack ISS+1');
      if (good) c.stateIs('ESTABLISHED');
      else {
        c.hear('R seq ISS+1');
        c.counted({ SyncookiesFailed: 1 }, before);
        c.stateIs('CLOSED');
      }
    },
  );

  it.each([['ISS+2', 'IRS+1'], ['ISS+1000', 'IRS+1'], ['ISS', 'IRS+1']])('F3.18 that is not ours draws a RST and counts SyncookiesFailed: ack %s', (ack, seq) => {
    const c = baker();
    ask(c, 'S <mss 536>');
    const before = c.counters();
    c.say(`. seq ${seq} ack ${ack === 'ISS+2' ? 'ISS+100' : ack}`);
    c.hear(`R seq ${ack === 'ISS+2' ? 'ISS+100' : ack}`);
    c.counted({ SyncookiesFailed: 1, SyncookiesRecv: 0 }, before);
  });

  it('F3.18 is bound to its tuple: the same ACK from another port is refused', () => {
    const c = baker();
    ask(c);
    const thief = c.other(40_001);
    thief.say(`. seq IRS+1 ack ${c.peer.numbers.ISS}+1`);
    thief.hear('R');
    expect(thief.state()).toBe('CLOSED');
  });

  it('F3.19 is only looked for within 120 s of the last one: after that a RST without SyncookiesFailed', () => {
    const c = baker();
    ask(c);
    c.after(125_000);
    const before = c.counters();
    c.say('. ack ISS+1');
    c.hear('R seq ISS+1');
    c.counted({ SyncookiesFailed: 0 }, before);
  });

  it('F3.19 is not looked for by a listener that never made one', () => {
    const c = listening();
    const before = c.counters();
    c.say('. ack 77');
    c.hear('R seq 77');
    c.counted({ SyncookiesFailed: 0 }, before);
  });

  it('F3.20 is worth nothing once tcp_syncookies=0', () => {
    const c = baker();
    ask(c);
    c.host.sysctl.tcp_syncookies = 0;
    const before = c.counters();
    c.say('. ack ISS+1');
    c.hear('R seq ISS+1');
    c.counted({ SyncookiesFailed: 0, SyncookiesRecv: 0 }, before);
  });

  it('F3.21 swallows up to three bytes: a segment one byte further on is accepted, the MSS index pays for it', () => {
    const c = baker();
    ask(c, 'S <mss 1460>');
    c.say('P. seq IRS+2 ack ISS+1 length 2');
    c.hear('. ack 1004');
    c.stateIs('ESTABLISHED');
    c.accept();
    expect(c.read()).toMatchObject({ ok: true, value: 2 });
    expect(c.socketOf().options.sndMss).toBe(1440);
  });

  it('F3.21 refuses a segment four bytes further on', () => {
    const c = baker();
    ask(c, 'S <mss 1460>');
    c.say('P. seq IRS+5 ack ISS+1 length 2');
    c.hear('R seq ISS+1');
  });

  it('F3.22 on a full accept queue is dropped without a RST even with tcp_abort_on_overflow=1; data retry it until it is too old', () => {
    const c = baker({ backlog: 0 });
    c.host.sysctl.tcp_abort_on_overflow = 1;
    ask(c);
    const first = c.other(40_001);
    first.say('S <mss 1460>');
    first.hear('S.');
    first.say('.');
    const before = c.counters();
    c.say('. ack ISS+1');
    c.stateIs('CLOSED');
    c.counted({ SyncookiesRecv: 1, ListenOverflows: 1, ListenDrops: 1, OutRsts: 0 }, before);
    c.after(119_000);
    c.say('P. ack ISS+1 length 5');
    c.stateIs('CLOSED');
    c.after(1000);
    c.say('P. ack ISS+1 length 5');
    c.hear('R seq ISS+1');
  });

  it('F3.22 is taken, data and all, once accept() made room', () => {
    const c = baker({ backlog: 0 });
    ask(c);
    const first = c.other(40_001);
    first.say('S <mss 1460>');
    first.hear('S.');
    first.say('.');
    c.say('. ack ISS+1');
    c.accept();
    c.say('P. ack ISS+1 length 5');
    c.hear('. ack IRS+6');
    c.stateIs('ESTABLISHED');
  });

  it('F3.9 serves only the overflow with tcp_syncookies=1: remembered requests finish as ever', () => {
    const c = listening({ backlog: 1 });
    open(c.peer);
    open(c.other(40_001));
    const guest = c.other(40_002, ip('203.0.113.9'));
    open(guest);
    expect(guest.state()).toBe('CLOSED');
    guest.say('.');
    expect(guest.state()).toBe('ESTABLISHED');
    c.say('.');
    c.stateIs('ESTABLISHED');
    expect(c.host.counters.SyncookiesSent).toBe(1);
  });

  it('F3.23 does not help against a slow accept()', () => {
    const c = listening({ backlog: 0, sysctl: { tcp_syncookies: 2 } });
    handshake(c.other(40_001));
    c.say('S <mss 1460>');
    c.stateIs('CLOSED');
  });

  it('F1.26 leads to a first RTO of 3 s when it had no timestamps', () => {
    const c = baker();
    ask(c);
    c.say('. ack ISS+1');
    c.accept();
    c.close();
    c.hear('F.');
    expect(c.overhear(3000).map(({ at }) => at)).toEqual([3000]);
  });
});

describe('what a cookie is made of', () => {
  const cookieFor = (c: Conversation, seq: number, mss = 1460): number => {
    c.say(`S seq ${seq} <mss ${mss}>`);
    return c.hear('S.').segment.seq;
  };

  it('F3.14 adds the client\'s initial number, and the index of the segment size', () => {
    const c = listening({ sysctl: { tcp_syncookies: 2 } });
    const cookie = cookieFor(c, 1000);
    expect((cookieFor(c, 1007) - cookie) >>> 0).toBe(7);
    // 1460 is the fourth of the table, 536 the first.
    const small = (cookie - cookieFor(c, 1000, 536)) | 0;
    expect([3, 3 - 2 ** 24]).toContain(small);
  });

  it('F3.14 counts minutes in the top eight bits: another minute is another cookie', () => {
    const c = listening({ sysctl: { tcp_syncookies: 2 } });
    const cookie = cookieFor(c, 1000);
    expect(cookieFor(c, 1000)).toBe(cookie);
    c.after(60_000);
    expect(cookieFor(c, 1000)).not.toBe(cookie);
  });
});
