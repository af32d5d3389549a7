import type { Ms } from '../time.ts';
import type { Flags } from '../tcp/flags.ts';
import type { TcpState } from '../tcp/state.ts';
import type { SuchTries } from '../world/traffic-tally.ts';
import type { Fate } from '../world/view.ts';
import type { Predicate } from './goal.ts';

/**
 * What conditions ask a world: small questions with plain answers, so that a level needs to know nothing of how hosts
 * are kept. The world's side gives an adapter. Everything is true as of `now`.
 */
export interface WorldFacts {
  readonly now: Ms;
  /** Every socket, request and TIME-WAIT entry of a host, listeners too. */
  states(host: string): Iterable<SocketFact>;
  /** Entries in the host's queue of that name, over all its sockets. */
  queueLength(host: string, name: 'syn' | 'accept' | 'out-of-order'): number;
  /** A counter by its nstat name, or 0 when the host has none of that name. */
  counter(host: string, name: string): number;
  /** Blocking calls that have returned, oldest first. */
  returned(host: string): Iterable<ReturnFact>;
  /** What programs on the host have read, by connection. */
  received(host: string): Iterable<ReceivedFact>;
  /** Every segment sent so far, oldest first. A world with a flood may leave the flood's own segments out. */
  segments(): Iterable<SegmentFact>;
  /** How often a rule of the kernel fired on the host. */
  decisions(host: string, decision: string): number;
  /** The value as sysctl prints it, or null when there is none of that name. */
  sysctl(host: string, name: string): string | null;
  /** The stage of the attacker's plan; null where nobody has one. */
  stage(): string | null;
  /** Percent of real clients' connections that were served among those that ended in the last so many ms; null when none ended. */
  service(over: Ms): number | null;
  /** How many tries of real clients have ended so. */
  tries(such: SuchTries): number;
  /** What is put to the player now. */
  pending(): Iterable<PendingFact>;
  /** Connections that the host's programs have taken out of accept queues. */
  accepted(host: string): number;
  /** Since when a condition has held without a break, or null when it does not hold now; see held.ts. */
  heldSince(what: Predicate): Ms | null;
}

export interface SocketFact {
  readonly state: TcpState;
  readonly port: number;
  /** Null for a listener. */
  readonly peerPort: number | null;
  /** What both ends agreed on; of connections only. */
  readonly agreed?: { readonly mss: number; readonly sack: boolean; readonly scaling: boolean };
}

export interface ReturnFact {
  readonly call: string;
  readonly errno: string | null;
  /** What it returned; null where it failed. */
  readonly value: number | null;
  readonly peerPort: number | null;
}

export interface ReceivedFact {
  readonly bytes: number;
  readonly eof: boolean;
  readonly peerPort: number;
}

export interface SegmentFact {
  readonly n: number;
  /** The host that put it on the wire, whatever its source address says. */
  readonly from: string;
  /** The host it is addressed to, or null when the address is nobody's. */
  readonly to: string | null;
  readonly flags: Flags;
  readonly fate: Fate;
  readonly forged: boolean;
  readonly srcPort: number;
  readonly dstPort: number;
  /** Sequence and acknowledgment number, modulo 2^32. */
  readonly seq: number;
  readonly ack: number;
}

export interface PendingFact {
  readonly host: string;
  /** Flags of the segment that asks for a decision, or null when a call or timer does. */
  readonly flags: Flags | null;
  readonly call: string | null;
  readonly timer: boolean;
  /** Our port and the other end's on that connection; 0 where there is none yet. */
  readonly port: number;
  readonly peerPort: number;
}
