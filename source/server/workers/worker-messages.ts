import type { Arrival, Leaving } from '../seat/seat.ts';
import type { WindowSize } from '../seat/terminal-streams.ts';

/** What the process that holds the connections says to one in which games are played. Seats are numbered. */
export type ToWorker =
  | { readonly do: 'sit-down'; readonly seat: number; readonly arrival: Arrival }
  | { readonly do: 'input'; readonly seat: number; readonly bytes: Uint8Array }
  | { readonly do: 'resize'; readonly seat: number; readonly size: WindowSize }
  /** The output that was sent last has left. */
  | { readonly do: 'sent'; readonly seat: number }
  | { readonly do: 'leave'; readonly seat: number }
  | { readonly do: 'ping' };

export type FromWorker =
  | { readonly did: 'output'; readonly seat: number; readonly text: string }
  /** The input that was sent last has been taken. */
  | { readonly did: 'taken'; readonly seat: number }
  | { readonly did: 'empty'; readonly seat: number; readonly why: Leaving }
  | { readonly did: 'pong' };
