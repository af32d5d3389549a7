import type { SocketOptionName } from '../kernel/socket-options.ts';
import type { Segment } from '../tcp/segment.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Ms } from '../time.ts';
import type { Told } from './told.ts';

/** Where a segment's connection or data may be put by the player. */
export const QUEUE_NAMES = ['syn', 'accept', 'receive', 'out-of-order', 'none'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** The fields of a segment that a player gave; what is missing is filled with what the situation suggests. */
export type GivenSegment = Partial<Segment>;

/** A system call as the player gives it. `socket` is the number shown in the socket panel. */
export type Call =
  | { readonly call: 'socket' }
  | { readonly call: 'bind'; readonly socket: number; readonly ip: number; readonly port: number }
  | { readonly call: 'listen'; readonly socket: number; readonly backlog: number }
  | { readonly call: 'connect'; readonly socket: number; readonly ip: number; readonly port: number }
  | { readonly call: 'accept'; readonly socket: number }
  | { readonly call: 'read'; readonly socket: number; readonly bytes: number }
  | { readonly call: 'write'; readonly socket: number; readonly bytes: number; readonly data?: string }
  | { readonly call: 'shutdown'; readonly socket: number; readonly how: 'RD' | 'WR' | 'RDWR' }
  | { readonly call: 'close'; readonly socket: number }
  | { readonly call: 'setsockopt'; readonly socket: number; readonly option: SocketOption; readonly value: number };

/** The options that a move may set. Values as setsockopt(2) has them; SO_LINGER: its seconds, below 0 to turn it off. */
export const SOCKET_OPTIONS = ['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_LINGER', 'IP_TRANSPARENT', 'TCP_SYNCNT', 'TCP_USER_TIMEOUT', 'TCP_LINGER2', 'TCP_DEFER_ACCEPT'] as const satisfies readonly SocketOptionName[];
export type SocketOption = (typeof SOCKET_OPTIONS)[number];

/**
 * What a player can do: plain data, one shape for keys, the plain mode, run files, solutions and the solver.
 * `host` names the host that acts; it may be left out where the player has only one.
 */
export type Move =
  /** Sends a segment: as the answer to what is pending, or of one's own accord. */
  | { readonly do: 'send'; readonly segment: GivenSegment; readonly host?: string }
  /** The pending segment is processed, but nothing is sent in answer. */
  | { readonly do: 'silent'; readonly host?: string }
  /** The pending segment is thrown away as if it had never arrived. */
  | { readonly do: 'drop'; readonly host?: string }
  | { readonly do: 'queue'; readonly queue: QueueName; readonly host?: string }
  | { readonly do: 'state'; readonly state: TcpState; readonly host?: string }
  /** The retransmission timer is set to so many ms, or (null) stopped: the kernel gives up. */
  | { readonly do: 'timer'; readonly ms: Ms | null; readonly host?: string }
  /** The call that a program has made gives this back. */
  | { readonly do: 'returns'; readonly result: Told; readonly host?: string }
  | ({ readonly do: 'call'; readonly host?: string } & Call)
  | { readonly do: 'sysctl'; readonly name: string; readonly value: string; readonly host?: string }
  /** Lets virtual time pass: so many ms, or (null) until the next thing happens. What is pending stays unanswered. */
  | { readonly do: 'wait'; readonly ms: Ms | null }
  | { readonly do: 'predict'; readonly answer: string; readonly confidence: 1 | 2 | 3 | null }
  | { readonly do: 'skip' }
  | { readonly do: 'hint' };

/** The moves that act upon the world, or let its time pass; the others are the referee's alone. */
export type WorldMove = Exclude<Move, { readonly do: 'predict' | 'skip' | 'hint' }>;

/** A move and the virtual time at which it was made. Undo is not a move: it takes the last one off the list. */
export interface TimedMove {
  readonly at: Ms;
  readonly move: Move;
}
