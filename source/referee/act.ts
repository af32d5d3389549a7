import type { Level } from '../level/level.ts';
import { DECISIONS } from '../kernel/decision.ts';
import { profileOf } from '../kernel/profile.ts';
import { sysctlName } from '../kernel/sysctl.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import type { Segment } from '../tcp/segment.ts';
import { openSlots, type Decision } from '../world/decision.ts';
import type { Move, WorldMove } from '../world/move.ts';
import { isPlayers } from '../world/ask.ts';
import { actingHost, perform, settle } from '../world/perform.ts';
import { completeSegment, scopeOf } from '../world/situation.ts';
import type { DecisionName } from '../kernel/decision.ts';
import { cloneWorld } from '../world/clone-world.ts';
import { hostOf, setupOf, type World } from '../world/world.ts';
import { answerVerdict } from './answer-verdict.ts';
import { consequencesSince, markOf } from './consequences.ts';
import { primaryDecision, wrong } from './finding.ts';
import { atDeadEnd } from './hints.ts';
import { compareAnswer } from './judge-answer.ts';
import { attackVerdict } from './judge-attack.ts';
import { callVerdict } from './judge-call.ts';
import { queueVerdict } from './judge-queue.ts';
import { settingVerdict, type Setting } from './judge-setting.ts';
import { foresightOf } from './look-ahead.ts';
import { stateVerdict } from './judge-state.ts';
import { returnsVerdict } from './judge-returns.ts';
import { timerVerdict } from './judge-timer.ts';
import { unprovokedVerdict } from './judge-unprovoked.ts';
import { spoil } from './predictions.ts';
import { nextPhase } from './referee-phase.ts';
import { refuse, refusedVerdict } from './refusal.ts';
import { restingOn, strayBehind, straysAfter } from './stray.ts';
import { checkHorizon, copyOf, countersOf, HORIZON, observer, settled, timed, watchOf, type Session } from './session.ts';
import type { JudgedMove } from './session-view.ts';
import type { ChoiceName, VerdictName } from './verdict-names.ts';
import type { Named, Verdict } from './verdict.ts';

/** What a move gave. */
export interface Played {
  readonly session: Session;
  /** Null where nothing is judged: waiting, predicting, hints. */
  readonly verdict: Verdict | null;
}

/** A move that acts upon the world: carried out, judged, and followed until things come to rest. A wait while something waits for a decision is one: it throws that away, as `drop` does, and then lets time pass. */
export function act(session: Session, move: WorldMove): Played {
  const locked = notAllowed(session, move);
  if (locked) return { session, verdict: locked };
  const copy = copyOf(session);
  const { world } = copy;
  const mark = markOf(world);
  const host = actingHost(world, move);
  const pending = session.world.pending !== null && session.world.pending.host === host ? session.world.pending : null;
  const sent = move.do === 'send' && host !== null ? completeSegment(world, host, move.segment) : null;
  const sndNxt = host === null ? null : (scopeOf(world, host)['SND.NXT'] ?? null);
  world.move = session.judged.length + 1;
  const watch = watchOf(copy);
  const observe = observer(copy.drawn, watch, copy.options);
  const performed = perform(world, move, observe);
  if (!performed.ok) return { session, verdict: refusedVerdict(performed.refused) };
  const resolved = pending !== null && world.pending === null;
  const setting = performed.made?.result.ok === false ? null : settingOf(session.world, move);
  const worldWithIt = setting ? cloneWorld(world) : world;

  if (move.do !== 'wait' && copy.drawn.level.mode === 'turns' && !observe(world)) settle(world, observe);
  checkHorizon(world, watch);
  world.move = null;
  const next = settled({ ...copy, phase: nextPhase(session.phase, 'move.made'), moves: timed(session, move), undone: [], movesMade: session.movesMade + 1, countersBefore: countersOf(session.world) }, watch);

  const reached = watch.outcome === 'won' || next.goalsMet.some((met, i) => met && !session.goalsMet[i]);
  const stray = pending && strayBehind(session.strays, session.world, pending);
  const verdict = ((): Named<VerdictName> => {
    if (pending && isChoice(move)) return stray ? restingOn(choiceVerdict(pending, move, sent), stray, session.world, pending) : choiceVerdict(pending, move, sent);
    if (setting) return settingVerdict(setting, session.world, worldWithIt, reached, foresightOf(session));
    if (performed.made) return callVerdict(performed.made, { loses: next.loss !== null && next.loss.rule !== HORIZON, deadEnd: watch.outcome === null && atDeadEnd(next) && !atDeadEnd(session), closed: closedBy(world, mark.notes), lingersZero: lingersZero(move) });
    if (!sent) throw new Error(`a move that was carried out and is none: ${move.do}`);
    const attacks = host !== null && setupOf(world, host).side === 'attacker';
    if (copy.drawn.level.role === 'kernel' && !attacks) return unprovokedVerdict(sent, sndNxt);
    return attackVerdict(sent, world.journal.segments.slice(mark.segments).find(({ auto }) => !auto) ?? null, { reached, lost: watch.outcome === 'lost', placesHelp: !fillsAcceptQueue(copy.drawn.level) }, world);
  })();
  const judged: JudgedMove = { number: session.judged.length + 1, at: session.world.now, move, verdict, consequences: [...letGo(pending, move), ...consequences(session, next, mark, watch.outcome !== null)] };
  const predictions = verdict.outcome === 'wrong' ? spoil(session.predictions, next.predictions) : next.predictions;
  const all = [...session.judged, judged];
  const strays = resolved && !letsGo(move) ? straysAfter(session.strays, session.world, next.world, pending, all) : session.strays;
  return { session: { ...next, predictions, judged: all, strays }, verdict };
}

