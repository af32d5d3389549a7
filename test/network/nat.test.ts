import { describe, expect, it } from 'vitest';
import { NAT_IDLE, NAT_KEEPS, NAT_PORTS, inward, outward, type Nat, type NatRules } from '../../source/network/nat.ts';
import { formatEndpoint, ip, parseIp, type Endpoint } from '../../source/tcp/address.ts';
import { ACK, FIN, RST, SYN, type Flags } from '../../source/tcp/flags.ts';
import { segment } from '../../source/tcp/segment.ts';

const SERVER = '10.0.0.9:80';

/** A router that one talks to: what goes in on one side, and what comes out on the other. */
class Talk {
  nat: Nat;
  now = 0;

  constructor(rules: Partial<NatRules> = {}) {
    this.nat = { rules: { ip: ip('198.51.100.7'), inside: ['alice', 'bob'], ports: NAT_PORTS, keeps: NAT_KEEPS, idle: NAT_IDLE, ...rules }, translations: [] };
  }

  /** `192.168.1.10:40000` says it to the server: how the server hears it from, or null. */
  out(from: string, flags: Flags, to = SERVER, seq = 5000): string | null {
    const { nat, segment: heard } = outward(this.nat, { ...between(from, to, flags), seq }, this.now);
    this.nat = nat;
    return heard && formatEndpoint({ ip: heard.srcIp, port: heard.srcPort });
  }

  /** The server says it to a port of the public address: who hears it, or null. */
  in(port: number, flags: Flags, from = SERVER): string | null {
    const { nat, segment: heard } = inward(this.nat, between(from, `198.51.100.7:${port}`, flags), this.now);
    this.nat = nat;
    return heard && formatEndpoint({ ip: heard.dstIp, port: heard.dstPort });
  }

  /** A whole connection, closed by both; the port that it had. */
  closed(from: string): number {
    const port = end(this.out(from, SYN)!).port;
    this.in(port, SYN | ACK);
    this.out(from, ACK);
    this.in(port, FIN | ACK);
    this.out(from, FIN | ACK);
    this.in(port, ACK);
    return port;
  }
}

function end(text: string): Endpoint {
  const [address, port] = text.split(':');
  return { ip: parseIp(address!)!, port: Number(port) };
}

function between(from: string, to: string, flags: Flags) {
  const [src, dst] = [end(from), end(to)];
  return segment({ srcIp: src.ip, srcPort: src.port, dstIp: dst.ip, dstPort: dst.port, flags, seq: 5000, ack: 77, win: 100, options: { ts: { val: 9, ecr: 8 } } });
}

const ALICE = '192.168.1.10:40000';
const BOB = '192.168.1.20:40000';

