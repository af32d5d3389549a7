import type { Segment } from '../tcp/segment.ts';
import { advance } from '../world/advance.ts';
import type { Decision } from '../world/decision.ts';
import type { Move } from '../world/move.ts';
import { actingHost, perform, settle } from '../world/perform.ts';
import { completeSegment, scopeOf } from '../world/situation.ts';
import { cloneWorld, setupOf, type World } from '../world/world.ts';
import { consequencesSince, markOf } from './consequences.ts';
import { nextHint } from './hints.ts';
import { attackVerdict, callVerdict, refusedVerdict, settingVerdict, unprovokedVerdict } from './judge-act.ts';
import { answerVerdict, compareAnswer } from './judge-answer.ts';
import { queueVerdict } from './judge-queue.ts';
import { stateVerdict } from './judge-state.ts';
import { duePrediction } from './predictions.ts';
import { nextPhase } from './referee-machine.ts';
import { checkHorizon, copyOf, countersOf, facts, isOver, observer, settled, timed, watchOf, type Session } from './session.ts';
import type { Verdict } from './verdict.ts';

export interface Played {
  readonly session: Session;
  /** Null where nothing is judged: waiting, predicting, hints. */
  readonly verdict: Verdict | null;
}

/**
 * Makes a move. The session given stays as it is. A refused move gives a verdict that says why, and the same session.
 * A move made while a prediction is asked skips the prediction, which is recorded.
 */
export function play(session: Session, move: Move): Played {
  if (isOver(session)) return { session, verdict: refusedVerdict({ id: 'refused.level-is-over' }) };
  if (move.do === 'hint') return hint(session);
  if (move.do === 'predict' || move.do === 'skip') return predict(session, move);
  if (session.phase === 'predicting') return play(predict(session, { do: 'skip' }).session, move);
  if (move.do === 'wait') return wait(session, move.ms);
  return act(session, move);
}

function hint(session: Session): Played {
  const hints = nextHint(session.drawn.level, session.hints, facts(session));
  return { session: { ...session, hints, moves: timed(session, { do: 'hint' }), undone: [] }, verdict: null };
}

function predict(session: Session, move: Extract<Move, { do: 'predict' | 'skip' }>): Played {
  const due = duePrediction(session.drawn.level, session.predictions, facts(session));
  if (session.phase !== 'predicting' || !due) return { session, verdict: refusedVerdict({ id: 'refused.nothing-to-predict' }) };
  if (move.do === 'predict' && !due.options.some(({ key }) => key === move.answer)) {
    return { session, verdict: refusedVerdict({ id: 'refused.no-such-option', params: { answer: move.answer, options: due.options.map(({ key }) => key).join(', ') } }) };
  }
  const state = { id: due.id, answer: move.do === 'predict' ? move.answer : null, skipped: move.do === 'skip', confidence: move.do === 'predict' ? move.confidence : null, truth: null };
  const next: Session = { ...session, moves: timed(session, move), undone: [], phase: nextPhase('predicting', 'prediction.given'), predictions: [...session.predictions, state] };
  return { session: settled(next, watchOf(next)), verdict: null };
}

/** Letting time pass is no move, unless something waits for a decision: it is thrown away, as by `drop`. */
function wait(session: Session, ms: number | null): Played {
  if (session.drawn.level.mode === 'live') return { session: advanceLive(session, session.world.now + (ms ?? 1000)), verdict: null };
  const copy = copyOf(session);
  const watch = watchOf(copy);
  const mark = copy.countersBefore;
  perform(copy.world, { do: 'wait', ms }, observer(copy.drawn, watch));
  checkHorizon(copy.world, watch);
  const running: Session = { ...copy, phase: 'running', moves: timed(session, { do: 'wait', ms }), undone: [], movesMade: session.movesMade + (session.world.pending ? 1 : 0), countersBefore: mark };
  return { session: settled(running, watch), verdict: null };
}

/** Lets the virtual time of a live level pass up to `toMs`; what is asked or decided on the way stops it. */
export function advanceLive(session: Session, toMs: number): Session {
  if (isOver(session) || session.phase === 'predicting') return session;
  const copy = copyOf(session);
  const watch = watchOf(copy);
  advance(copy.world, Math.min(toMs, copy.world.setup.horizon), observer(copy.drawn, watch));
  checkHorizon(copy.world, watch);
  return settled({ ...copy, phase: 'running' }, watch);
}

