import type { Ms } from '../../time.ts';
import { cloneWorld } from '../../world/clone-world.ts';
import { look } from '../../world/look.ts';
import type { Sight } from '../../world/sight.ts';
import { machinesOf, type Machine } from '../../world/machine.ts';
import type { WorldView } from '../../world/view.ts';
import { isOver, type Session } from '../session.ts';
import type { JudgedMove } from '../session-view.ts';
import { sightOf } from '../sight.ts';
import { atStep, historyOf, sessionAt, type History } from './history.ts';
import type { Step, TravelEvent } from './step.ts';

/** A step as somebody may see it; `index`: where it stands in the whole history. */
export interface Stop extends Step {
  readonly index: number;
}

/** The steps of a run that may be seen: all of them when it is over, else what the level lets the player see of them. */
export interface Travel {
  readonly history: History;
  readonly all: boolean;
  readonly stops: readonly Stop[];
}

/** One moment of a run: plain values, ready to be drawn. */
export interface StopView {
  /** Number of the stop, from 0. */
  readonly number: number;
  readonly stop: Stop;
  readonly world: WorldView;
  /** Moves that were judged by then. */
  readonly judged: readonly JudgedMove[];
  /** Where nothing but the tools is seen: the hosts they look at. */
  readonly machines: readonly Machine[];
}

/** All that can be seen of a run's past. `all`: nothing is hidden, as after its end. */
export function travelOf(session: Session, all: boolean = isOver(session)): Travel {
  const history = historyOf(session);
  const sight = sightOf(session.drawn, session.world, all, session.countersBefore);
  const you = new Set(session.world.setup.hosts.filter((host) => host.you).map(({ name }) => name));
  const stops = history.steps.flatMap((step, index): Stop[] => {
    const events = all ? step.events : step.events.filter((event) => isSeen(event, sight, you));
    const isSecond = step.events.some(({ what }) => what === 'second');
    return events.length > 0 || step.tick === null || isSecond || index === 0 ? [{ ...step, events, index }] : [];
  });
  return { history, all, stops };
}

/** What the ladder and the panels would show of it. */
function isSeen(event: TravelEvent, sight: Sight, you: ReadonlySet<string>): boolean {
  const { host } = event as { readonly host?: string | null };
  const isDrawn = typeof host === 'string' && sight.lifelines.includes(host);
  switch (event.what) {
    case 'move':
    case 'asked':
      return true;
    case 'second':
      return !sight.onlyTools;
    case 'sent':
      return isDrawn && !sight.onlyTools && (!sight.onlyOwnSegments || you.has(event.host) || (event.to !== null && you.has(event.to)));
    case 'arrived':
    case 'dropped':
    case 'lost':
    case 'no-host':
      return isDrawn && !sight.onlyTools && (!sight.onlyOwnSegments || you.has(event.host) || you.has(event.from));
    case 'state':
      return isDrawn && !sight.onlyTools && sight.states.includes(event.host);
    case 'call':
      return isDrawn && !sight.onlyTools && (!sight.onlyOwnSegments || you.has(event.host));
    case 'timer':
    case 'queue':
      return !sight.onlyTools && sight.inside.includes(event.host);
  }
}

/** The run as it stood at a stop. Throws a RangeError when there is no such stop. */
export function viewAt({ history, all, stops }: Travel, number: number): StopView {
  const stop = stops[number];
  if (!stop) throw new RangeError(`no step ${number}: there are 0 to ${stops.length - 1}`);
  const { drawn } = history.session;
  return atStep(history, stop.index, ({ world, judged, countersBefore }) => {
    const sight = sightOf(drawn, world, all, countersBefore);
    return { number, stop, world: look(world, sight), judged, machines: sight.onlyTools ? machinesOf(cloneWorld(world)) : [] };
  });
}

/** The last stop at which one may act, at this one or before it: where a branch from here begins. */
export function branchStop({ stops }: Travel, number: number): number {
  return Math.max(0, stops.slice(0, number + 1).findLastIndex(({ acts }) => acts));
}

/** The session to play on from at such a stop. */
export function sessionFrom({ history, stops }: Travel, number: number): Session {
  return sessionAt(history, stops[number]!.index);
}

/** The last stop that is not later. */
export function stopAt({ stops }: Travel, at: Ms): number {
  return Math.max(0, stops.findLastIndex((stop) => stop.at <= at));
}
