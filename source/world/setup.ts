import type { ProfileId } from '../kernel/profile.ts';
import type { NatRules } from '../network/nat.ts';
import type { Ip } from '../tcp/address.ts';
import type { TcpOptions } from '../tcp/options.ts';
import type { Segment } from '../tcp/segment.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Ms } from '../time.ts';
import type { Slot } from './decision.ts';
import type { Call } from './move.ts';
import type { Side } from './view.ts';

/** Everything a world starts from. Plain data: a level draws its numbers from the seed and fills one of these in. */
export interface WorldSetup {
  readonly hosts: readonly HostSetup[];
  /** Routers, each with some of the hosts behind one address. */
  readonly nats: readonly NatRules[];
  readonly link: LinkSetup;
  /** Connections that exist at time 0. */
  readonly connections: readonly ConnectionSetup[];
  readonly script: readonly ScriptedAct[];
  readonly traffic: readonly TrafficSetup[];
  /** What an attacker does by himself, and what he does instead when it does not work; null: nobody plans anything. */
  readonly plan: PlanSetup | null;
  /** Virtual time at which an undecided level is lost. */
  readonly horizon: Ms;
}

export interface HostSetup {
  readonly name: string;
  readonly side: Side;
  readonly ip: Ip;
  /** The Linux that it runs; null: that of the level. */
  readonly kernel: ProfileId | null;
  readonly sysctls: Readonly<Record<string, string>>;
  /** The acts of this host's kernel that are the player's: empty for an automatic host. */
  readonly decides: readonly Slot[];
  /** Before the first and from the second of these times on the host's kernel acts for itself. */
  readonly decidesFrom: Ms;
  readonly decidesUntil: Ms;
  /** He is asked, too, when a retransmission timer of this host goes off. */
  readonly timeouts: boolean;
  /** He is asked about calls of its programs only; what arrives is Linux's. */
  readonly callsOnly: boolean;
  /** The player acts on this host and sees what it sees. True wherever he decides; an attacker's or operator's host decides nothing. */
  readonly you: boolean;
  readonly listeners: readonly ListenerSetup[];
  /** How long it has been up at time 0, which is what its timestamps count, ms; null: as the seed has it. */
  readonly uptime: Ms | null;
  /** Largest packet that its link carries, bytes; its segments are 40 smaller. */
  readonly mtu: number;
  /** The largest segment that its SYNs ask for, bytes (advmss of its route); null: what the link carries. */
  readonly advmss: number | null;
  /** Tells the kernel a peer is "proven" (F3.8). */
  readonly provenPeers: readonly Ip[];
  /** A switched-off host: packets for it vanish. */
  readonly absent: boolean;
}

export interface ListenerSetup {
  readonly port: number;
  readonly backlog: number;
  readonly reuseAddr: boolean;
  readonly accept: AcceptPolicy;
}

/**
 * What the server program does with finished connections. `every` ms between accept() calls (null: never accepts);
 * after accepting it may answer and close.
 */
export interface AcceptPolicy {
  readonly every: Ms | null;
  readonly startsAt: Ms;
  /** Times at which it does something else and takes nothing, each from and until. */
  readonly busy?: readonly (readonly [Ms, Ms])[];
  /** ms after end-of-file at which the program closes its end; null: never. */
  readonly closesAfterEof: Ms | null;
  /** Bytes it writes when a request was read, then closes; null: writes nothing. */
  readonly reply: { readonly bytes: number; readonly close: boolean } | null;
}