function act(session: Session, move: Move): Played {
  const copy = copyOf(session);
  const { world } = copy;
  const before = { mark: markOf(world), goals: copy.goalsMet.filter(Boolean).length, pending: world.pending, world: session.world };
  const permission = permitted(session, move);
  if (permission) return { session, verdict: refusedVerdict(permission) };
  const given = move.do === 'send' ? tryComplete(world, move) : null;
  const host = actingHost(world, move);
  const sndNxt = host === null ? null : (scopeOf(world, host)['SND.NXT'] ?? null);
  world.move = session.judged.length + 1;
  const performed = perform(world, move);
  if (!performed.ok) return { session, verdict: refusedVerdict(performed.refused) };
  const withoutSetting = move.do === 'sysctl' || (move.do === 'call' && move.call === 'listen') ? before.world : null;
  const watch = watchOf(copy);
  const observe = observer(copy.drawn, watch);
  const settingWorld = withoutSetting ? cloneWorld(world) : null;
  if (copy.drawn.level.mode === 'turns') {
    if (!observe(world)) settle(world, observe);
  }
  checkHorizon(world, watch);
  world.move = null;

  let verdict: Verdict;
  const pending = before.pending !== null && before.pending.host === host ? before.pending : null;
  if (pending && isChoice(move)) verdict = choiceVerdict(pending, move, given);
  else if (move.do === 'sysctl') verdict = settingVerdict(withoutSetting!, settingWorld!, move.name, move.value);
  else if (move.do === 'call') {
    const result = performed.result ?? { ok: true, value: 0 };
    verdict = move.call === 'listen' && result.ok === true ? settingVerdict(withoutSetting!, settingWorld!, 'listen', String(move.backlog)) : callVerdict(move.call, result);
  } else {
    const record = world.journal.segments.slice(before.mark.segments).find((r) => !r.auto);
    const goalsAfter = watch.outcome === 'won' ? copy.drawn.level.goals.length : settledGoals(copy, watch);
    verdict = record === undefined ? refusedVerdict({ id: 'refused.not-a-world-move' }) : session.drawn.level.role === 'kernel' ? unprovokedVerdict(record, sndNxt) : attackVerdict(record, before.goals, goalsAfter, world);
  }
  const over = watch.outcome !== null;
  const attacker = session.drawn.level.role === 'attacker';
  const you = (name: string): boolean => setupOf(world, name).you;
  const judged = {
    number: session.judged.length + 1,
    at: session.world.now,
    move,
    verdict,
    consequences: consequencesSince(world, before.mark, (name) => over || !attacker || you(name), (name) => over || !attacker || you(name)),
  };
  const next: Session = {
    ...copy,
    phase: 'running',
    moves: timed(session, move),
    undone: [],
    movesMade: session.movesMade + 1,
    judged: [...session.judged, judged],
    countersBefore: countersOf(session.world),
  };
  return { session: settled(next, watch), verdict };
}

function settledGoals(session: Session, watch: ReturnType<typeof watchOf>): number {
  return settled({ ...session, phase: 'running' }, watch).goalsMet.filter(Boolean).length;
}

function isChoice(move: Move): boolean {
  return move.do === 'send' || move.do === 'silent' || move.do === 'drop' || move.do === 'queue' || move.do === 'state';
}

function choiceVerdict(pending: Decision, move: Move, given: Segment | null): Verdict {
  if (move.do === 'queue') return queueVerdict(pending, move.queue);
  if (move.do === 'state') return stateVerdict(pending, move.state);
  if (move.do === 'drop') {
    const nothing = pending.expected.sent.length === 0 && pending.expected.from === pending.expected.to && pending.expected.queue === 'none';
    if (nothing) return answerVerdict(pending, null, compareAnswer(pending, null));
    const verdict = answerVerdict(pending, null, { reason: 'thrown-away', outcome: 'wrong' });
    return verdict;
  }
  return answerVerdict(pending, given, compareAnswer(pending, given));
}

function tryComplete(world: World, move: Extract<Move, { do: 'send' }>): Segment | null {
  const host = actingHost(world, move);
  return host === null || !world.hosts.has(host) ? null : completeSegment(world, host, move.segment);
}

/** What this level does not let the player do at all. */
function permitted(session: Session, move: Move): { id: string; params?: Record<string, string> } | null {
  const { level } = session.drawn;
  if (move.do === 'sysctl') {
    const bare = move.name.trim().replace(/^net\.(ipv4|core)\./, '');
    if (!level.sysctls.includes(bare)) {
      return level.sysctls.length === 0 ? { id: 'refused.sysctls-locked' } : { id: 'refused.sysctl-locked', params: { name: bare, names: level.sysctls.join(', ') } };
    }
  }
  if (move.do === 'call' && !level.calls.includes(move.call)) {
    return level.calls.length === 0 ? { id: 'refused.calls-locked' } : { id: 'refused.call-locked', params: { call: move.call, calls: level.calls.join(', ') } };
  }
  if (move.do === 'send' && level.role === 'operator') return { id: 'refused.operators-send-nothing' };
  return null;
}

