import type { Socket } from 'node:net';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { Leaving, Seat, SeatHost } from '../seat/seat.ts';
import { MOST_WAITING } from '../seat/terminal-streams.ts';
import { paceKeys } from './key-pace.ts';
import type { Place } from './session.ts';

/** Who sits down at which terminal. */
export interface Guest extends Place {
  readonly handle: string;
  readonly seed: string;
  readonly socket: Socket;
  readonly hangUp: () => void;
}

export interface Desk {
  readonly sitDown: (guest: Guest) => void;
  readonly close: (text: string) => Promise<void>;
}

/** Whatever was drawn: the frame ends, pasting and colours are as usual, the cursor is seen, and the ordinary screen is back. */
const RESTORE = '\u001b[?2026l\u001b[?2004l\u001b[0m\u001b[?25h\u001b[?1049l';
/** Below what was there: the game's screen, of which nothing stays. */
const BELOW = '\r\n';

interface Taken {
  readonly leave: (text: string) => void;
  /** Resolves when the game has ended, and everything that was played is kept. */
  readonly gone: Promise<void>;
}

/** Leads from a connection to a seat: one for each player, and whoever sits down later takes it over. */
export function openDesk(seats: SeatHost, lang: Lang, onSeat: (handle: string, isThere: boolean) => void = () => {}): Desk {
  const taken = new Map<string, Taken>();
  const standUp = async (handle: string, now: Taken): Promise<void> => {
    await now.gone;
    if (taken.get(handle) !== now) return;
    taken.delete(handle);
    onSeat(handle, false);
  };
  return {
    sitDown(guest) {
      const { handle } = guest;
      const before = taken.get(handle);
      before?.leave(message(lang, 'server.taken'));
      const now = seatGuest(guest, seats, lang, before?.gone ?? Promise.resolve());
      taken.set(handle, now);
      onSeat(handle, true);
      void standUp(handle, now);
    },
    async close(text) {
      const all = [...taken.values()];
      for (const { leave } of all) leave(text);
      await Promise.all(all.map(({ gone }) => gone));
    },
  };
}

/** A game on a channel, when the one before it has ended. */
function seatGuest({ channel, socket, size, onResize, handle, seed, hangUp }: Guest, seats: SeatHost, lang: Lang, before: Promise<void>): Taken {
  let isOpen = true;
  let seat: Seat | null = null;
  const unsent = new Set<() => void>();
  const sendTo = (text: string, done: () => void): void => {
    if (!isOpen) return done();
    // ssh2 does not ask whether the socket takes more: whoever promises to read and does not is cut off.
    if (socket.writableLength > MOST_WAITING) {
      socket.destroy();
      return done();
    }
    unsent.add(done);
    channel.write(text, () => {
      if (unsent.delete(done)) done();
    });
  };
  /** Nothing more is written: what waits has been given up. */
  const shut = (): void => {
    isOpen = false;
    keys.end();
    for (const done of unsent) done();
    unsent.clear();
  };
  const say = (text: string, code: number): void => {
    if (!isOpen) return;
    channel.write(`${RESTORE}${text}${BELOW}`);
    channel.exit(code);
    channel.end();
    shut();
    // Who does not hang up is hung up on.
    const limit = setTimeout(() => socket.destroy(), 5000).unref();
    socket.once('close', () => clearTimeout(limit));
    hangUp();
  };
  const begin = (): Promise<void> =>
    new Promise((resolve) => {
      seat = seats.sitDown(
        { handle, seed, size, lang },
        {
          output: sendTo,
          anew: () => sendTo(RESTORE, () => {}),
          empty(why) {
            resolve();
            if (why === 'slow') socket.destroy();
            else say(message(lang, FAREWELLS[why]), why === 'left' ? 0 : 1);
            shut();
          },
        },
      );
      onResize((next) => seat?.resize(next));
    });
  const inTurn = async (): Promise<void> => {
    await before;
    if (isOpen) await begin();
  };
  const gone = inTurn();
  const keys = paceKeys((bytes, done) => (seat === null ? done() : seat.input(bytes, done)), () => performance.now(), { stop: () => channel.pause(), start: () => channel.resume() });
  channel.on('data', keys.keys);
  channel.on('error', () => {});
  channel.once('close', () => {
    shut();
    seat?.leave();
  });
  return {
    gone,
    leave(text) {
      say(text, 1);
      seat?.leave();
    },
  };
}

const FAREWELLS = { left: 'app.farewell', taken: 'server.taken', 'not-kept': 'server.not-kept', failed: 'server.failed' } as const satisfies Readonly<Record<Exclude<Leaving, 'slow'>, string>>;
