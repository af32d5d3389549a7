import { holds } from '../level/holds.ts';
import type { Predicate } from '../level/goal.ts';
import type { WorldFacts } from '../level/world-facts.ts';
import type { Phrase } from '../phrase.ts';
import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import { openSlots, type Decision } from '../world/decision.ts';
import { look } from '../world/look.ts';
import { machinesOf } from '../world/machine.ts';
import { scopeOf, templateOf } from '../world/situation.ts';
import type { WorldView } from '../world/view.ts';
import type { World } from '../world/world.ts';
import { choicesFor } from './choices.ts';
import { HINT_STEPS, hintOf, hintPhrases, hintsUsed } from './hints.ts';
import { duePrediction, predictionScore } from './predictions.ts';
import { mustPredict } from './play.ts';
import { canUndo } from './replay.ts';
import { starsOf } from './score.ts';
import { givenFields, MOST_FADED } from './fade.ts';
import { facts, isOver, type Session } from './session.ts';
import type { Choice, DecisionView, GoalView, Phase, PredictionView, SessionView, SettledPrediction } from './session-view.ts';
import { sightOf } from './sight.ts';
import { MISSES } from './verdict.ts';

/** One frame of play, for any renderer. */
export function sessionView(session: Session): SessionView {
  const { drawn } = session;
  const { level } = drawn;
  const seen = facts(session);
  const over = isOver(session);
  return {
    level: level.id,
    role: level.role,
    mode: level.mode,
    seed: drawn.seed,
    kernel: session.options.kernel ?? level.kernel,
    ownKernel: level.kernel,
    phase: phaseOf(session),
    expert: session.options.expert ?? false,
    ...(level.fade === 0 && !session.options.expert && session.movesMade === 0 && !over && { example: true }),
    world: withKnownNow(look(session.world, sightOf(drawn, session.world, over, session.countersBefore)), session.world),
    ...(level.role === 'operator' && { machines: machinesOf(session.world), onlyTools: level.sees === 'operator' && !over }),
    par: level.par,
    movesMade: session.movesMade,
    judged: session.judged,
    decision: over ? null : decisionView(session),
    choices: over || session.options.expert ? [] : choices(session, seen),
    prediction: predictionView(session, seen),
    predictions: predictionScore(session.predictions),
    lastPrediction: lastPrediction(session),
    goals: goals(session, seen),
    hints: {
      used: hintsUsed(session.hints),
      of: HINT_STEPS,
      // Which hint would come may take looking ahead: only who is about to ask for one wants to know.
      get costs() {
        return !over && !session.options.expert && hintsUsed(session.hints) === 0 && hintOf(session)?.free === false;
      },
      shown: hintPhrases(session),
      offered: !session.options.expert && stuck(session),
    },
    loss: session.loss,
    stars: starsOf(session),
    canUndo: canUndo(session),
    canRedo: session.undone.length > 0,
  };
}

/** What is known may be the value of a name that formulas use, `=HASH`: it is told while there is one. */
function withKnownNow(view: WorldView, world: World): WorldView {
  if (!view.known.some(({ value }) => value.startsWith('='))) return view;
  const scope = world.pending ? scopeOf(world, world.pending.host) : {};
  return { ...view, known: view.known.flatMap(({ name, value }) => (value.startsWith('=') ? (scope[value.slice(1)] === undefined ? [] : [{ name, value: String(scope[value.slice(1)]) }]) : [{ name, value }])) };
}

function phaseOf(session: Session): Phase {
  switch (session.phase) {
    case 'won':
    case 'lost':
    case 'predicting':
    case 'briefing':
      return session.phase;
    default:
      return 'awaiting-move';
  }
}

function decisionView(session: Session): DecisionView | null {
  const decision = session.world.pending;
  if (!decision) return null;
  const open = openSlots(decision);
  const next = open[0];
  if (!next) return null;
  const { cause } = decision;
  return {
    host: decision.host,
    at: decision.at,
    cause: causeView(cause),
    slots: decision.slots,
    filled: decision.slots.filter((slot) => !open.includes(slot)),
    next,
    scope: scopeOf(session.world, decision.host),
    ...givenFields(templateOf(session.world, decision.host), decision, session.options.expert ? MOST_FADED : session.drawn.level.fade),
  };
}