/** The level asks for a full accept queue, where no half-open request has a place. */
function fillsAcceptQueue({ goals }: Level): boolean {
  return goals.some(({ holds: goal }) => 'queue' in goal && goal.queue.name === 'accept');
}

function lingersZero(move: Move): boolean {
  return move.do === 'call' && move.call === 'setsockopt' && move.option === 'SO_LINGER' && move.value === 0;
}

/** How the kernel ended what a program has just closed: with a FIN, or why with a RST. */
function closedBy({ journal }: World, since: number): DecisionName | null {
  return journal.notes.slice(since).flatMap(({ event }) => (event.type === 'decided' && event.decision.startsWith('close/') ? [event.decision] : []))[0] ?? null;
}

function consequences(session: Session, next: Session, mark: ReturnType<typeof markOf>, over: boolean): JudgedMove['consequences'] {
  const seesAll = over || session.drawn.level.role !== 'attacker';
  const visible = (name: string): boolean => seesAll || setupOf(next.world, name).you;
  const lost = session.goalsMet.flatMap((met, i) => (met && !next.goalsMet[i] ? [{ id: 'consequence.goal-lost', params: { number: i + 1, of: next.goalsMet.length } }] : []));
  return [...consequencesSince(next.world, mark, visible, visible), ...lost];
}

/** What a wait threw away: whoever only wanted time to pass must learn that this was a move. */
function letGo(pending: Decision | null, move: Move): JudgedMove['consequences'] {
  if (pending === null || move.do !== 'wait') return [];
  const { cause } = pending;
  return [{ id: 'consequence.let-go', params: { what: cause.kind === 'segment' ? `#${cause.n ?? '?'} ${printPacketdrill(cause.segment)}` : cause.kind === 'call' ? cause.text : printPacketdrill(cause.last) } }];
}

function isChoice(move: Move): boolean {
  return move.do === 'send' || move.do === 'silent' || letsGo(move) || move.do === 'queue' || move.do === 'state' || move.do === 'timer' || move.do === 'returns';
}

/** What waits for a decision goes by: thrown away, or not answered before time goes on. */
function letsGo(move: Move): boolean {
  return move.do === 'drop' || move.do === 'wait';
}

function choiceVerdict(pending: Decision, move: Move, sent: Segment | null): Named<ChoiceName> {
  if (move.do === 'queue') return queueVerdict(pending, move.queue);
  if (move.do === 'state') return stateVerdict(pending, move.state);
  if (move.do === 'timer') return timerVerdict(pending, move.ms ?? 'off');
  if (move.do === 'returns') return returnsVerdict(pending, move.result);
  // A call that is let go by has told its program nothing.
  if (letsGo(move) && openSlots(pending)[0] === 'returns') return returnsVerdict(pending, 'blocks');
  if (!letsGo(move) || pending.cause.kind === 'timer' || dropsAnyway(pending)) return answerVerdict(pending, sent, compareAnswer(pending, sent));
  return answerVerdict(pending, null, wrong(pending.cause.kind === 'call' ? 'call-thrown-away' : 'thrown-away'));
}

/** Linux throws the arrival away too, or makes nothing of it. */
function dropsAnyway(pending: Decision): boolean {
  const { sent, from, to, queue } = pending.expected;
  const decision = primaryDecision(pending);
  return sent.length === 0 && from === to && queue === 'none' && decision !== null && DECISIONS[decision].drops === true;
}

/** The setting that a move changes; null when it changes none. A listener's backlog is one, a socket that becomes a listener is not. */
function settingOf(world: World, move: Move): Setting | null {
  if (move.do === 'sysctl') {
    const name = sysctlName(move.name);
    return name === null ? null : { name, value: move.value };
  }
  if (move.do !== 'call' || move.call !== 'listen') return null;
  const host = actingHost(world, move);
  const listens = host !== null && hostOf(world, host).sockets.get(move.socket)?.listener !== null;
  return listens ? { name: 'listen', value: String(move.backlog) } : null;
}

/** What this level does not let the player do at all, or not yet. */
function notAllowed({ drawn: { level }, options, world }: Session, move: Move): Verdict | null {
  if (options.expert && move.do === 'send' && move.segment.seq === undefined && level.role !== 'operator') return refuse('expert-seq');
  if (move.do === 'sysctl') {
    const name = sysctlName(move.name);
    if (level.sysctls.length === 0) return refuse('sysctls-locked');
    // The world says that there is none of that name.
    const exists = name !== null && [...world.hosts.values()].some((host) => !profileOf(host.profile).sysctls[name].absent);
    if (exists && !level.sysctls.includes(name)) return refuse('sysctl-locked', { name, names: level.sysctls.join(', ') });
  }
  if (move.do === 'call') {
    if (level.calls.length === 0) return refuse('calls-locked');
    if (!level.calls.includes(move.call)) return refuse('call-locked', { call: move.call, calls: level.calls.join(', ') });
  }
  const host = actingHost(world, move);
  if ((move.do === 'sysctl' || move.do === 'call') && host !== null && isPlayers(world, host) && setupOf(world, host).decidesUntil < Infinity) {
    return refuse('kernel-first', { seconds: setupOf(world, host).decidesUntil / 1000 });
  }
  // Who tests his own defence has an attacker's machine as well, and sends from there.
  const sends = level.role !== 'operator' || (host !== null && setupOf(world, host).side === 'attacker');
  return move.do === 'send' && !sends ? refuse('operators-send-nothing') : null;
}
