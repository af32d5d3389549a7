import type { Words } from '../../components/words.ts';
import type { MessageId } from '../../message/say.ts';
import { isOver } from '../../referee/session.ts';
import { branchStop, sessionFrom } from '../../referee/travel/travel.ts';
import { branched, switched, takenUp, wayOf, type Visit } from '../../referee/travel/visit.ts';
import type { TimeAction } from './time-keys.ts';
import { kernelOf, type Side, type TimeModel } from './time-model.ts';

/** What the keys have changed of the time mode. */
export interface TimeState {
  /** The way that is gone through, and the number of the stop. */
  readonly way: number;
  readonly number: number;
  /** What is seen beside it; null: nothing. */
  readonly beside: Side | null;
  /** The hosts instead of the ladder, where there is room for one of them only. */
  readonly hosts: boolean;
  /** First row shown of the hosts. */
  readonly scroll: number;
  readonly zoom: boolean;
  /** A sentence in the place of the keys until the next one. */
  readonly told: string | null;
}

/** What a key asks of the owner. */
export type TimeEffect =
  /** A branch begins at this stop of the way that is shown. */
  | { readonly kind: 'branch'; readonly way: number; readonly number: number }
  /** A way is gone on with where it stands. */
  | { readonly kind: 'play'; readonly way: number }
  | { readonly kind: 'take'; readonly way: number };

/** The visit after it. */
export function visitAfter(visit: Visit, effect: TimeEffect, model: TimeModel): Visit {
  if (effect.kind === 'take') return takenUp(visit, effect.way);
  const there = switched(visit, effect.way);
  return effect.kind === 'branch' ? branched(there, model.travel({ way: effect.way }), effect.number) : there;
}

export interface TimePressed {
  readonly state: TimeState;
  readonly effect: TimeEffect | null;
}

/** At the end of the way that is played; beside a branch the run. */
export function timeState(model: TimeModel): TimeState {
  const { current } = model.visit;
  return { way: current, number: lastOf(model, current), beside: current === 0 ? null : { way: 0 }, hosts: false, scroll: 0, zoom: false, told: null };
}

type OwnAction = Exclude<TimeAction, 'help' | 'back' | 'quit' | 'suspend' | 'redraw' | 'language' | 'settings' | 'leave'>;

const PAGE = 8;

/** What a key makes of it. `hostStarts`: the rows at which the hosts begin; `alone`: ladder and hosts do not fit beside each other. */
export function pressedInTime(before: TimeState, action: OwnAction, model: TimeModel, words: Words, { hostStarts, alone }: { readonly hostStarts: readonly number[]; readonly alone: boolean }): TimePressed {
  const state: TimeState = { ...before, told: null };
  const only = (changed: Partial<TimeState>): TimePressed => ({ state: { ...state, ...changed }, effect: null });
  const tell = (id: MessageId): TimePressed => only({ told: words.word(id) });
  const { stops } = model.travel({ way: state.way });
  const last = stops.length - 1;
  const to = (number: number): TimePressed => only({ number: Math.max(0, Math.min(last, number)) });
  const scrollBy = (rows: number): TimePressed => only({ scroll: Math.max(0, Math.min(HIGHEST, state.scroll + rows)) });
  switch (action) {
    case 'step-back':
      return to(state.number - 1);
    case 'forward':
      return to(state.number + 1);
    case 'first':
      return to(0);
    case 'last':
      return to(last);
    case 'move-before':
      return to(stops.findLastIndex(({ events }, number) => number < state.number && events.some(({ what }) => what === 'move')));
    case 'move-after': {
      const next = stops.findIndex(({ events }, number) => number > state.number && events.some(({ what }) => what === 'move'));
      return to(next < 0 ? last : next);
    }
    case 'branch':
      return branch(state, model, words);
    case 'way': {
      const ids = model.visit.ways.map(({ id }) => id).toSorted((a, b) => a - b);
      const next = ids[(ids.indexOf(state.way) + 1) % ids.length]!;
      return next === state.way ? tell('time.told.no-branch') : only({ way: next, beside: { way: state.way }, number: lastOf(model, next) });
    }
    case 'beside':
      return beside(state, model, words);
    case 'difference': {
      if (state.beside === null) return tell(model.visit.ways.length > 1 ? 'time.told.no-difference' : 'time.told.no-branch');
      const { parting } = model.pair(model.travel({ way: state.way }), model.travel(state.beside));
      return parting === null ? tell('time.told.no-difference') : to(parting);
    }
    case 'kernel': {
      const others = model.kernels.filter((kernel) => kernel !== kernelOf(model, state.way));
      if (!model.all) return tell('time.told.no-kernel');
      if (others.length === 0) return tell('time.told.no-other-kernel');
      const now = state.beside && 'kernel' in state.beside ? others.indexOf(state.beside.kernel) : -1;
      const next = others[now + 1];
      return only({ beside: next === undefined ? null : { way: state.way, kernel: next } });
    }
    case 'take':
      return state.way === 0 ? tell('time.told.is-run') : { state, effect: { kind: 'take', way: state.way } };
    case 'picture': {
      if (alone || state.beside !== null) return only({ hosts: !state.hosts, scroll: 0 });
      const next = hostStarts.find((start) => start > state.scroll);
      return only({ scroll: next ?? 0 });
    }
    case 'zoom':
      return only({ zoom: !state.zoom });
    case 'up':
      return scrollBy(-1);
    case 'down':
      return scrollBy(1);
    case 'page-up':
      return scrollBy(-PAGE);
    case 'page-down':
      return scrollBy(PAGE);
  }
}

/** More rows than all hosts of a level take. */
const HIGHEST = 2000;

/** A branch begins at the stop that is shown, or at the one before it at which one may act; at the end of a way that way is gone on with. */
function branch(state: TimeState, model: TimeModel, words: Words): TimePressed {
  if (state.number === lastOf(model, state.way)) return { state, effect: { kind: 'play', way: state.way } };
  const travel = model.travel({ way: state.way });
  const number = branchStop(travel, state.number);
  if (isOver(sessionFrom(travel, number))) return { state: { ...state, told: words.word('time.told.no-place') }, effect: null };
  return { state, effect: { kind: 'branch', way: state.way, number } };
}

/** Nothing beside it, then each other way. */
function beside(state: TimeState, model: TimeModel, words: Words): TimePressed {
  const others = model.visit.ways.map(({ id }) => id).filter((id) => id !== state.way);
  if (others.length === 0) return { state: { ...state, told: words.word('time.told.no-branch') }, effect: null };
  const now = state.beside && !('kernel' in state.beside) ? others.indexOf(state.beside.way) : -1;
  const next = others[now + 1];
  return { state: { ...state, beside: next === undefined ? null : { way: next } }, effect: null };
}

function lastOf(model: TimeModel, way: number): number {
  return wayOf(model.visit, way) ? model.travel({ way }).stops.length - 1 : 0;
}
