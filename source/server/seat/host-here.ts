import type { Lesson } from './lesson.ts';
import { playSeat } from './play-seat.ts';
import type { Arrival, Seat, SeatEvents, SeatHost } from './seat.ts';

/** Games are played in this process. */
export function hostHere(lesson: Lesson): SeatHost {
  const taken = new Map<Seat, Promise<void>>();
  return {
    sitDown(arrival, events) {
      const { seat, gone } = sitDownHere(lesson, arrival, events);
      taken.set(seat, gone);
      void gone.finally(() => taken.delete(seat));
      return seat;
    },
    async close() {
      for (const seat of taken.keys()) seat.leave();
      await Promise.all(taken.values());
    },
  };
}

/** What comes before the game has begun waits for it. */
function sitDownHere(lesson: Lesson, arrival: Arrival, events: SeatEvents): { readonly seat: Seat; readonly gone: Promise<void> } {
  let onGone = (): void => {};
  const gone = new Promise<void>((resolve) => void (onGone = resolve));
  const empty: SeatEvents['empty'] = (why) => {
    onGone();
    events.empty(why);
  };
  let now: Seat | null = null;
  const waiting: ((seat: Seat) => void)[] = [];
  const later = (act: (seat: Seat) => void): void => {
    if (now === null) waiting.push(act);
    else act(now);
  };
  const begin = async (): Promise<void> => {
    try {
      now = await playSeat(lesson, arrival, { ...events, empty });
    } catch {
      empty('not-kept');
      return;
    }
    for (const act of waiting) act(now);
  };
  void begin();
  return { gone, seat: { input: (bytes, done) => later((seat) => seat.input(bytes, done)), resize: (size) => later((seat) => seat.resize(size)), leave: () => later((seat) => seat.leave()) } };
}
