import type { Lang } from '../../language.ts';
import type { WindowSize } from './terminal-streams.ts';

/** A player who has logged in sits down at a terminal. */
export interface Arrival {
  readonly handle: string;
  /** seedOf(): the code itself stays with the server. */
  readonly seed: string;
  readonly size: WindowSize;
  readonly lang: Lang;
}

/**
 * Why a seat is empty: the player has left, somebody has sat down elsewhere as the same player, reads too slowly, what was played could
 * not be kept, or the game has failed.
 */
export type Leaving = 'left' | 'taken' | 'slow' | 'not-kept' | 'failed';

/** What a seat tells whoever holds the connection. */
export interface SeatEvents {
  /** `done` must be called when the text has left. */
  readonly output: (text: string, done: () => void) => void;
  /** Called once, and nothing after it. The terminal is as it was before, unless the player reads too slowly for it. */
  readonly empty: (why: Leaving) => void;
  /** The game begins again on the same terminal, which shows what is left of it. */
  readonly anew: () => void;
}

/** A game that is played at a terminal somewhere else. */
export interface Seat {
  /** `done` is called when the game has taken it. */
  readonly input: (bytes: Uint8Array, done: () => void) => void;
  readonly resize: (size: WindowSize) => void;
  /** The player is gone, or must go. */
  readonly leave: () => void;
}

/** Where games are played: here, or in other processes. */
export interface SeatHost {
  readonly sitDown: (arrival: Arrival, events: SeatEvents) => Seat;
  readonly close: () => Promise<void>;
}
