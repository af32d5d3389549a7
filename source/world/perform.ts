import { adoptAck } from '../kernel/overrule.ts';
import { profileOf } from '../kernel/profile.ts';
import { parseSysctl } from '../kernel/sysctl.ts';
import type { Phrase } from '../phrase.ts';
import { formatIp } from '../tcp/address.ts';
import { ACK, has } from '../tcp/flags.ts';
import { nextHappeningAt, advance, type Observer } from './advance.ts';
import { callText } from './call-text.ts';
import { openSlots, SLOTS, type Decision } from './decision.ts';
import { keepCall, keepSysctl } from './keep-input.ts';
import type { Move, WorldMove } from './move.ts';
import { contextFor, resumeServer } from './program.ts';
import { performCall, type MadeCall } from './react.ts';
import { discard, resolve } from './resolve.ts';
import { recordCall } from './script.ts';
import { completeSegment } from './situation.ts';
import { transmit } from './wire.ts';
import { hostOf, setupOf, type World } from './world.ts';

/** What became of a move. A refusal leaves the world untouched. */
export type Performed =
  | { readonly ok: true; readonly made?: MadeCall }
  | { readonly ok: false; readonly refused: Phrase & { readonly id: `refused.${WorldRefusal}` } };

/** Why the world does not take a move; the texts are under `refused.NAME`. */
export const WORLD_REFUSALS = [
  'no-such-host',
  'nothing-to-answer',
  'nothing-to-drop',
  'nothing-to-queue',
  'no-state-asked',
  'no-timer-asked',
  'no-call-asked',
  'answer-not-yours',
  'queue-not-yours',
  'state-not-yours',
  'timer-not-yours',
  'returns-not-yours',
  'already-chosen',
  'ack-missing',
  'spoof-needs-transparent',
  'no-such-sysctl',
  'not-a-number',
  'not-two-ports',
  'out-of-range',
] as const;
export type WorldRefusal = (typeof WORLD_REFUSALS)[number];

const refuse = (id: WorldRefusal, params?: Phrase['params']): Performed => ({ ok: false, refused: params ? { id: `refused.${id}`, params } : { id: `refused.${id}` } });

/** The host that acts: the one named, the one that is asked, or the player's only one. Of several, the attacker's sends segments and the first does all else. */
export function actingHost(world: World, move: Move): string | null {
  if ('host' in move && move.host !== undefined) return world.hosts.has(move.host) && setupOf(world, move.host).you ? move.host : null;
  if (world.pending) return world.pending.host;
  const yours = world.setup.hosts.filter((host) => host.you);
  return ((move.do === 'send' ? yours.find(({ side }) => side === 'attacker') : undefined) ?? yours[0])?.name ?? null;
}

/** Carries out a move at world.now. Predictions and hints are the referee's and never come here. */
export function perform(world: World, move: WorldMove, observe?: Observer): Performed {
  if (move.do === 'wait') return wait(world, move.ms, observe);
  const host = actingHost(world, move);
  if (host === null) return refuse('no-such-host', { hosts: world.setup.hosts.filter((h) => h.you).map((h) => h.name).join(', ') });
  const pending = world.pending?.host === host ? world.pending : null;
  switch (move.do) {
    case 'send':
      return send(world, host, pending, move);
    case 'silent':
      if (!pending) return refuse('nothing-to-answer');
      if (!pending.slots.includes('answer')) return refuse('answer-not-yours');
      return choose(world, pending, { answer: [] });
    case 'drop':
      if (!pending) return refuse('nothing-to-drop');
      discard(world);
      return { ok: true };
    case 'queue':
      if (!pending) return refuse('nothing-to-queue');
      if (!pending.slots.includes('queue')) return refuse('queue-not-yours');
      return choose(world, pending, { queue: move.queue });
    case 'state':
      if (!pending) return refuse('no-state-asked');
      if (!pending.slots.includes('state')) return refuse('state-not-yours');
      return choose(world, pending, { state: move.state });
    case 'timer':
      if (!pending) return refuse('no-timer-asked');
      if (!pending.slots.includes('timer')) return refuse('timer-not-yours');
      return choose(world, pending, { timer: move.ms ?? 'off' });
    case 'returns':
      if (!pending || pending.cause.kind !== 'call') return refuse('no-call-asked');
      if (!pending.slots.includes('returns')) return refuse('returns-not-yours');
      return choose(world, pending, { returns: move.result });
    case 'sysctl':
      return sysctl(world, host, move.name, move.value);
    case 'call': {
      const { do: _do, host: _host, ...call } = move;
      const made = performCall(contextFor(world, host), call, null);
      const { result } = made;
      keepCall(world, host, call, result);
      recordCall(world, host, call, callText(call), call.call === 'connect' ? call.port : 0, result);
      if (call.call === 'listen' && result.ok === true) resumeServer(world, host, call.socket);
      return { ok: true, made };
    }
  }
}

