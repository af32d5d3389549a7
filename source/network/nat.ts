import type { Endpoint, Ip } from '../tcp/address.ts';
import { ACK, FIN, has, RST, SYN } from '../tcp/flags.ts';
import { sequenceLength, type Segment } from '../tcp/segment.ts';
import { add, after } from '../tcp/sequence.ts';
import type { Ms } from '../time.ts';

/*
 * A router with one public address and several hosts behind it, each with a private address, a clock and sequence numbers of
 * its own. It changes addresses and ports and nothing else: numbers, timestamps and flags go through as they are, and it has
 * no TCP of its own. What Linux's conntrack does beyond that is left out: it knows no windows, calls no segment invalid
 * because of its numbers, and answers nothing that comes for itself.
 */
export interface NatRules {
  /** The public address. */
  readonly ip: Ip;
  /** Names of the hosts behind it. */
  readonly inside: readonly string[];
  /** Its own ports that it gives out, first and last. */
  readonly ports: readonly [number, number];
  /** For how long it keeps the translation of a connection that both ends have closed; Linux: nf_conntrack_tcp_timeout_time_wait, 120 s. */
  readonly keeps: Ms;
  /** And that of an open one through which nothing passes; Linux: nf_conntrack_tcp_timeout_established, 5 days. RFC 5382 5 asks for 2 h 4 min, and 4 min for all others. */
  readonly idle: Ms;
}

/** Linux gives out these where no range is set: nf_nat_core.c:nf_nat_l4proto_unique_tuple. */
export const NAT_PORTS: readonly [number, number] = [1024, 65_535];
export const NAT_KEEPS: Ms = 120_000;
export const NAT_IDLE: Ms = 432_000_000;
/** After a RST a translation is kept for at most so long: nf_conntrack_tcp_timeout_close. */
const KEEPS_AFTER_RESET: Ms = 10_000;

/** One connection through the router. */
export interface Translation {
  readonly inside: Endpoint;
  readonly outsidePort: number;
  readonly remote: Endpoint;
  /** Which side has sent its FIN. */
  readonly finOut: boolean;
  readonly finIn: boolean;
  /** One past the last sequence number that the host inside has sent. */
  readonly sentTo: number;
  /** Both sides have sent a FIN, or one a RST. */
  readonly closed: boolean;
  /** When it is forgotten, if nothing more passes. */
  readonly until: Ms;
}

/** A router as it stands: its translations, oldest first. Never changed in place. */
export interface Nat {
  readonly rules: NatRules;
  readonly translations: readonly Translation[];
}

/** What a router made of a segment: how it goes on, and the router afterwards. Null: it goes no further. */
export interface Translated {
  readonly nat: Nat;
  readonly segment: Segment | null;
}

/**
 * A segment from a host inside to the world outside. The source port stays where it is free towards that destination; else
 * it becomes the first that is (Linux: the first from a random one on). Where none is, a closed connection gives up its port,
 * the oldest first, to a SYN whose number is above all that it sent. A SYN or an ACK begins a translation; a FIN, RST or SYN-ACK of none goes nowhere.
 * Source: nf_nat_core.c:get_unique_tuple, nf_nat_used_tuple_harder; nf_conntrack_proto_tcp.c; port kept, changed and taken
 * over as measured on 6.18.44 with nftables' masquerade.
 */
export function outward(router: Nat, segment: Segment, now: Ms): Translated {
  const nat = forget(router, now);
  const { srcIp, srcPort, dstIp, dstPort, flags } = segment;
  const known = nat.translations.find(({ inside, remote }) => isAt(inside, srcIp, srcPort) && isAt(remote, dstIp, dstPort));
  if (!known && (has(flags, FIN) || has(flags, RST) || has(flags, SYN) === has(flags, ACK))) return { nat, segment: null };
  const port = known ? known.outsidePort : freePort(nat, segment);
  if (port === null) return { nat, segment: null };
  const end = add(segment.seq, sequenceLength(segment));
  // A SYN after all is over is a new connection of the same ends.
  const goesOn = known && !(has(flags, SYN) && known.closed);
  const before = goesOn ? known : { inside: { ip: srcIp, port: srcPort }, outsidePort: port, remote: { ip: dstIp, port: dstPort }, finOut: false, finIn: false, sentTo: end, closed: false, until: now };
  const then = heard({ ...before, finOut: before.finOut || has(flags, FIN), sentTo: after(end, before.sentTo) ? end : before.sentTo }, nat.rules, flags, now);
  return { nat: replaced(nat, then), segment: { ...segment, srcIp: nat.rules.ip, srcPort: port } };
}

/** A segment for the public address: to the host whose connection it belongs to, or nowhere. */
export function inward(router: Nat, segment: Segment, now: Ms): Translated {
  const nat = forget(router, now);
  const { srcIp, srcPort, dstPort, flags } = segment;
  const known = nat.translations.find(({ outsidePort, remote }) => outsidePort === dstPort && isAt(remote, srcIp, srcPort));
  if (!known) return { nat, segment: null };
  const then = heard({ ...known, finIn: known.finIn || has(flags, FIN) }, nat.rules, flags, now);
  return { nat: replaced(nat, then), segment: { ...segment, dstIp: known.inside.ip, dstPort: known.inside.port } };
}

/** The translation as this segment leaves it. */
function heard(then: Translation, { keeps, idle }: NatRules, flags: number, now: Ms): Translation {
  if (has(flags, RST)) return { ...then, closed: true, until: now + Math.min(keeps, KEEPS_AFTER_RESET) };
  const closed = then.closed || (then.finOut && then.finIn);
  return { ...then, closed, until: now + (closed ? keeps : idle) };
}

function isAt({ ip, port }: Endpoint, otherIp: Ip, otherPort: number): boolean {
  return ip === otherIp && port === otherPort;
}

function forget(nat: Nat, now: Ms): Nat {
  return nat.translations.some(({ until }) => until <= now) ? { ...nat, translations: nat.translations.filter(({ until }) => until > now) } : nat;
}

/** The same connection stays in its place, and a new one takes the place of whoever had its port. */
function replaced(nat: Nat, then: Translation): Nat {
  const isSame = ({ outsidePort, remote }: Translation): boolean => outsidePort === then.outsidePort && isAt(remote, then.remote.ip, then.remote.port);
  const at = nat.translations.findIndex(isSame);
  return { ...nat, translations: at < 0 ? [...nat.translations, then] : nat.translations.with(at, then) };
}

function freePort({ rules, translations }: Nat, { srcPort, dstIp, dstPort, flags, seq }: Segment): number | null {
  const [first, last] = rules.ports;
  const rivals = translations.filter(({ remote }) => isAt(remote, dstIp, dstPort));
  const taken = new Set(rivals.map(({ outsidePort }) => outsidePort));
  if (srcPort >= first && srcPort <= last && !taken.has(srcPort)) return srcPort;
  for (let port = first; port <= last; port++) if (!taken.has(port)) return port;
  const closed = rivals.filter(({ closed: isOver, sentTo }) => isOver && has(flags, SYN) && after(seq, sentTo)).toSorted((a, b) => a.until - b.until);
  return closed[0]?.outsidePort ?? null;
}
