import type { Ip } from '../../tcp/address.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import type { Call } from '../../world/move.ts';

/**
 * What happens to one Linux host, moment by moment: settings, a program's calls, segments that arrive. Plain data, and the
 * same for the simulated kernel and for the real one, whose initial sequence numbers and clocks differ: see Numbers.
 */
export interface Dialogue {
  readonly ip: Ip;
  /** Bare names, e.g. tcp_syncookies; what is not named has the default of Linux 6.18. */
  readonly sysctls: Readonly<Record<string, number>>;
  /** In order of time. */
  readonly steps: readonly Step[];
  /** When it ends, ms. */
  readonly until: Ms;
}

export type Step =
  /**
   * A segment arrives. The other side's numbers are as they are; those that repeat the host's own (ack, SACK edges) count
   * from its initial sequence number, and TSecr from the last TSval it sent. Before the host has sent any, they are absolute.
   */
  | { readonly at: Ms; readonly do: 'segment'; readonly segment: Segment }
  /** `gives`: the number by which the dialogue calls the descriptor that socket() or accept() returns. */
  | { readonly at: Ms; readonly do: 'call'; readonly call: Call; readonly gives?: number }
  | { readonly at: Ms; readonly do: 'sysctl'; readonly name: string; readonly value: number };

/** What came of a dialogue, in numbers that do not depend on the kernel's random ones. */
export interface Transcript {
  /** When each step was really made, ms; a real machine may be late. */
  readonly made: readonly Ms[];
  readonly sent: readonly Sent[];
  /** For each step that is a call: `0`, `EAGAIN`, `blocks`, `fd`; null for others. */
  readonly results: readonly (string | null)[];
  /** After each step, what `ss` would show: one line an entry, in order. */
  readonly states: readonly (readonly string[])[];
  /** What counted, by nstat names, over the whole dialogue; zeros left out. */
  readonly counters: Readonly<Record<string, number>>;
}

export interface Sent {
  readonly at: Ms;
  /** How many steps had been made before. */
  readonly after: number;
  /** `40000 S. 0:0(0) ack 1001 win 65160 <mss 1460,sackOK,…>`: the other side's port and the segment. */
  readonly text: string;
}