function causeView(cause: Decision['cause']): DecisionView['cause'] {
  if (cause.kind === 'segment') return { kind: 'segment', n: cause.n ?? 0, segment: cause.segment };
  if (cause.kind === 'call') return { kind: 'call', text: cause.text, socket: cause.call.socket };
  const { kind, last, sent, waited } = cause;
  return { kind, last, sent, waited };
}

/** The engine's offers for a decision, then the level's own lines. */
function choices(session: Session, seen: WorldFacts): Choice[] {
  const { world, drawn } = session;
  const offered = world.pending ? choicesFor(world.pending, drawn.seed, scopeOf(world, world.pending.host)) : [];
  const acting = world.pending?.host ?? world.setup.hosts.find((host) => host.you)?.name;
  const { win: _win, options: _options, ...ends } = acting === undefined ? {} : templateOf(world, acting);
  const context = acting === undefined ? {} : { scope: scopeOf(world, acting), template: ends };
  for (const [index, item] of drawn.level.menu.entries()) {
    if (item.when !== null && !holds(item.when, seen)) continue;
    const read = parseMoveLine(item.line, context);
    if (!read.ok) continue;
    offered.push({
      id: `menu-${index}`,
      move: read.value,
      label: { kind: 'phrase', phrase: item.label === null ? { id: 'play.choice.line', params: { line: item.line } } : { id: `level.menu.${item.label}`, params: drawn.numbers } },
    });
  }
  return offered;
}

function predictionView(session: Session, seen: WorldFacts): PredictionView | null {
  if (session.phase !== 'predicting') return null;
  const due = duePrediction(session.drawn.level, session.predictions, seen);
  if (!due) return null;
  const params = session.drawn.numbers;
  return {
    id: due.id,
    number: session.predictions.length + 1,
    of: session.drawn.level.predictions.length,
    question: { id: `level.predict.${due.id}`, params },
    options: due.options.map(({ key }) => ({ key, text: { id: `level.predict.${due.id}.${key}`, params } })),
    ...(mustPredict(session) && { required: true }),
  };
}

function lastPrediction({ predictions, drawn }: Session): SettledPrediction | null {
  const last = predictions.findLast(({ truth }) => truth !== null);
  if (!last || last.truth === null) return null;
  const option = (key: string): Phrase => ({ id: `level.predict.${last.id}.${key}`, params: drawn.numbers });
  return {
    id: last.id,
    question: { id: `level.predict.${last.id}`, params: drawn.numbers },
    said: last.answer === null ? null : option(last.answer),
    truth: option(last.truth),
    right: last.answer === last.truth,
  };
}

function goals(session: Session, seen: WorldFacts): GoalView[] {
  const { level, numbers } = session.drawn;
  return level.goals.map(({ id, holds: goal }, index) => ({
    text: { id: `level.goal.${id}`, params: numbers } satisfies Phrase,
    met: session.goalsMet[index] ?? false,
    progress: progressOf(goal, seen),
  }));
}

/** How far a goal of degree has come: seconds held, percent served. */
function progressOf(goal: Predicate, seen: WorldFacts): GoalView['progress'] {
  if ('held' in goal) {
    const since = seen.heldSince(goal.held.what);
    return { have: since === null ? 0 : Math.floor((seen.now - since) / 1000), need: Math.round(goal.held.ms / 1000), unit: 's' };
  }
  if ('service' in goal) return { have: Math.round(seen.service(goal.service.over) ?? 0), need: goal.service.atLeast, unit: '%' };
  if ('tries' in goal && goal.tries.atLeast !== undefined) return { have: seen.tries(goal.tries), need: goal.tries.atLeast, unit: '' };
  return null;
}

/** Two moves in a row that were wrong for the same reason, in whatever state, whatever was let go by between them: a hint is offered unasked. */
function stuck(session: Session): boolean {
  const [a, b] = session.judged.filter(({ move }) => move.do !== 'wait').slice(-2);
  return a !== undefined && b !== undefined && reasonOf(a.verdict.name) === reasonOf(b.verdict.name) && MISSES.has(b.verdict.outcome);
}

function reasonOf(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
