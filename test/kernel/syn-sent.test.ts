import { describe, expect, it } from 'vitest';
import type { SysctlTable } from '../../source/kernel/sysctl.ts';
import { Conversation } from './conversation.ts';
import { synSent, timesOf } from './fixture.ts';

/** The errno with which connect() came back, 'ok', or null while it blocks. */
function connectReturned(c: Conversation): string | null {
  for (const event of c.events) if (event.type === 'returned' && event.call === 'connect') return event.errno ?? 'ok';
  return null;
}

function synTimes(sysctl: Partial<SysctlTable>, prepare: (c: Conversation) => void = () => undefined): { times: number[]; end: number; c: Conversation } {
  const c = synSent({ sysctl });
  prepare(c);
  const times = [0, ...timesOf(c.overhear(2_000_000))];
  const back = c.events.findIndex((event) => event.type === 'returned');
  expect(back).toBeGreaterThan(-1);
  // Run the same again up to the end, to know when it came.
  const again = synSent({ sysctl });
  prepare(again);
  while (connectReturned(again) === null) again.after(1000);
  again.outbox = [];
  return { times, end: again.now, c };
}

const SECONDS = (list: number[]): number[] => list.map((s) => s * 1000);

describe('the MSS', () => {
  it('F1.13 that a route asks for binds what comes; what goes is bound by the MSS of the other side and by the link', () => {
    const c = new Conversation({});
    c.host.advertisedMss = 1160;
    c.fd = c.socket();
    c.connect();
    c.peer.hostPort = c.socketOf().localPort;
    expect(c.hear('S').segment.options.mss).toBe(1160);
    c.say('S. ack SND.NXT <mss 1460>');
    c.hear('.');
    expect(c.socketOf().options).toMatchObject({ localMss: 1160, sndMss: 1460 });
  });
});

describe('the schedule of SYNs', () => {
  it('F1.18 F1.21 is linear first: 11 SYNs at 0 1 2 3 4 5 7 11 19 35 67 s, ETIMEDOUT at 131 s', () => {
    const { times, end, c } = synTimes({});
    expect(times).toEqual(SECONDS([0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67]));
    expect(end).toBe(131_000);
    expect(connectReturned(c)).toBe('ETIMEDOUT');
    expect(c.host.counters).toMatchObject({ AttemptFails: 1, TCPAbortOnTimeout: 1, TCPSynRetrans: 10, TCPTimeouts: 11, RetransSegs: 10 });
  });

  it('F1.18 is exponential without linear timeouts: 7 SYNs, ETIMEDOUT at 127 s', () => {
    expect(synTimes({ tcp_syn_linear_timeouts: 0 })).toMatchObject({ times: SECONDS([0, 1, 3, 7, 15, 31, 63]), end: 127_000 });
  });

  it.each<[Partial<SysctlTable>, number | null, number[], number]>([
    [{ tcp_syn_retries: 1 }, null, [0, 1, 2], 3],
    [{}, 2, [0, 1, 2, 3, 4, 5], 7],
    [{ tcp_syn_linear_timeouts: 1, tcp_syn_retries: 2 }, null, [0, 1, 2, 4], 8],
  ])('F1.19 ends at the classic time when retries are few: %j, TCP_SYNCNT %s: SYNs at %j s, given up at %i s', (sysctl, synCount, times, end) => {
    const result = synTimes(sysctl, (c) => (c.socketOf().synCount = synCount));
    expect(result).toMatchObject({ times: SECONDS(times), end: end * 1000 });
  });

  it('F1.20 is cut by TCP_USER_TIMEOUT: ETIMEDOUT after 5 s', () => {
    const result = synTimes({}, (c) => (c.socketOf().userTimeout = 5000));
    expect(result.end).toBe(5000);
    expect(result.times).toEqual(SECONDS([0, 1, 2, 3, 4]));
  });

  it('F1.18 repeats the same number with a new timestamp', () => {
    const c = synSent();
    const first = c.peer.numbers.TSECR!;
    c.after(1000);
    const again = c.hear('S seq ISS');
    expect(again.segment.options.ts?.val).toBe(first + 1000);
    expect(again.retransmission).toBe(true);
  });
});