function choose(world: World, pending: Decision, chosen: Decision['chosen']): Performed {
  const again = SLOTS.some((slot) => chosen[slot] !== undefined && pending.chosen[slot] !== undefined);
  if (again) return refuse('already-chosen');
  pending.chosen = { ...pending.chosen, ...chosen, ...(chosen.answer === undefined ? {} : { answerMove: world.move }) };
  if (openSlots(pending).length > 0) return { ok: true };
  resolve(world);
  return { ok: true };
}

function send(world: World, host: string, pending: Decision | null, move: Extract<Move, { do: 'send' }>): Performed {
  const given = move.segment;
  if (has(given.flags ?? 0, ACK) && given.ack === undefined) return refuse('ack-missing');
  const segment = completeSegment(world, host, given);
  const machine = hostOf(world, host);
  const forged = !machine.addresses.includes(segment.srcIp);
  if (forged && ![...machine.sockets.values()].some((socket) => socket.open && socket.transparent)) {
    return refuse('spoof-needs-transparent', { address: formatIp(segment.srcIp) });
  }
  if (pending) {
    if (!pending.slots.includes('answer')) return refuse('answer-not-yours');
    return choose(world, pending, { answer: [segment] });
  }
  const { srcIp: localIp, srcPort: localPort, dstIp: remoteIp, dstPort: remotePort } = segment;
  adoptAck(contextFor(world, host), { localIp, localPort, remoteIp, remotePort }, segment);
  transmit(world, host, segment, { auto: false, retransmission: false, injected: true });
  return { ok: true };
}

function sysctl(world: World, host: string, name: string, value: string): Performed {
  const machine = hostOf(world, host);
  const write = parseSysctl(name, value, profileOf(machine.profile).sysctls);
  if (!write.ok) {
    return refuse(write.error, { name: write.name, value, min: write.min ?? 0, max: write.max ?? 0, kernel: machine.profile });
  }
  machine.sysctl[write.name] = write.value;
  keepSysctl(world, host, write.name, write.value);
  return { ok: true };
}

/** How far ahead things still belong to the move just made: answers, delayed ACKs, programs. */
const SETTLE = 100;

/** A wait without a duration goes to the next happening, but never leaps further than so many ms into the unknown. */
const LEAP = 5000;

function wait(world: World, ms: number | null, observe?: Observer): Performed {
  if (world.pending) discard(world);
  const until = ms !== null ? world.now + ms : Math.min(nextHappeningAt(world), world.now + LEAP);
  advance(world, Math.min(until, world.setup.horizon), observe);
  if (ms === null) settle(world, observe);
  return { ok: true };
}

/**
 * Lets what a move set going come to rest: runs while segments are on their way or something is due within SETTLE ms,
 * and stops at the next decision.
 */
export function settle(world: World, observe?: Observer): void {
  for (let guard = 0; guard < 10_000; guard++) {
    if (world.pending) return;
    const next = nextHappeningAt(world);
    const unheard = world.waiting.length > 0 || world.noticed.length > 0;
    if (!unheard && (next === Infinity || (world.inFlight === 0 && next > world.now + SETTLE))) return;
    if (next > world.setup.horizon && !unheard) return;
    let stop = false;
    advance(world, unheard ? world.now : next, (w) => {
      if (observe?.(w)) stop = true;
      return stop;
    });
    if (stop) return;
  }
}
