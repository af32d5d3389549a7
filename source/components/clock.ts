import type { Ms } from '../time.ts';

/** Virtual time in seconds, as a ladder shows it: `0.048`, `63.000`, `3600.0`. At most 7 cells under 100,000 s. */
export function seconds(time: Ms): string {
  const s = time / 1000;
  return s < 100 ? s.toFixed(3) : s < 1000 ? s.toFixed(2) : s.toFixed(1);
}

/** Minutes and seconds, as live levels show it: `00:42`. */
export function minutes(time: Ms): string {
  const whole = Math.floor(time / 1000);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** How long something still takes: `53.8 s`, `200 ms`. */
export function duration(time: Ms): string {
  const left = Math.max(0, time);
  return left < 1000 ? `${Math.round(left)} ms` : `${(left / 1000).toFixed(left < 100_000 ? 1 : 0)} s`;
}
