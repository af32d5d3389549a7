import { factsOfWorld } from '../level/facts-of-world.ts';
import { heldConditions, NOTHING_HELD, trackHeld, withHeld, type HeldTrack } from '../level/held.ts';
import { holds } from '../level/holds.ts';
import { kernelNamed } from '../level/kernel-fits.ts';
import type { DrawnLevel, Level } from '../level/level.ts';
import type { Predicate } from '../level/goal.ts';
import type { WorldFacts } from '../level/world-facts.ts';
import type { Phrase } from '../phrase.ts';
import { seedFrom } from '../random.ts';
import type { Rules } from '../kernel/rule.ts';
import { advance, type Observer } from '../world/advance.ts';
import { createWorld } from '../world/create.ts';
import type { Move, TimedMove } from '../world/move.ts';
import { settle } from '../world/perform.ts';
import { cloneWorld } from '../world/clone-world.ts';
import type { Tap } from '../world/journal.ts';
import type { World } from '../world/world.ts';
import type { HintsShown } from './hints.ts';
import { duePrediction, fits, givenBy, settlePredictions, type PredictionMove, type PredictionState } from './predictions.ts';
import { nextPhase, type RefereeState } from './referee-phase.ts';
import type { JudgedMove } from './session-view.ts';
import type { Stray } from './stray.ts';

export interface GradedRules {
  readonly hints: number;
  readonly predict: 'required' | 'free';
}

export interface SessionOptions {
  readonly expert?: boolean;
  /** One of PROFILES; left out: the level's own. */
  readonly kernel?: string;
  /** What a class allows: so many steps of help, and whether a question may be passed over. A run that is played again is judged without it. */
  readonly graded?: GradedRules;
  /** Other rules than Linux's: a wrong idea at work. Tests only. */
  readonly rules?: Rules;
  /** Hears of each segment on the wire of a live level, whose journal keeps none. Exports only. */
  readonly tap?: Tap;
  /** Hears after each happening of the world as it stands, and of what has been seen of it so far; it may change neither. Time travel only. */
  readonly onHappening?: (world: World, watch: Readonly<Watch>) => void;
}

/**
 * One play of a level, as a value. The list of moves is the record; everything else follows from it again by replaying
 * (replay.ts), which is how undo, redo and resume work.
 */
