import type { Ip } from '../../tcp/address.ts';
import type { Ms } from '../../time.ts';
import type { CallOutcome, Fd, SystemCall } from './system-call.ts';
import type { WireSegment } from './wire-segment.ts';
import type { SocketLine } from '../../kernel/socket-lines.ts';

/**
 * A kernel that a script is run against: the twin in virtual time (twin/twin-target.ts), or a live Linux in real time.
 *
 * The runner (run-script.ts) uses it so, one method at a time, each awaited before the next:
 * 1. lacks() for everything that the script needs. Any answer but null, and the script is skipped with that word.
 * 2. open() once; then sysctl() for the commands before the first event. start() sets the clock to 0.
 * 3. For each event: sleepUntil() its time and inject(), begin() a call or ask (states, counters, info); for an expected
 *    segment nextOutbound(). A call that is written as blocking is left running while the events after it happen, and looked
 *    after with settle().
 * 4. close() once, whatever happened.
 * Times are ms since start() on the target's own clock: virtual for the twin, real for a live kernel. A target may be late, never early.
 */
export interface Target {
  /** What reports call it: `6.18` for the twin's profile, `Linux 6.18.44` for a live one. */
  readonly kernel: string;
  /** The feature that this target does not have for that need, in a word or two (`TCP_INFO tcpi_snd_cwnd`), or null. */
  lacks(need: Need): string | null;
  /** A fresh machine: an interface with the local address and MTU, a route to the peer, nothing else. */
  open(setup: Setup): Promise<void>;
  /** Writes one setting, named with dots (`net.ipv4.tcp_timestamps`). False: the kernel refused the value. */
  sysctl(name: string, value: string): Promise<boolean>;
  /** From now on a SYN to that address asks for segments of at most so many bytes. False: there is no such route. */
  advertise(to: Ip, mss: number): Promise<boolean>;
  start(): Promise<void>;
  /** ms since start(). */
  now(): Ms;
  /** Lets time pass. Segments that the kernel sends meanwhile are kept for nextOutbound(). Returns at once when it is past already. */
  sleepUntil(at: Ms): Promise<void>;
  /** Puts a segment on the wire towards the kernel, checksums right. */
  inject(segment: WireSegment): Promise<void>;
  /**
   * The oldest segment not yet asked for that the kernel sent, to whatever address, with the time at which it left; waits
   * for one until `until`. Null: none came. Time does not go on beyond the segment that is returned.
   */
  nextOutbound(until: Ms): Promise<Outbound | null>;
  /** Enters a system call, as its own thread would; it may be blocking. At most one runs at a time. */
  begin(call: SystemCall): Promise<Running>;
  /** Lets time pass until the call has returned, but not beyond `until`. */
  settle(running: Running, until: Ms): Promise<CallOutcome | null>;
  /** TCP_INFO of a descriptor by the names of struct tcp_info with `tcpi_` in front, and SO_MEMINFO by the names of its indices; null when getsockopt() fails. */
  info(fd: Fd): Promise<Readonly<Record<string, number>> | null>;
  /** Every TCP socket, half-open request and TIME-WAIT entry, as `ss -Htan` lists them. */
  sockets(): Promise<readonly SocketLine[]>;
  /** Counters as nstat names them (`TcpExtListenDrops`, `TcpActiveOpens`), counted since open(). */
  counters(): Promise<Readonly<Record<string, number>>>;
  /** Ends everything: descriptors, running calls, the machine. */
  close(): Promise<void>;
}

export interface Setup {
  readonly localIp: Ip;
  readonly remoteIp: Ip;
  readonly mtu: number;
  /** What comes in one segment longer than this came in several of that size; null: as it is. */
  readonly pieces: number | null;
}

export interface Outbound {
  readonly at: Ms;
  readonly segment: WireSegment;
}

/** A call that was entered. */
export interface Running {
  /** What it came back with, as soon as it has. */
  readonly outcome: CallOutcome | null;
}

/** Something that a script needs of a target. `info`: a name that info() has. */
export type Need =
  | { readonly kind: 'call'; readonly call: SystemCall }
  | { readonly kind: 'sysctl'; readonly name: string; readonly value: string }
  | { readonly kind: 'advmss' }
  | { readonly kind: 'info'; readonly field: string }
  | { readonly kind: 'counter'; readonly name: string };