export interface LinkSetup {
  /** One-way delay in ms between any two hosts. */
  readonly delay: Ms;
  /** Delay by destination or pair, e.g. {"client>server": 30}. */
  readonly delays: Readonly<Record<string, Ms>>;
  readonly impairments: readonly Impairment[];
  /** Chance of loss, duplication and reordering per segment, 0..1, and the extra delay of a reordered one. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: { readonly chance: number; readonly by: Ms };
}

/** What happens to the n-th segment (1-based) from one host to another. */
export interface Impairment {
  readonly from: string;
  readonly to: string;
  readonly nth: number;
  readonly act: 'lose' | 'duplicate' | 'delay';
  /** Extra ms for delay, or of the duplicate. */
  readonly by: Ms;
}

/** A connection both ends of which exist already; either end may be missing (a host that rebooted, a stranger). */
export interface ConnectionSetup {
  readonly a: EndSetup;
  readonly b: EndSetup;
}

export interface EndSetup {
  readonly host: string;
  readonly port: number;
  /** CLOSED: this end has no socket. TIME-WAIT: an entry that has `age` ms behind it. */
  readonly state: TcpState;
  /** Next number this end will send (its SND.NXT). Beyond the other end's RCV.NXT, what lies between was sent and never came. */
  readonly sndNxt: number;
  /** What this end expects next. */
  readonly rcvNxt: number;
  /** What lies behind it: of TIME-WAIT, and of the silence on a connection that goes through a router. */
  readonly age: Ms;
  /** The program has closed the descriptor (an orphan) rather than only shut it down. */
  readonly orphan: boolean;
  readonly reuseAddr: boolean;
  /** Timestamps in use, and the last TSval seen from the other end: that number, or what its clock showed so many ms ago. */
  readonly ts: { readonly recent: number } | { readonly ago: Ms } | null;
  /** What this end's program does later: closes so many ms after end-of-file (null: never). */
  readonly closesAfterEof: Ms | null;
  /** Bytes received but not read. */
  readonly unread: number;
}

/** What an attacker can tell of one of his own probes: answered; answered without the window scaling that it offered; refused by a RST; or nothing came. */
export const PROBE_RESULTS = ['answered', 'cookies', 'refused', 'silent'] as const;
export type ProbeResult = (typeof PROBE_RESULTS)[number];

/** A plan goes forward only: from the first stage, by the first way on that is open, to a later one. */
export interface PlanSetup {
  /** The traffic whose tries are the attacker's probes. */
  readonly probe: string;
  readonly stages: readonly StageSetup[];
}

/** Traffic and scripted acts of a stage happen only in it; their times count from its beginning. */
export interface StageSetup {
  readonly name: string;
  readonly next: readonly WayOn[];
}

/** The last `times` probes that were begun in this stage all gave one of these; or so many ms of it are over. */
export type WayOn = { readonly go: string } & ({ readonly saw: readonly ProbeResult[]; readonly times: number } | { readonly after: Ms });

/** Something that happens at a set time, whatever the player does; with `stage`, so long after that stage of the attacker's plan has begun. */
export type ScriptedAct = { readonly stage?: string } & (
  | ({ readonly at: Ms; readonly host: string; readonly act: 'call' } & Call)
  /** A program on `host` connects to a listener; when `then` is given it writes, reads, closes. */
  | {
      readonly at: Ms;
      readonly host: string;
      readonly act: 'connect';
      readonly port: number;
      readonly to: { readonly ip: Ip; readonly port: number };
      readonly isn: number | null;
      readonly then: { readonly writes: number; readonly closes: boolean; readonly after: Ms; readonly closesAfterEof?: Ms | null } | null;
    }
  /** A segment appears at `host`'s interface as if sent by it: a stray, an old duplicate, a probe. Bypasses its kernel. */
  | { readonly at: Ms; readonly host: string; readonly act: 'inject'; readonly segment: Segment }
  /** The program on that end of a connection writes or closes. */
  | { readonly at: Ms; readonly host: string; readonly act: 'write' | 'close' | 'shutdown'; readonly port: number; readonly bytes: number });

export type TrafficSetup =
  | {
      readonly kind: 'flood';
      readonly name: string;
      /** The stage of the attacker's plan in which it happens; null: always. */
      readonly stage: string | null;
      readonly startsAt: Ms;
      readonly endsAt: Ms;
      /** SYNs a second. */
      readonly rate: number;
      readonly to: { readonly ip: Ip; readonly port: number };
      /** Spoofed sources are drawn from this prefix; nobody there answers. */
      readonly from: { readonly ip: Ip; readonly prefix: number };
      readonly options: TcpOptions;
    }
  | {
      readonly kind: 'clients';
      readonly name: string;
      readonly stage: string | null;
      /** Not real clients but an attacker with addresses of his own: whether they are served counts for nobody. */
      readonly hostile: boolean;
      /** They come in pulses: from the beginning, and every so many ms again, for so long; null: all the time. */
      readonly pulse: { readonly every: Ms; readonly lasts: Ms } | null;
      /** Host on which the clients' sockets live. */
      readonly host: string;
      readonly startsAt: Ms;
      readonly endsAt: Ms;
      /** New connections a second. */
      readonly rate: number;
      readonly to: { readonly ip: Ip; readonly port: number };
      /** Bytes each asks with. */
      readonly request: number;
      /** A connection that has no answer within so many ms counts as failed, and gives up. */
      readonly patience: Ms;
      /** No more than so many of them; Infinity: as long as the traffic lasts. */
      readonly count: number;
      /** Each is a visitor with an address of its own. False: a program on that host calls, from its one address, and connect() chooses the port. */
      readonly pool: boolean;
      /** Where each of them turns at once when a call fails with an errno; null: nowhere. */
      readonly elsewhere: { readonly ip: Ip; readonly port: number } | null;
    };