export interface Session {
  readonly drawn: DrawnLevel;
  readonly options: SessionOptions;
  readonly moves: readonly TimedMove[];
  readonly undone: readonly TimedMove[];
  readonly phase: RefereeState;
  readonly world: World;
  readonly judged: readonly JudgedMove[];
  /** Wrong moves that what comes later rests on, for each connection the first. */
  readonly strays: readonly Stray[];
  readonly movesMade: number;
  readonly predictions: readonly PredictionState[];
  /** Answers given on a way that was taken back, oldest first: they count when their prediction is due again. */
  readonly saidBefore: readonly PredictionMove[];
  readonly hints: HintsShown;
  readonly held: HeldTrack;
  readonly goalsMet: readonly boolean[];
  readonly loss: { readonly rule: string; readonly why: Phrase } | null;
  /** Counter values when the last move was made. */
  readonly countersBefore: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

/** What changes while time runs; collected by the observer, then made part of the next session value. */
export interface Watch {
  held: HeldTrack;
  predictions: readonly PredictionState[];
  outcome: 'won' | 'lost' | null;
  loss: Session['loss'];
}

export function factsOf(world: World, held: HeldTrack): WorldFacts {
  return withHeld(factsOfWorld(world, () => null), held);
}

/** The world as conditions see it. */
export function facts(session: Session): WorldFacts {
  return factsOf(session.world, session.held);
}

function watchedConditions(drawn: DrawnLevel): readonly Predicate[] {
  const { goals, lose, predictions } = drawn.level;
  return heldConditions([...goals.map((g) => g.holds), ...lose.map((l) => l.holds), ...predictions.flatMap((p) => [p.settles, ...p.options.map((o) => o.holds)])]);
}

/** Looks at the world after each happening: goals, losses, conditions that must be held, predictions. True when it is over, or when a prediction is due that stops it. */
export function observer(drawn: DrawnLevel, watch: Watch, { onHappening }: Pick<SessionOptions, 'onHappening'> = {}, stopsAt: ((due: Level['predictions'][number]) => boolean) | null = null): Observer {
  const watched = watchedConditions(drawn);
  return (world) => {
    const isOver = seen(world);
    onHappening?.(world, watch);
    return isOver;
  };

  function seen(world: World): boolean {
    if (watched.length > 0) watch.held = trackHeld(watch.held, watched, factsOfWorld(world, () => null));
    const facts = factsOf(world, watch.held);
    watch.predictions = settlePredictions(drawn.level, watch.predictions, facts);
    // What a level rules out does not win it, even where it happens to meet the goals.
    const lost = drawn.level.lose.find(({ holds: condition }) => holds(condition, facts));
    if (lost) {
      watch.outcome = 'lost';
      watch.loss = { rule: lost.rule, why: { id: `level.lose.${lost.id}`, params: drawn.numbers } };
      return true;
    }
    // Where there is no goal nothing is reached.
    if (drawn.level.goals.length > 0 && drawn.level.goals.every(({ holds: goal }) => holds(goal, facts))) {
      watch.outcome = 'won';
      return true;
    }
    const due = stopsAt && duePrediction(drawn.level, watch.predictions, facts);
    return due !== null && stopsAt!(due);
  }
}

export function watchOf(session: Session): Watch {
  return { held: session.held, predictions: session.predictions, outcome: null, loss: session.loss };
}

/** The rule of a loss that no rule of the level brought about: its time is up. */
export const HORIZON = 'horizon';

/** Time is up and nothing is decided. */
export function checkHorizon(world: World, watch: Watch): void {
  if (watch.outcome !== null || world.now < world.setup.horizon) return;
  watch.outcome = 'lost';
  watch.loss = { rule: HORIZON, why: { id: 'loss.horizon', params: { seconds: Math.round(world.setup.horizon / 1000) } } };
}

/** Opens a level: the world stands at its first decision, or at time 0 in a live level. Throws an Error for a kernel that does not exist or cannot play it. */
export function startSession(drawn: DrawnLevel, options: SessionOptions = {}): Session {
  const kernel = options.kernel === undefined ? drawn.level.kernel : kernelNamed(options.kernel);
  const world = createWorld(drawn.setup, seedFrom(drawn.chance ?? `${drawn.seed} ${drawn.level.id}`), options.rules ?? null, kernel);
  world.journal.tap = options.tap ?? null;
  const watch: Watch = { held: NOTHING_HELD, predictions: [], outcome: null, loss: null };
  options.onHappening?.(world, watch);
  const observe = observer(drawn, watch, options);
  if (drawn.level.mode === 'turns') {
    advance(world, 0, observe);
    settle(world, observe);
  }
  const opened: Session = {
    drawn,
    options,
    moves: [],
    undone: [],
    phase: nextPhase('briefing', 'level.opened'),
    world,
    judged: [],
    strays: [],
    movesMade: 0,
    predictions: [],
    saidBefore: [],
    hints: [],
    held: watch.held,
    goalsMet: drawn.level.goals.map(() => false),
    loss: null,
    countersBefore: countersOf(world),
  };
  return settled(opened, watch);
}

/** Makes what the watch saw part of the session, and finds the phase it is in now. The session must be observing or running. */
export function settled(session: Session, watch: Watch): Session {
  let { phase } = session;
  if (phase === 'running') phase = watch.outcome === 'won' ? nextPhase(phase, 'goal.reached') : watch.outcome === 'lost' ? nextPhase(phase, 'level.failed') : nextPhase(phase, 'time.settled');
  else if (phase === 'observing' && watch.outcome) phase = nextPhase(phase, watch.outcome === 'won' ? 'goal.reached' : 'level.failed');
  const seen = factsOf(session.world, watch.held);
  const next: Session = {
    ...session,
    held: watch.held,
    predictions: watch.predictions,
    loss: watch.outcome === 'lost' ? watch.loss : null,
    // What a level rules out reaches nothing, even where the same happening brings a goal about: time that is up rules out nothing.
    goalsMet: session.drawn.level.goals.map(({ holds: goal }, i) => holds(goal, seen) && (phase !== 'lost' || watch.loss?.rule === HORIZON || session.goalsMet[i] === true)),
    phase,
  };
  if (phase !== 'observing') return next;
  const due = duePrediction(next.drawn.level, next.predictions, seen);
  const [said, ...saidBefore] = next.saidBefore;
  if (due && said && fits(due, said)) {
    const predictions = [...next.predictions, givenBy(due.id, said)];
    return settled({ ...next, saidBefore, predictions }, { ...watch, predictions });
  }
  return { ...next, phase: nextPhase(phase, due ? 'prediction.due' : next.world.pending ? 'decision.due' : 'time.settled') };
}

export function countersOf(world: World): Map<string, Record<string, number>> {
  return new Map([...world.hosts].map(([name, host]) => [name, { ...host.counters }]));
}

/** A session that may be changed without touching the one it came from. */
export function copyOf(session: Session): Session {
  const world = cloneWorld(session.world);
  world.journal.tap = session.options.tap ?? null;
  return { ...session, world };
}

export function isOver(session: Session): boolean {
  return session.phase === 'won' || session.phase === 'lost';
}

export function timed(session: Session, move: Move): readonly TimedMove[] {
  return [...session.moves, { at: session.world.now, move }];
}
