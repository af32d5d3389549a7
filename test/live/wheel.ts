import type { Sent } from '../../source/live/dialogue/dialogue.ts';
import type { Ms } from '../../source/time.ts';

/** One tick of the real kernel, HZ=250. */
const TICK: Ms = 4;
/** How late a busy machine may be beyond that: its softirqs wait, and whoever reads the clock sleeps. */
const BUSY: Ms = 10;

/** A timer that runs: started at `armed`, to run at `due` and not before. */
export interface Armed {
  readonly armed: Ms;
  readonly due: Ms;
}

/**
 * How late a timer of the real kernel may run, by its length: a tick for the phase of the clock and one for rounding up, and the
 * granularity of the wheel's level, with HZ=250. Source: kernel/time/timer.c, the table of levels and calc_index().
 */
export function wheelLateness(length: Ms): Ms {
  if (length < 252) return 2 * TICK;
  if (length < 2_016) return 36;
  if (length < 16_128) return 260;
  return length / 8;
}

/**
 * The earliest that a timer may run. None is early but those of no more than a tick: the twin waits that tick, while the kernel
 * asks for the tick that comes next (jiffies + 0), and that may come at once. Source: tcp_output.c:tcp_send_delayed_ack with ato 0.
 */
export function earliest({ armed, due }: Armed): Ms {
  return due - armed < TICK + 0.1 ? armed : due;
}

export function latest({ armed, due }: Armed): Ms {
  return due + wheelLateness(due - armed);
}

/** When a simulated timer runs, given what has been sent so far: any time between earliest() and latest(). */
export type Wheel = (timer: Armed, now: Ms, sentSoFar: number) => Ms;

export const exactly: Wheel = ({ due }) => due;

/**
 * Timers run when the real kernel's next segment left, if they may run then: what the kernel's clock did is known by what it
 * sent. A timer that explains no segment runs as `otherwise` says.
 */
export function following(sent: readonly Sent[], otherwise: (timer: Armed) => Ms): Wheel {
  return (timer, now, sentSoFar) => {
    for (const { at } of sent.slice(sentSoFar)) {
      if (at > latest(timer) + BUSY) break;
      if (at >= Math.max(earliest(timer), now)) return at;
    }
    return otherwise(timer);
  };
}
