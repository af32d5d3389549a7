import type { Ip } from '../../tcp/address.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { TcpState } from '../../tcp/state.ts';
import type { Ms } from '../../time.ts';
import type { Call } from '../../world/move.ts';

/**
 * What happens to one Linux host, moment by moment: settings, a program's calls, segments that arrive. Plain data, and the
 * same for the simulated kernel and for the real one, whose initial sequence numbers and clocks differ: see Numbers.
 */
export interface Dialogue {
  readonly ip: Ip;
  /** Bare names, e.g. tcp_syncookies; what is not named has the default of Linux 6.18. */
  /** Of the host's link, bytes; 1500 where it is left out. */
  readonly mtu?: number;
  readonly sysctls: Readonly<Record<string, number>>;
  /** What exists when the clock starts. */
  readonly begins?: readonly Beginning[];
  /** In order of time. */
  readonly steps: readonly Step[];
  /** When it ends, ms. */
  readonly until: Ms;
  /** So many segments are waited for beyond that, for so many ms at most: what a timer sends at the last moment may be late. */
  readonly expects?: { readonly count: number; readonly patience: Ms };
}

/** `gives`: the number by which the steps call its descriptor; null for what no program holds. */
export type Beginning =
  | { readonly kind: 'listener'; readonly gives: number; readonly port: number; readonly backlog: number; readonly reuseAddr: boolean }
  | BegunConnection;

export interface BegunConnection {
  readonly kind: 'connection';
  readonly gives: number | null;
  readonly state: TcpState;
  readonly localPort: number;
  readonly remoteIp: Ip;
  readonly remotePort: number;
  /** What the host expects next, in the other side's own numbers; counts a FIN that it has received. */
  readonly rcvNxt: number;
  readonly orphan: boolean;
  readonly reuseAddr: boolean;
  /** Last TSval seen from the other side; null: no timestamps in use. */
  readonly tsRecent: number | null;
  /** Bytes received and not read. */
  /** For how long it has been in TIME-WAIT, ms. Left out: since just now. */
  readonly age?: Ms;
  readonly unread: number;
}

export type Step = StepTime & Act;

interface StepTime {
  readonly at: Ms;
  /**
   * So many segments the host has sent before on this connection: the other side answers the last of them, which left at
   * `sentAt`. Timers of a real kernel are late, and then everything that follows is as late.
   */
  readonly awaits?: { readonly count: number; readonly connection: string; readonly sentAt: Ms };
}

type Act =
  /**
   * A segment arrives. The other side's numbers are as they are; those that repeat the host's own (ack, SACK edges) count
   * from its initial sequence number, and TSecr from the last TSval it sent, or with `echoes` from that of so many segments
   * before the last. Before the host has sent any, they are absolute.
   */
  | { readonly do: 'segment'; readonly segment: Segment; readonly echoes?: number }
  /** `gives`: the number by which the dialogue calls the descriptor that socket() or accept() returns. */
  | { readonly do: 'call'; readonly call: Call; readonly gives?: number }
  | { readonly do: 'sysctl'; readonly name: string; readonly value: number };

/** What came of a dialogue, in numbers that do not depend on the kernel's random ones. */
export interface Transcript {
  /** When each step was really made, ms; a real machine may be late. */
  readonly made: readonly Ms[];
  /** When nobody listened any more and the counters were read. */
  readonly ended: Ms;
  readonly sent: readonly Sent[];
  /** For each step that is a call: `0`, `EAGAIN`, `blocks`, `fd`; null for others. */
  readonly results: readonly (string | null)[];
  /** After each step, what `ss` would show: one line an entry, in order. */
  readonly states: readonly (readonly string[])[];
  /** The same at the dialogue's end: timers may have changed them since the last step. Recordings have none. */
  readonly endStates?: readonly string[];
  /** What counted, by nstat names, over the whole dialogue; zeros left out. */
  readonly counters: Readonly<Record<string, number>>;
}

/** Names the connection of something that a host sent: what goes out on several has an order by the timers' chance alone. */
export function connectionOf({ srcPort, dstIp, dstPort }: Pick<Segment, 'srcPort' | 'dstIp' | 'dstPort'>): string {
  return `${srcPort} ${dstIp} ${dstPort}`;
}

export interface Sent {
  readonly at: Ms;
  /** How many steps had been made before. */
  readonly after: number;
  /** See connectionOf(). Recordings have none. */
  readonly connection?: string;
  /** `40000 S. 0:0(0) ack 1001 win 65160 <mss 1460,sackOK,…>`: the other side's port and the segment. */
  readonly text: string;
}
