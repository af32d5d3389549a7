import { cloneWorld } from '../../world/clone-world.ts';
import type { TimedMove } from '../../world/move.ts';
import type { World } from '../../world/world.ts';
import type { JudgedMove } from '../session-view.ts';
import { actingHost } from '../../world/perform.ts';
import type { Session, SessionOptions } from '../session.ts';
import { isPassing, legsOf, passOn, playLeg, type Leg } from './legs.ts';
import { eventsSince, marksOf, type Marks } from './since.ts';
import type { Step, TravelEvent } from './step.ts';

/** A run in all its steps. The states in between are not kept but for a few; the others are played again from the one before. */
export interface History {
  readonly session: Session;
  readonly steps: readonly Step[];
  readonly legs: readonly Leg[];
  /** When each leg was over. */
  readonly ends: readonly number[];
  readonly keeps: readonly Keep[];
}

/** A state that is kept: at the end of a leg, or in the middle of time that passes. */
interface Keep {
  readonly leg: number;
  readonly tick: number | null;
  readonly session: Session;
}

/** What a judgement of a moment needs beside the world: nothing of it may be changed. */
export interface Moment {
  readonly world: World;
  readonly judged: readonly JudgedMove[];
  readonly countersBefore: Session['countersBefore'];
}

/** Happenings after which a state is kept: playing so many again takes some milliseconds. A move counts as many as it costs; in a live level it is judged by what the next minutes would bring. */
const KEEP_AFTER = 600;
const MOVE_COSTS = { turns: 80, live: KEEP_AFTER } as const;

/** Plays a run again and notes its steps: each move, and what happened in between; of a level that keeps no segments, each full second. */
export function historyOf(session: Session): History {
  const legs = legsOf(session);
  const steps: Step[] = [];
  const keeps: Keep[] = [];
  const ends: number[] = [];
  let marks: Marks | null = null;
  let since = 0;
  let made = 0;
  let now: Session | null = null;
  for (const [index, leg] of legs.entries()) {
    const before: Session | null = now;
    const first = steps.length;
    let told = leg.do === 'move' && isTold(leg.timed) && !(before && isPassing(leg, before));
    let tick = BEGINNING;
    const note = (world: World, place: Pick<Step, 'tick' | 'acts'>): void => {
      const events: TravelEvent[] = [...(told && leg.do === 'move' && before ? [moveEvent(leg.timed, before)] : []), ...(marks ? eventsSince(marks, world) : [])];
      if (events.length === 0 && steps.length > 0 && place.tick !== null) return;
      told = false;
      marks = marksOf(world);
      steps.push({ at: world.now, events, leg: index, made, ...place });
    };
    const onHappening: SessionOptions['onHappening'] = (world, { held, predictions }) => {
      tick++;
      since++;
      const passing = before !== null && isPassing(leg, before);
      const isSecond = world.traffic.seconds > (marks?.seconds ?? -1);
      if (world.journal.keepsSegments || steps.length === 0 || isSecond) note(world, { tick, acts: passing });
      if (!passing || !isSecond || since < KEEP_AFTER) return;
      keeps.push({ leg: index, tick, session: { ...before, options: session.options, world: cloneWorld(world), held, predictions } });
      since = 0;
    };
    const after: Session = playLeg(leg, before, session, onHappening);
    now = after;
    if (leg.do === 'move') made++;
    ends.push(after.world.now);
    end(after, leg, steps.length > first);
    if (leg.do === 'move') since += MOVE_COSTS[session.drawn.level.mode];
    if (since >= KEEP_AFTER || index === 0) {
      keeps.push({ leg: index, tick: null, session: after });
      since = 0;
    }

    /** The end of a leg is its last step, with what came after the last happening. */
    function end({ world }: Session, { do: what }: Leg, hasSteps: boolean): void {
      const last = steps.at(-1);
      const rest = marks ? eventsSince(marks, world) : [];
      const isLater = last === undefined || world.now > last.at;
      if (!told && rest.length === 0 && !(isLater && (what !== 'pass' || index === legs.length - 1))) {
        if (last && hasSteps) steps[steps.length - 1] = { ...last, tick: null, acts: true, made, leg: index };
      } else if (last && hasSteps && !told && !isLater) {
        marks = marksOf(world);
        steps[steps.length - 1] = { ...last, events: [...last.events, ...rest], tick: null, acts: true, made, leg: index };
      } else note(world, { tick: null, acts: true });
    }
  }
  return { session, steps, legs, ends, keeps };
}

/** Answers, hints and what is skipped change nothing in the world. */
function isTold({ move }: TimedMove): boolean {
  return move.do !== 'predict' && move.do !== 'skip' && move.do !== 'hint';
}

function moveEvent({ move }: TimedMove, before: Session): TravelEvent {
  const isJudged = move.do !== 'wait' || before.world.pending !== null;
  return { what: 'move', host: move.do === 'wait' ? null : actingHost(before.world, move), move, number: isJudged ? before.judged.length + 1 : null };
}

/** What `see` makes of the run at a step. Throws a RangeError when there is no such step. */
export function atStep<T>(history: History, index: number, see: (moment: Moment) => T): T {
  const step = stepOf(history, index);
  const before = legBefore(history, step);
  if (before.tick === step.tick && before.session) return see(before.session);
  let found: { readonly seen: T } | null = null;
  let tick = before.tick ?? 0;
  const after = onward(history, step, before, (world) => {
    if (++tick === step.tick) found = { seen: see({ world, judged: before.session?.judged ?? [], countersBefore: before.session?.countersBefore ?? new Map() }) };
  });
  if (step.tick === null) return see(after);
  if (found === null) throw new Error(`step ${index} of a run was not met again`);
  return (found as { readonly seen: T }).seen;
}

/** The session at a step from which one may play on. */
export function sessionAt(history: History, index: number): Session {
  const step = stepOf(history, index);
  const before = legBefore(history, step);
  return before.tick === step.tick && before.session ? before.session : onward(history, step, before);
}

/** Where to go on from to come to a step: what was kept last within its leg, or else the beginning of that. */
interface Start {
  /** As a step's; at the beginning one less than at the first happening. */
  readonly tick: number | null;
  /** Null before the level is opened. */
  readonly session: Session | null;
}

const BEGINNING = -1;

function legBefore({ keeps, legs, ends, session }: History, step: Step): Start {
  const keep = keeps.findLast(({ leg, tick }) => leg < step.leg || (leg === step.leg && (step.tick === null || (tick !== null && tick <= step.tick))));
  if (keep?.leg === step.leg) return keep;
  let now = keep?.session ?? null;
  if (now && keep && keep.tick !== null) now = passOn(now, ends[keep.leg]!);
  for (let leg = (keep?.leg ?? -1) + 1; leg < step.leg; leg++) now = playLeg(legs[leg]!, now, session);
  return { tick: BEGINNING, session: now };
}

/** To the step, or to the end of its leg where one cannot stop before it. */
function onward({ legs, ends, session }: History, step: Step, start: Start, onHappening?: SessionOptions['onHappening']): Session {
  const leg = legs[step.leg]!;
  const until = step.tick === null ? ends[step.leg]! : step.at;
  if (start.session && (start.tick !== BEGINNING || isPassing(leg, start.session))) return passOn(start.session, until, onHappening);
  return playLeg(leg, start.session, session, onHappening);
}

function stepOf({ steps }: History, index: number): Step {
  const step = steps[index];
  if (!step) throw new RangeError(`no step ${index}: there are 0 to ${steps.length - 1}`);
  return step;
}
