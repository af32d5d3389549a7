import type { Ms } from '../../time.ts';

/** How far a real kernel may lie from what was expected before it counts as a difference. */
export interface Tolerance {
  /** Earlier than expected, ms. */
  readonly early: Ms;
  /** Later than expected, ms. */
  readonly late: Ms;
  /** Later by this share of the time since what it follows. */
  readonly lateShare: number;
  /** Units of the window field, as it stands on the wire. */
  readonly windowUnits: number;
  /** Share of the window. */
  readonly windowShare: number;
}

/**
 * A timer of Linux's wheel waits in buckets that grow by 8 from level to level and hold 1/8 of their level each: it is late by up
 * to an eighth of its length. Source: kernel/time/timer.c.
 */
const WHEEL = 1 / 8;

/** A packetdrill script: packetdrill's own defaults, --tolerance_usecs=4000 and --tolerance_percent; windows must be equal. */
export const SCRIPT_TOLERANCE: Tolerance = { early: 4, late: 4, lateShare: WHEEL, windowUnits: 0, windowShare: 0 };

/**
 * A proof of a play: a busy machine is late, but by less than the shortest delay that a play tells apart, the 40 ms of a delayed ACK
 * (F12.5). No level needs an allowance for windows; bytes that wait unread may cost one unit, because what they take
 * of the memory depends on the driver.
 */
export const PROOF_TOLERANCE: Tolerance = { early: 25, late: 25, lateShare: WHEEL, windowUnits: 1, windowShare: 0 };

/**
 * A random dialogue: windows must be equal. Timers of the twin run when the kernel's did, within what its wheel allows
 * (test/live/wheel.ts); an answer cannot come before its cause, and it is heard late by who sleeps while others work, but by less
 * than a delayed acknowledgment takes.
 */
export const DIALOGUE_TOLERANCE: Tolerance = { early: 1, late: 30, lateShare: 0, windowUnits: 0, windowShare: 0 };

/** May the window field be `kernel` where `twin` was expected? */
export function windowIsNear(twin: number, kernel: number, { windowUnits, windowShare }: Tolerance): boolean {
  return Math.abs(twin - kernel) <= Math.max(windowUnits, twin * windowShare);
}
