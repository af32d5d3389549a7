import type { Ms } from '../../time.ts';
import type { EventTime, ScriptEvent } from '../language/script.ts';
import type { Settings } from './settings.ts';

/** When an event is to happen, on the target's clock: at `from`, or from then until `to`. Null: whenever it does. */
export interface Due {
  readonly from: Ms;
  readonly to: Ms;
  readonly any: boolean;
}

function putsIn(event: ScriptEvent): boolean {
  return (event.action.kind === 'segment' || event.action.kind === 'foreign') && event.action.direction === 'in';
}

/**
 * Relative times count from now, when the event before is over; between two segments that are put in, from when the first was
 * to happen, so that lateness does not add up. Source: packetdrill's run.c, adjust_relative_event_times.
 */
export function dueOf(event: ScriptEvent, previous: { readonly event: ScriptEvent; readonly due: Due } | null, now: Ms): Due {
  const { time } = event;
  const base = previous && putsIn(previous.event) && putsIn(event) ? previous.due.from : now;
  return dueAt(time, base);
}

function dueAt(time: EventTime, base: Ms): Due {
  switch (time.kind) {
    case 'absolute':
      return { from: time.at, to: time.at, any: false };
    case 'relative':
      return { from: base + time.after, to: base + time.after, any: false };
    case 'any':
      return { from: base, to: Infinity, any: true };
    case 'absolute-range':
      return { from: time.from, to: time.to, any: false };
    case 'relative-range':
      return { from: base + time.from, to: base + time.to, any: false };
  }
}

/** How far off something may be: the larger of the script's tolerance and a part of the time since the previous event. */
export function toleranceAt(settings: Settings, due: Ms, previousDue: Ms | null): Ms {
  return previousDue === null ? settings.tolerance : Math.max(settings.tolerance, (settings.tolerancePercent / 100) * (due - previousDue));
}

/** Did it happen in time? A hundredth of a microsecond is what adding decimals may cost. */
export function inTime(due: Due, at: Ms, tolerance: Ms): boolean {
  return due.any || (at >= due.from - tolerance - 1e-5 && at <= due.to + tolerance + 1e-5);
}
