import { PROFILES } from '../../kernel/profile.ts';
import { kernelProblem } from '../../level/kernel-fits.ts';
import { onKernel } from '../../referee/compare-kernels.ts';
import type { Session } from '../../referee/session.ts';
import { pairOf, type Pair } from '../../referee/travel/side-by-side.ts';
import { travelOf, viewAt, type StopView, type Travel } from '../../referee/travel/travel.ts';
import { wayOf, type Visit } from '../../referee/travel/visit.ts';

/** One of the two things that are seen: a way by its number, or the same moves on another kernel. */
export type Side = { readonly way: number } | { readonly way: number; readonly kernel: string };

/** What the time mode is drawn from. Runs that were gone through once are kept: a step is then a matter of milliseconds. */
export interface TimeModel {
  readonly visit: Visit;
  /** Nothing is hidden. */
  readonly all: boolean;
  /** Other kernels on which these moves can be seen, newest first. */
  readonly kernels: readonly string[];
  readonly travel: (side: Side) => Travel;
  readonly view: (travel: Travel, number: number) => StopView;
  readonly pair: (here: Travel, there: Travel) => Pair;
}

/** What was found out about runs; it outlives the model, which is made anew with every branch. */
export interface TimeMemory {
  readonly travels: WeakMap<Session, Map<string, Travel>>;
  readonly views: WeakMap<Travel, Map<number, StopView>>;
  readonly pairs: WeakMap<Travel, WeakMap<Travel, Pair>>;
}

export function timeMemory(): TimeMemory {
  return { travels: new WeakMap(), views: new WeakMap(), pairs: new WeakMap() };
}

export function timeModel(visit: Visit, all: boolean, memory: TimeMemory = timeMemory()): TimeModel {
  const { level } = wayOf(visit, 0)!.session.drawn;
  return {
    visit,
    all,
    kernels: all ? PROFILES.filter((kernel) => kernelProblem(level, kernel) === null).toReversed() : [],
    travel: (side) => {
      const { session } = wayOf(visit, side.way)!;
      const kernel = 'kernel' in side ? side.kernel : '';
      const known = remembered(memory.travels, session, () => new Map<string, Travel>());
      return remembered(known, `${kernel} ${all}`, () => travelOf(kernel === '' ? session : onKernel(session, kernel), all));
    },
    view: (travel, number) => remembered(remembered(memory.views, travel, () => new Map<number, StopView>()), number, () => viewAt(travel, number)),
    pair: (here, there) => remembered(remembered(memory.pairs, here, () => new WeakMap<Travel, Pair>()), there, () => pairOf(here, there)),
  };
}

interface Memory<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function remembered<Key, Value>(memory: Memory<Key, Value>, key: Key, find: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  memory.set(key, found);
  return found;
}

/** The kernel on which a way was played. */
export function kernelOf({ visit }: TimeModel, way: number): string {
  const { options, drawn } = wayOf(visit, way)!.session;
  return options.kernel ?? drawn.level.kernel;
}
