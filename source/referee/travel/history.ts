import { cloneWorld } from '../../world/clone-world.ts';
import type { Ms } from '../../time.ts';
import type { TimedMove } from '../../world/move.ts';
import type { World } from '../../world/world.ts';
import type { JudgedMove } from '../session-view.ts';
import { actingHost } from '../../world/perform.ts';
import { KEPT } from '../replay.ts';
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
  readonly ends: readonly Ms[];
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
  const notes = new Notes(session);
  for (const [leg, one] of legs.entries()) notes.play(one, leg, leg === legs.length - 1);
  return { session, legs, steps: notes.steps, ends: notes.ends, keeps: notes.keeps };
}

/** What is noted while a run is played again, leg by leg. */
class Notes {
  readonly steps: Step[] = [];
  readonly keeps: Keep[] = [];
  readonly ends: Ms[] = [];
  private readonly run: Session;
  private now: Session | null = null;
  private marks: Marks | null = null;
  private made = 0;
  /** Happenings since a state was kept. */
  private since = 0;

  constructor(run: Session) {
    this.run = run;
  }

  play(one: Leg, leg: number, isLast: boolean): void {
    const before = this.now;
    const passes = before !== null && isPassing(one, before);
    let move = before !== null && one.do === 'move' && !passes ? moveEvent(one.timed, before) : null;
    let hasSteps = false;
    let tick = BEGINNING;
    const note = (world: World, place: Pick<Step, 'tick' | 'acts'>): void => {
      const events = [...(move ? [move] : []), ...this.eventsIn(world)];
      // Nothing to tell of: it is part of what comes next.
      if (events.length === 0 && this.steps.length > 0 && place.tick !== null) return;
      [move, hasSteps, this.marks] = [null, true, marksOf(world)];
      this.steps.push({ at: world.now, events, leg, made: this.made, ...place });
    };
    const after = playLeg(one, before, this.run, (world, { held, predictions }) => {
      tick++;
      this.since++;
      const isSecond = world.traffic.seconds > (this.marks?.seconds ?? -1);
      if (world.journal.keepsSegments || this.steps.length === 0 || isSecond) note(world, { tick, acts: passes });
      if (passes && isSecond && this.since >= KEEP_AFTER) this.keep({ leg, tick, session: { ...before, options: this.run.options, world: cloneWorld(world), held, predictions } });
    });
    this.now = after;
    this.ends.push(after.world.now);
    if (one.do === 'move') this.made++;
    const goesOn = (one.do !== 'pass' || isLast) && after.world.now > (this.steps.at(-1)?.at ?? -1);
    if (move !== null || goesOn || (!hasSteps && this.eventsIn(after.world).length > 0)) note(after.world, { tick: null, acts: true });
    else if (hasSteps && this.steps.at(-1)!.at === after.world.now) this.endWith(after.world);
    if (one.do === 'move') this.since += MOVE_COSTS[after.drawn.level.mode];
    if (leg === 0 || this.since >= KEEP_AFTER) this.keep({ leg, tick: null, session: after });
  }

  /** The last step of a leg is its end, with what came after the last happening. */
  private endWith(world: World): void {
    const last = this.steps.at(-1)!;
    this.steps[this.steps.length - 1] = { ...last, events: [...last.events, ...this.eventsIn(world)], tick: null, acts: true, made: this.made };
    this.marks = marksOf(world);
  }

  private eventsIn(world: World): TravelEvent[] {
    return this.marks === null ? [] : eventsSince(this.marks, world);
  }

  private keep(state: Keep): void {
    this.keeps.push(state);
    this.since = 0;
  }
}

/** A move as it is told; null for answers, hints and what is skipped, which change nothing in the world. */
function moveEvent({ move }: TimedMove, before: Session): TravelEvent | null {
  if (KEPT.has(move.do)) return null;
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