describe('a router with one address', () => {
  it('gives its address to what goes out, keeps the port, and finds the way back', () => {
    const talk = new Talk();
    expect(talk.out(ALICE, SYN)).toBe('198.51.100.7:40000');
    expect(talk.in(40_000, SYN | ACK)).toBe(ALICE);
    expect(talk.out(ALICE, ACK)).toBe('198.51.100.7:40000');
  });

  it('changes nothing else: numbers and timestamps are those of the host behind it', () => {
    const sent = between(ALICE, SERVER, SYN);
    const { segment: heard } = outward(new Talk().nat, sent, 0);
    expect(heard).toEqual({ ...sent, srcIp: ip('198.51.100.7') });
  });

  it('gives a second host another port where both use the same towards one destination', () => {
    const talk = new Talk();
    expect(talk.out(ALICE, SYN)).toBe('198.51.100.7:40000');
    expect(talk.out(BOB, SYN)).toBe('198.51.100.7:1024');
    expect(talk.in(1024, SYN | ACK)).toBe(BOB);
    expect(talk.in(40_000, SYN | ACK)).toBe(ALICE);
  });

  it('uses a port again towards another destination', () => {
    const talk = new Talk();
    talk.out(ALICE, SYN);
    expect(talk.out(BOB, SYN, '10.0.0.9:443')).toBe('198.51.100.7:40000');
    expect(talk.in(40_000, SYN | ACK, '10.0.0.9:443')).toBe(BOB);
  });

  it('lets nothing in that nobody inside has asked for, and nothing out that begins with FIN, RST or SYN-ACK', () => {
    const talk = new Talk();
    for (const flags of [SYN, ACK, RST]) expect(talk.in(40_000, flags)).toBe(null);
    for (const flags of [FIN | ACK, RST, SYN | ACK]) expect(talk.out(ALICE, flags)).toBe(null);
    expect(talk.out(ALICE, ACK)).toBe('198.51.100.7:40000');
  });

  it('keeps an open connection for days, and one that both have closed for 120 s', () => {
    const talk = new Talk();
    talk.out(ALICE, SYN);
    talk.out(ALICE, FIN | ACK);
    talk.now = 10_000_000;
    expect(talk.in(40_000, ACK)).toBe(ALICE);
    talk.in(40_000, FIN | ACK);
    talk.now += NAT_KEEPS - 1;
    expect(talk.in(40_000, ACK)).toBe(ALICE);
    talk.now += NAT_KEEPS - 1;
    expect(talk.in(40_000, ACK)).toBe(ALICE);
    talk.now += NAT_KEEPS;
    expect(talk.in(40_000, ACK)).toBe(null);
  });

  it('may forget an open connection that is silent for too long, and gives its port away; what passes keeps it', () => {
    const talk = new Talk({ idle: 60_000 });
    talk.out(ALICE, SYN);
    talk.now = 59_000;
    expect(talk.in(40_000, ACK)).toBe(ALICE);
    talk.now = 118_999;
    expect(talk.out(ALICE, ACK)).toBe('198.51.100.7:40000');
    talk.now = 178_999;
    expect(talk.in(40_000, ACK)).toBe(null);
    expect(talk.out(BOB, SYN)).toBe('198.51.100.7:40000');
    expect(talk.out(ALICE, ACK)).toBe('198.51.100.7:1024');
  });

  it('keeps one that a RST has ended for 10 s, or for as long as any closed one if that is less', () => {
    for (const [keeps, kept] of [[NAT_KEEPS, 10_000], [3000, 3000]] as const) {
      const talk = new Talk({ keeps });
      talk.out(ALICE, SYN);
      talk.in(40_000, RST);
      talk.now += kept - 1;
      expect(new Talk({ keeps }).in(40_000, ACK)).toBe(null);
      expect(talk.out(BOB, SYN)).toBe('198.51.100.7:1024');
      talk.now += 1;
      expect(talk.in(40_000, ACK)).toBe(null);
    }
  });

  it('gives a port that it has forgotten to whoever asks next', () => {
    const talk = new Talk({ keeps: 30_000 });
    expect(talk.closed(ALICE)).toBe(40_000);
    talk.now = 29_999;
    expect(talk.out('192.168.1.30:40000', SYN)).toBe('198.51.100.7:1024');
    talk.now = 30_000;
    expect(talk.out(BOB, SYN)).toBe('198.51.100.7:40000');
    expect(talk.in(40_000, ACK)).toBe(BOB);
  });

  it('lets the same host open a closed connection again, which then lasts', () => {
    const talk = new Talk();
    talk.closed(ALICE);
    talk.now = 50_000;
    expect(talk.out(ALICE, SYN)).toBe('198.51.100.7:40000');
    talk.now = 10_000_000;
    expect(talk.in(40_000, ACK)).toBe(ALICE);
  });

  it('takes a closed connection\'s port for a SYN with a number above all its own when there is no other port, and else drops it', () => {
    const talk = new Talk({ ports: [40_000, 40_001] });
    talk.closed('192.168.1.10:40001');
    talk.now = 1000;
    talk.closed(ALICE);
    expect(talk.out(BOB, SYN, SERVER, 5001)).toBe(null);
    expect(talk.out(BOB, SYN, SERVER, 5002)).toBe('198.51.100.7:40001');
    expect(talk.in(40_001, ACK)).toBe(BOB);
    expect(talk.out('192.168.1.20:40007', SYN, SERVER, 90_000)).toBe('198.51.100.7:40000');
    expect(talk.in(40_000, SYN | ACK)).toBe('192.168.1.20:40007');
    expect(talk.out('192.168.1.10:40002', SYN, SERVER, 90_000)).toBe(null);
  });
});