describe('SYN-SENT', () => {
  it('F1.13 F1.17 offers MSS, SACK, timestamps and scale, with ISN and a window of 64240, and counts ActiveOpens', () => {
    const c = new Conversation();
    c.fd = c.socket();
    expect(c.connect()).toEqual({ ok: 'blocks' });
    c.peer.hostPort = c.socketOf().localPort;
    const syn = c.hear('S win 64240 length 0').segment;
    expect(syn.options).toMatchObject({ mss: 1460, sackPermitted: true, wscale: 10, ts: { ecr: 0 } });
    expect(c.host.counters.ActiveOpens).toBe(1);
    c.stateIs('SYN-SENT');
  });

  it('F1.17 becomes ESTABLISHED on SYN-ACK of ISN+1 and acknowledges at once', () => {
    const c = synSent();
    c.say('S. seq 7000 ack ISS+1 <mss 1460>');
    c.hear('. seq ISS+1 ack 7001');
    c.stateIs('ESTABLISHED');
    expect(connectReturned(c)).toBe('ok');
    expect(c.overhear(1_000_000)).toEqual([]);
  });

  it('F1.17 sends what was written meanwhile', () => {
    const c = synSent();
    c.write('hello');
    c.silence();
    c.say('S. seq 7000 ack ISS+1 <mss 1460>');
    c.hear('. ack 7001');
    c.hear('P. length 5 seq ISS+1');
    c.stateIs('ESTABLISHED');
  });

  it('F1.29 is refused by RST,ACK of ISN+1, whatever its own number: ECONNREFUSED', () => {
    const c = synSent();
    c.say('R. seq 99999 ack ISS+1');
    c.stateIs('CLOSED');
    expect(connectReturned(c)).toBe('ECONNREFUSED');
    expect(c.host.counters.AttemptFails).toBe(1);
  });

  it('F1.32 may connect() again from the same descriptor after that', () => {
    const c = synSent();
    expect(c.connect()).toEqual({ ok: false, errno: 'EALREADY' });
    c.say('R. ack ISS+1');
    expect(c.connect()).toEqual({ ok: 'blocks' });
  });

  it.each(['R', 'R seq ISS+1', 'F', '-', '. ack ISS+1', 'F. ack ISS+1'])('F1.29 F1.30 ignores %s', (said) => {
    const c = synSent();
    c.say(said);
    c.stateIs('SYN-SENT');
    expect(timesOf(c.overhear(1000))).toEqual([1000]);
  });

  it.each(['ISS', 'ISS-1', 'ISS+2'])('F1.30 answers a wrong ACK (%s) with a RST from there, stays, and sends its SYN again after two ticks (F1.29)', (ack) => {
    for (const flags of ['.', 'S.', 'F.']) {
      const c = synSent();
      c.say(`${flags} seq 7000 ack ${ack}`);
      c.hear(`R seq ${ack} win 0`);
      c.stateIs('SYN-SENT');
      expect(timesOf(c.overhear(1000))).toEqual([8]);
    }
  });

  it('F1.29 does not obey a RST with a wrong ACK, but sends its SYN again after two ticks: only the first time', () => {
    const c = synSent();
    c.say('R. ack ISS+2');
    c.stateIs('SYN-SENT');
    c.after(8);
    c.hear('S seq ISS');
    c.say('R. ack ISS+2');
    expect(timesOf(c.overhear(1000))).toEqual([1000]);
  });

  it('F8.16 answers a SYN-ACK with an echo that it never sent by a RST and does not hurry', () => {
    const c = synSent();
    const before = c.counters();
    c.say('S. seq 7000 ack ISS+1 <mss 1460,TS val 5 ecr TSECR+1000>');
    c.hear('R seq ISS+1');
    c.stateIs('SYN-SENT');
    c.counted({ PAWSActive: 1 }, before);
    expect(timesOf(c.overhear(1000))).toEqual([1000]);
  });

  it('F1.31 says nothing on close(); a later SYN-ACK meets no socket', () => {
    const c = synSent();
    c.close();
    c.stateIs('CLOSED');
    c.say('S. seq 7000 ack ISS+1');
    c.hear('R seq ISS+1');
    expect(c.overhear(100_000)).toEqual([]);
  });

  it('F1.26 has a round-trip time by the echo when its SYN was sent twice', () => {
    const c = synSent();
    c.after(1000);
    const { segment } = c.hear('S');
    c.after(100);
    c.say(`S. seq 7000 ack ISS+1 <mss 1000,sackOK,TS val 700 ecr ${segment.options.ts!.val}>`);
    c.hear('.');
    expect(c.socketOf().srtt).toBe(100);
  });

  it('F1.26 starts with an RTO of 3 s when its SYN was sent twice and there are no timestamps', () => {
    const c = synSent({ sysctl: { tcp_timestamps: 0 } });
    c.after(1000);
    c.hear('S');
    c.say('S. seq 7000 ack ISS+1 <mss 1460>');
    c.hear('.');
    c.write('x');
    c.hear('P.');
    expect(timesOf(c.overhear(4000))).toEqual([3000]);
  });
});

describe('no socket', () => {
  it.each([
    ['S seq 100', 'R. seq 0 ack 101'],
    ['S seq 100 length 10', 'R. seq 0 ack 111'],
    ['SF seq 100', 'R. seq 0 ack 102'],
    ['F seq 100', 'R. seq 0 ack 101'],
    ['- seq 100 length 5', 'R. seq 0 ack 105'],
    ['- seq 100', 'R. seq 0 ack 100'],
    ['. seq 100 ack 55', 'R seq 55'],
    ['S. seq 100 ack 55', 'R seq 55'],
    ['F. seq 100 ack 55 length 9', 'R seq 55'],
  ])('F1.27 answers %s with %s', (said, answer) => {
    const c = new Conversation();
    c.say(said);
    const rst = c.hear(`${answer} win 0 length 0`);
    expect(rst.segment.options).toEqual({});
    c.stateIs('CLOSED');
    expect(c.host.counters.OutRsts).toBe(1);
  });

  it.each(['R', 'R. ack 5', 'RS', 'RF length 5'])('F1.27 never answers a RST: %s', (said) => {
    const c = new Conversation();
    c.say(said);
    c.silence();
  });
});
