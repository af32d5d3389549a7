import { ACK, has, RST } from '../tcp/flags.ts';
import { holds } from '../level/holds.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import { advance } from '../world/advance.ts';
import type { Decision } from '../world/decision.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { groundsOf } from './cite.ts';
import { causeSegment } from './finding.ts';
import { standingStray, strayBehind, strayHint, type Stray } from './stray.ts';
import { copyOf, facts, isOver, observer, watchOf, type Session } from './session.ts';
import { toldBy } from '../world/told.ts';

/** Steps that have been shown, by the state they belong to. */
export type HintsShown = readonly { readonly id: string; readonly steps: number; readonly free: boolean }[];

export const HINT_STEPS = 3;

/** The hint for one state: three texts, nudge, rule, move. */
export interface StateHint {
  readonly id: string;
  /** Nothing but undo helps. */
  readonly deadEnd: boolean;
  /** It says only that there is nothing to do but wait: it costs nothing. */
  readonly free: boolean;
  readonly steps: readonly [nudge: Phrase, rule: Phrase, move: Phrase];
}

/**
 * The hint for the state the player is in: the level's own, or, where the level has none but its last, general one, what
 * follows from the state itself: that nothing more will come, or what Linux does with an arrival off the level's way.
 */
export function hintOf(session: Session): StateHint | null {
  const { level, numbers } = session.drawn;
  const seen = facts(session);
  const own = level.hints.find(({ when }) => when === null || holds(when, seen));
  const stray = own?.deadEnd ? null : strayOf(session);
  if (stray) return strayHint(stray);
  if (!own?.deadEnd && nothingComes(session)) return { id: '/nothing-comes', deadEnd: true, free: false, steps: [{ id: 'hint.nothing-comes.1' }, { id: 'hint.nothing-comes.2' }, { id: 'hint.nothing-comes.3' }] };
  const { pending } = session.world;
  if (own?.when === null && level.hints.length > 1 && pending) return offTheWay(pending);
  return own ? ownHint(own, numbers, own.when === null && level.hints.length > 1 && nothingToDo(session)) : null;
}

/** The level's own hints say that only undo helps. */
export function atDeadEnd(session: Session): boolean {
  const seen = facts(session);
  return session.drawn.level.hints.find(({ when }) => when === null || holds(when, seen))?.deadEnd === true;
}

/** Nothing waits for a kernel, and nothing may be set or called: a hint can say no more than that time must pass. */
function nothingToDo({ drawn: { level }, world }: Session): boolean {
  return level.role === 'kernel' && level.mode === 'turns' && level.calls.length === 0 && level.sysctls.length === 0 && level.menu.length === 0 && world.pending === null;
}

/** The earlier wrong move that what is asked now, or nothing at all, rests on. */
function strayOf({ strays, world }: Session): Stray | null {
  return world.pending ? strayBehind(strays, world, world.pending) : standingStray(strays, world);
}

function ownHint({ id, deadEnd }: Level['hints'][number], params: Phrase['params'], free: boolean): StateHint {
  const step = (number: number): Phrase => (params ? { id: `level.hint.${id}.${number}`, params } : { id: `level.hint.${id}.${number}` });
  return { id, deadEnd, free, steps: [step(1), step(2), step(3)] };
}

/** What arrived follows from an earlier move, not from the level: its rule is that of Linux's own decision. */
function offTheWay(decision: Decision): StateHint {
  const cause = causeSegment(decision);
  const kind = decision.cause.kind === 'timer' ? 'timer' : has(cause?.flags ?? 0, RST) ? 'reset' : 'other';
  const n = decision.cause.kind === 'segment' ? decision.cause.n : null;
  return { id: `/${kind}-${n ?? decision.at}`, deadEnd: false, free: false, steps: [{ id: kind === 'timer' ? 'hint.timer-went-off.1' : `hint.${kind}-arrived.1` }, groundsOf(decision).why, { id: 'hint.as-linux', params: { moves: movesOfLinux(decision).join(', ') } }] };
}

/** What Linux does, as lines of the plain mode, one for each thing that is asked. */
function movesOfLinux({ slots, expected: { sent, to, queue, timer, result } }: Decision): readonly string[] {
  return slots.map((slot) => {
    if (slot === 'state') return printMove({ do: 'state', state: to });
    if (slot === 'queue') return printMove({ do: 'queue', queue });
    if (slot === 'returns') return printMove({ do: 'returns', result: result ? toldBy(result) : 'blocks' });
    if (slot === 'timer') return printMove({ do: 'timer', ms: timer === 'off' ? null : timer });
    const segment = sent[0];
    if (!segment) return printMove({ do: 'silent' });
    const { flags, seq, ack } = segment;
    return printMove({ do: 'send', segment: has(flags, ACK) ? { flags, seq, ack } : { flags, seq } });
  });
}

/** A kernel that nothing reaches any more until the horizon, and that will not have won by then. */
function nothingComes(session: Session): boolean {
  const { level } = session.drawn;
  if (level.role !== 'kernel' || level.mode !== 'turns' || level.calls.length > 0 || level.menu.length > 0) return false;
  if (session.world.pending || isOver(session)) return false;
  const { world, drawn } = copyOf({ ...session, options: {} });
  const watch = watchOf(session);
  advance(world, world.setup.horizon, observer(drawn, watch));
  return world.pending === null && watch.outcome !== 'won';
}

/** One step further in the hints for the state the player is in. Unchanged once all three are shown. */
export function nextHint(session: Session): HintsShown {
  const shown = session.hints;
  const hint = hintOf(session);
  if (!hint) return shown;
  const before = shown.find(({ id }) => id === hint.id);
  if (!before) return [...shown, { id: hint.id, steps: 1, free: hint.free }];
  if (before.steps >= HINT_STEPS) return shown;
  return shown.map((entry) => (entry.id === hint.id ? { ...entry, steps: entry.steps + 1 } : entry));
}

/** The hints that concern the present state, as texts. */
export function hintPhrases(session: Session): readonly Phrase[] {
  if (session.hints.length === 0) return [];
  const hint = hintOf(session);
  const steps = session.hints.find(({ id }) => id === hint?.id)?.steps ?? 0;
  return hint?.steps.slice(0, steps) ?? [];
}

/** How many were read that cost something. */
export function hintsUsed(shown: HintsShown): number {
  return shown.reduce((sum, { steps, free }) => sum + (free ? 0 : steps), 0);
}
