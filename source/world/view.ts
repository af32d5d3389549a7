import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';

/** What this player may see of the world: plain values, ready to be drawn by any renderer. Times in ms of virtual time. */
export interface WorldView {
  readonly now: Ms;
  readonly horizon: Ms;
  readonly lifelines: readonly Lifeline[];
  readonly ladder: readonly LadderEntry[];
  readonly sockets: readonly SocketView[];
  readonly queues: readonly QueueView[];
  readonly timers: readonly TimerView[];
  readonly counters: readonly CounterView[];
  readonly sysctls: readonly SysctlView[];
  /** Present in live levels: rates for the sparklines. */
  readonly series: readonly SeriesView[];
  /** What an attacker or an operator was told beforehand: name and value, '????' when unknown. */
  readonly known: readonly { readonly name: string; readonly value: string }[];
  /** What routers keep, where the wire is seen move by move: who is behind which port of the public address, and towards whom. */
  readonly translations?: readonly TranslationView[];
}

export interface TranslationView {
  readonly host: string;
  readonly inside: string;
  readonly outside: string;
  readonly remote: string;
}

export type Side = 'client' | 'server' | 'attacker';

/** A vertical line of the ladder: one host. */
export interface Lifeline {
  readonly host: string;
  readonly side: Side;
  /** The address and port that label it, e.g. 10.0.0.5:40112. */
  readonly address: string;
  readonly you: boolean;
  /** The public address of the router that it is behind, if any. */
  readonly behind?: string;
  /** The TCP state of the connection in question now, or null when hidden or none. */
  readonly state: string | null;
}

/** no-host: nobody has the address. stopped: a router has no translation for it. */
export type Fate = 'in-flight' | 'arrived' | 'lost' | 'dropped' | 'no-host' | 'stopped';

export type LadderEntry =
  | {
      readonly kind: 'segment';
      /** Running number, as in #4. */
      readonly n: number;
      readonly sentAt: Ms;
      /** When it arrives, or was lost on the way. */
      readonly endsAt: Ms;
      readonly from: number;
      /** Lifeline it goes to; null when the address is nobody's. */
      readonly to: number | null;
      readonly segment: Segment;
      readonly fate: Fate;
      /** Where a lost one ended, 0 (at the sender) .. 1 (at the receiver). */
      readonly progressAtEnd: number;
      /** Linux's name for the drop, or null. */
      readonly dropReason: string | null;
      /** A RST that ended what it met; `dropReason` is then only under what Linux counts it. */
      readonly obeyed?: boolean;
      /** Sent by the simulated kernel rather than by the player. */
      readonly auto: boolean;
      readonly retransmission: boolean;
      /** The source address is not the sender's. */
      readonly forged: boolean;
      /** The number of the move that sent it (1-based), or null. */
      readonly move: number | null;
    }
  | { readonly kind: 'state'; readonly at: Ms; readonly lifeline: number; readonly from: string; readonly to: string }
  | {
      readonly kind: 'call';
      readonly at: Ms;
      readonly lifeline: number;
      /** As in strace: `connect(3, 10.0.0.9:80)`. */
      readonly call: string;
      /** `= 0`, `= -1 ECONNREFUSED`, or null while it blocks. */
      readonly result: string | null;
    };

/** A segment on the ladder. */
export type SegmentEntry = Extract<LadderEntry, { readonly kind: 'segment' }>;

/** A socket, a half-open request or a TIME-WAIT entry as the panel shows it. */
export interface SocketView {
  readonly host: string;
  readonly id: number | null;
  readonly kind: 'socket' | 'request' | 'time-wait';
  readonly state: string;
  readonly local: string;
  readonly remote: string | null;
  /** Name and value in display order; '????' where the level asks for that very number. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly hidden: boolean }[];
}

export interface QueueView {
  readonly host: string;
  readonly name: 'syn' | 'accept' | 'out-of-order' | 'receive';
  readonly label: string;
  readonly length: number;
  /** How many fit: limit + 1 in the accept queue (F4.3), what the host's kernel has for the SYN queue (F3.2, F3.3). Null when unbounded here. */
  readonly capacity: number | null;
  readonly entries: readonly string[];
}

export interface TimerView {
  readonly host: string;
  readonly name: string;
  readonly about: string;
  readonly at: Ms;
}

export interface CounterView {
  readonly host: string;
  readonly name: string;
  readonly value: number;
  /** Change since the player's last move, or in the last second in live levels. */
  readonly change: number;
}

export interface SysctlView {
  readonly host: string;
  readonly name: string;
  readonly value: string;
  readonly editable: boolean;
  /** The value is the one that Linux starts with: the level changed nothing here. */
  readonly standard: boolean;
}

export interface SeriesView {
  readonly name: string;
  readonly unit: string;
  /** One value a second of virtual time, oldest first. */
  readonly values: readonly number[];
}
