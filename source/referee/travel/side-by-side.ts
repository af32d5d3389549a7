import type { Step, TravelEvent } from './step.ts';
import { stopAt, type Travel } from './travel.ts';

/** Two ways of a run beside each other. */
export interface Pair {
  readonly here: Travel;
  readonly there: Travel;
  /** Number of the first stop that is not the same on both; null where there is none. */
  readonly parting: number | null;
}

export function pairOf(here: Travel, there: Travel): Pair {
  const first = here.stops.findIndex((stop, number) => keyOf(stop) !== keyOf(there.stops[number]));
  const parting = first >= 0 ? first : there.stops.length > here.stops.length ? here.stops.length : null;
  return { here, there, parting };
}

/** The stop of the other way to be seen beside a stop of this one: the same before the two part, then what it had come to at that time. */
export function besideStop({ here, there, parting }: Pair, number: number): number {
  if (parting === null || number < parting) return Math.min(number, there.stops.length - 1);
  const at = here.stops[number]!.at;
  // Of one moment all that happened in it: a branch that begins with a move shows the other move, too.
  return Math.min(there.stops.length - 1, Math.max(stopAt(there, at), parting));
}

/** The first segment of a way that the other one does not have so; null where there is none. */
export function partingSegment({ stops }: Travel, parting: number | null): number | null {
  if (parting === null) return null;
  for (const { events } of stops.slice(parting)) {
    const sent = events.find((event) => event.what === 'sent');
    if (sent) return sent.n;
  }
  return null;
}

function keyOf(stop: Step | undefined): string {
  return stop ? `${Math.round(stop.at)} ${stop.events.map(eventKey).join(' | ')}` : '';
}

/** Windows and options are left out: they differ between kernels anyway. */
function eventKey(event: TravelEvent): string {
  if (!('segment' in event)) return JSON.stringify(event);
  const { segment: { win: _win, options: _options, ...segment }, ...rest } = event;
  return JSON.stringify({ ...rest, segment });
}
