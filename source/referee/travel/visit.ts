import type { Ms } from '../../time.ts';
import type { Move } from '../../world/move.ts';
import { KEPT, playAgain } from '../replay.ts';
import type { Session } from '../session.ts';
import { branchStop, sessionFrom, type Travel } from './travel.ts';

/** A way that the run took, or could have taken. */
export interface Way {
  /** 0 is the run itself: what is kept as the player's progress. Branches are numbered as they were begun. */
  readonly id: number;
  readonly session: Session;
  /** Where it left another way, and how many moves were judged by then; null: of the run. */
  readonly from: { readonly id: number; readonly stop: number; readonly at: Ms; readonly judged: number } | null;
}

/**
 * A run and the branches that were tried beside it. What was predicted and which hints were read is the same on all ways, as it is
 * when moves are taken back: a branch is no way to see the answer first.
 */
export interface Visit {
  readonly ways: readonly Way[];
  /** The way that is played now. */
  readonly current: number;
  /** Predictions, and hints, of all ways in their order. */
  readonly said: readonly Move[];
}

const RUN = 0;

export function startVisit(session: Session): Visit {
  return { ways: [{ id: RUN, session, from: null }], current: RUN, said: keptMoves(session) };
}

export function wayOf({ ways }: Visit, id: number): Way | null {
  return ways.find((way) => way.id === id) ?? null;
}

export function currentWay(visit: Visit): Way {
  return wayOf(visit, visit.current)!;
}

export function runOf(visit: Visit): Session {
  return wayOf(visit, RUN)!.session;
}

/** The visit after something happened on the way that is played. */
export function withSession(visit: Visit, session: Session): Visit {
  return withWay(visit, { ...currentWay(visit), session });
}

/** Begins a branch of the way that is played, at the last stop up to this one at which one may act; it is the one that is played from then on. */
export function branched(visit: Visit, travel: Travel, number: number): Visit {
  const stop = branchStop(travel, number);
  const shared = shareSaid(visit);
  const id = Math.max(...shared.ways.map((way) => way.id)) + 1;
  const session = { ...sessionFrom(travel, stop), undone: [] };
  const way: Way = { id, session, from: { id: shared.current, stop, at: travel.stops[stop]!.at, judged: session.judged.length } };
  return caughtUpWay({ ...shared, ways: [...shared.ways, way], current: id });
}

/** Goes on with another way. The same visit when there is none of that number. */
export function switched(visit: Visit, id: number): Visit {
  if (id === visit.current || wayOf(visit, id) === null) return visit;
  return caughtUpWay({ ...shareSaid(visit), current: id });
}

/** Makes a branch the run; what was the run until now stays as a branch, under the number that is free. */
export function takenUp(visit: Visit, id: number): Visit {
  const there = switched(visit, id);
  const way = currentWay(there);
  if (way.id === RUN) return visit;
  const run = wayOf(there, RUN)!;
  const renumbered = (from: Way['from']): Way['from'] => from && { ...from, id: from.id === RUN ? way.id : from.id === way.id ? RUN : from.id };
  const ways = there.ways.map((one): Way => {
    if (one.id === RUN) return { ...way, id: RUN, from: null };
    if (one.id === way.id) return { ...run, id: way.id, from: way.from && { ...way.from, id: RUN } };
    return { ...one, from: renumbered(one.from) };
  });
  return { ...there, ways, current: RUN };
}

/** What was said on the way that is played becomes known to the visit. */
function shareSaid(visit: Visit): Visit {
  return { ...visit, said: [...visit.said, ...without(keptMoves(currentWay(visit).session), visit.said)] };
}

/** The way that is played hears what was said elsewhere. */
function caughtUpWay(visit: Visit): Visit {
  const { session } = currentWay(visit);
  return withSession(visit, without(visit.said, keptMoves(session)).reduce(playAgain, session));
}

/** The moves that are more often in the first list than in the other one. */
function without(moves: readonly Move[], others: readonly Move[]): Move[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(JSON.stringify(other), (left.get(JSON.stringify(other)) ?? 0) + 1);
  return moves.filter((move) => {
    const key = JSON.stringify(move);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function withWay(visit: Visit, way: Way): Visit {
  return { ...visit, ways: visit.ways.map((one) => (one.id === way.id ? way : one)) };
}

function keptMoves({ moves }: Session): Move[] {
  return moves.flatMap(({ move }) => (KEPT.has(move.do) ? [move] : []));
}
