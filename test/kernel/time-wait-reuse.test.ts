import { describe, expect, it } from 'vitest';
import { allEntries, hash } from '../../source/kernel/lookup.ts';
import type { SysctlTable } from '../../source/kernel/sysctl.ts';
import { ip } from '../../source/tcp/address.ts';
import { Conversation, HOST_IP, PEER_IP, PEER_PORT } from './conversation.ts';
import { synSent } from './fixture.ts';

/** A client whose connection is in TIME-WAIT; every other ephemeral port to that destination is taken. */
function client(setup: { ts?: boolean; sysctl?: Partial<SysctlTable> } = {}): { c: Conversation; port: number } {
  const c = synSent({ sysctl: setup.sysctl });
  const port = c.peer.hostPort;
  c.say(`S. seq 7000 ack ISS+1 <mss 1460${setup.ts === false ? '' : ',TS val TSVAL ecr TSECR'}>`);
  c.hear('. ack 7001');
  c.peer.ts = setup.ts ?? true;
  c.close();
  c.hear('F.');
  c.say('F.');
  c.hear('. ack 7002');
  c.stateIs('TIME-WAIT mini-socket');
  for (let other = 32_768; other <= 60_999; other++) {
    if (other === port) continue;
    c.host.ehash.set(HOST_IP * 65536 + other, new Map([[PEER_IP * 65536 + PEER_PORT, { ...c.peer.entry()!, localPort: other, ts: false } as never]]));
  }
  return { c, port };
}

function connect(c: Conversation, port = 0): string {
  const fd = c.socket();
  c.socketOf(fd).reuseAddr = true;
  if (port !== 0) expect(c.bind(fd, port)).toMatchObject({ ok: true });
  const result = c.connect(fd);
  c.fd = fd;
  return result.ok === false ? result.errno : c.socketOf(fd).state;
}

describe('connect() over a TIME-WAIT of the same tuple', () => {
  it('F8.3 works with tcp_tw_reuse=1 once more than tcp_tw_reuse_delay has passed since TIME-WAIT began', () => {
    for (const [delay, wait, result] of [[1000, 1000, 'EADDRNOTAVAIL'], [1000, 1001, 'SYN-SENT'], [100, 100, 'EADDRNOTAVAIL'], [100, 101, 'SYN-SENT']] as const) {
      const { c } = client({ sysctl: { tcp_tw_reuse: 1, tcp_tw_reuse_delay: delay } });
      c.after(wait);
      expect(connect(c)).toBe(result);
    }
  });

  it('F8.1 F8.2 does not work with 0, nor with 2 unless an address is 127/8', () => {
    for (const tcp_tw_reuse of [0, 2]) {
      const { c } = client({ sysctl: { tcp_tw_reuse } });
      c.after(5000);
      expect(connect(c)).toBe('EADDRNOTAVAIL');
    }
  });

  it('F8.2 works with 2 over loopback', () => {
    const { c, port } = client();
    const lo = ip('127.0.0.1');
    const entries = [...allEntries(c.host)];
    c.host.ehash.clear();
    for (const entry of entries) hash(c.host, { ...entry, localIp: lo, remoteIp: lo });
    const fd = c.socket();
    c.socketOf(fd).localIp = lo;
    c.after(1000);
    expect(c.connect(fd, PEER_PORT, lo)).toEqual({ ok: false, errno: 'EADDRNOTAVAIL' });
    c.after(1);
    expect(c.connect(fd, PEER_PORT, lo)).toEqual({ ok: 'blocks' });
    expect(c.socketOf(fd).localPort).toBe(port);
  });

  it('F8.3 never works without timestamps', () => {
    const { c } = client({ ts: false, sysctl: { tcp_tw_reuse: 1 } });
    c.after(30_000);
    expect(connect(c)).toBe('EADDRNOTAVAIL');
  });

  it('F8.4 starts 65537 ahead, echoes the last timestamp of the peer and counts TWRecycled', () => {
    const { c, port } = client({ sysctl: { tcp_tw_reuse: 1 } });
    const { 'SND.NXT': sndNxt } = c.peer.numbers;
    const entry = c.peer.entry();
    const recent = entry?.kind === 'time-wait' ? entry.timestamps.recent : -1;
    c.after(1001);
    expect(connect(c)).toBe('SYN-SENT');
    // 45 segments of 1448 bytes, not 44 of 1460: it has a timestamp to echo.
    expect([...c.host.sockets.values()].at(-1)!.rcvWnd).toBe(65_160);
    expect(c.socketOf().localPort).toBe(port);
    const syn = c.hear(`S seq ${sndNxt}+65537`).segment;
    expect(syn.options.ts?.ecr).toBe(recent);
    expect(recent).toBeGreaterThan(0);
    expect(c.host.counters.TWRecycled).toBe(1);
    c.stateIs('SYN-SENT');
  });

  it('F8.6 works at once from a port that was bound, whatever tcp_tw_reuse says, but not without timestamps', () => {
    const bound = (ts: boolean): string => {
      const { c, port } = client({ ts, sysctl: { tcp_tw_reuse: 0 } });
      const entry = c.peer.entry();
      if (entry?.kind === 'time-wait') entry.reuseAddr = true;
      return connect(c, port);
    };
    expect(bound(true)).toBe('SYN-SENT');
    expect(bound(false)).toBe('EADDRNOTAVAIL');
  });

  it('F8.3 never takes an orphan in FIN-WAIT-2 for a port of the kernel\'s choice', () => {
    const { c } = client({ sysctl: { tcp_tw_reuse: 1 } });
    Object.assign(c.peer.entry()!, { substate: 'FIN-WAIT-2' });
    c.after(5000);
    expect(connect(c)).toBe('EADDRNOTAVAIL');
  });

  it('F8.5 gets through to a peer that is still in LAST-ACK: challenge ACK, RST, SYN again within two ticks', () => {
    const { c } = client({ sysctl: { tcp_tw_reuse: 1 } });
    c.after(1001);
    connect(c);
    c.hear('S');
    const iss = c.socketOf().iss;
    c.say(`. seq 7002 ack ${iss}-65537 <TS val TSVAL ecr 0>`);
    c.hear(`R seq ${iss}-65537`);
    expect(c.overhear(8).map(({ at }) => at)).toEqual([8]);
  });
});

it.each([
  [true, 'blocks'],
  [false, false],
] as const)('F8.6 a bound port takes over an orphan\'s FIN-WAIT-2 as well when that used timestamps: %s', (ts, ok) => {
  const c = new Conversation();
  c.fd = c.socket();
  c.socketOf().reuseAddr = true;
  c.bind(c.fd, 5555);
  c.connect();
  c.peer.hostPort = 5555;
  c.hear('S');
  c.peer.ts = ts;
  c.say(ts ? 'S. seq 1000 ack ISS+1 <mss 1460,TS val 500 ecr TSECR>' : 'S. seq 1000 ack ISS+1 <mss 1460>');
  c.hear('.');
  c.close();
  c.hear('F.');
  c.say('. ack SND.NXT');
  c.stateIs('FIN-WAIT-2 mini-socket');
  const fd = c.socket();
  c.socketOf(fd).reuseAddr = true;
  c.bind(fd, 5555);
  expect(c.connect(fd).ok).toBe(ok);
});
