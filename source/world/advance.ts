import { nextTimerAt, receive, runTimer } from '../kernel/receive.ts';
import type { Segment } from '../tcp/segment.ts';
import { nextAt, takeNext, type Ms } from '../time.ts';
import { ask, isPlayers } from './ask.ts';
import { stageEnds } from './plan.ts';
import { acceptTurn, contextFor, programNoticed, serve } from './program.ts';
import { performCall } from './react.ts';
import { settleFate } from './fate.ts';
import { keepArrival, keepCall } from './keep-input.ts';
import type { Call } from './move.ts';
import { makeCall, runScript } from './script.ts';
import { timeoutOf } from './timeout.ts';
import { floodStep, patienceEnds, refused, startClient } from './traffic.ts';
import { closeSecond } from './traffic-tally.ts';
import { outputOf, recordOf } from './wire.ts';
import { hostOf, type Happening, type World } from './world.ts';

/** Called after each happening; true stops the advance. */
export type Observer = (world: World) => boolean;

/** Far more happenings than any level has at one time, and between two moves. */
const MOST_AT_ONCE = 50_000;
const MOST_HAPPENINGS = 3_000_000;

/** Two hosts answer each other for ever: a setup that was not meant so, or was meant to. */
export class EndlessWorldError extends Error {
  override readonly name = 'EndlessWorldError';

  constructor() {
    super('the simulated hosts do not come to rest: they answer each other without end');
  }
}

/**
 * Lets virtual time run to `until` ms, or until something is put to the player, or until `observe` says stop.
 * What is due at `until` itself still happens. Throws EndlessWorldError.
 */
export function advance(world: World, until: Ms, observe?: Observer): void {
  let [since, atOnce] = [world.now, 0];
  for (let happenings = 0; ; happenings++) {
    atOnce = world.now === since ? atOnce + 1 : 0;
    since = world.now;
    if (atOnce > MOST_AT_ONCE || happenings > MOST_HAPPENINGS) throw new EndlessWorldError();
    drainNoticed(world);
    if (world.pending) return;
    const waiting = world.waiting.shift();
    if (waiting) {
      meet(world, waiting.host, waiting.segment, waiting.n);
      continue;
    }
    const next = nextHappeningAt(world);
    const second = nextSecond(world);
    if (second <= until && second <= next) {
      world.now = second;
      closeSecond(world);
      if (observe?.(world)) return;
      continue;
    }
    if (next > until) {
      world.now = Math.max(world.now, until);
      return;
    }
    world.now = next;
    happen(world);
    drainNoticed(world);
    if (observe?.(world)) return;
  }
}

/** When something happens by itself next; Infinity when nothing ever will. */
export function nextHappeningAt(world: World): Ms {
  let next = nextAt(world.agenda);
  for (const host of world.hosts.values()) next = Math.min(next, nextTimerAt(host));
  return next;
}

/** The next full second that has no sample yet; only worlds with traffic keep them. */
function nextSecond(world: World): Ms {
  return world.setup.traffic.length === 0 ? Infinity : (world.traffic.seconds + 1) * 1000;
}

function drainNoticed(world: World): void {
  while (world.noticed.length > 0) {
    const { host, event } = world.noticed.shift()!;
    programNoticed(world, host, event);
  }
}

function happen(world: World): void {
  if (nextAt(world.agenda) <= world.now) {
    run(world, takeNext(world.agenda).item);
    return;
  }
  for (const host of world.hosts.values()) {
    if (nextTimerAt(host) > world.now) continue;
    const timeout = timeoutOf(world, host.name);
    if (timeout) {
      ask(world, host.name, timeout);
      return;
    }
    runTimer(host, world.rules, world.now, outputOf(world, host.name));
    return;
  }
}

function run(world: World, item: Happening): void {
  switch (item.kind) {
    case 'arrival':
      if (!item.wanders) world.inFlight--;
      arrive(world, item.host, item.segment, item.n);
      return;
    case 'script':
      runScript(world, world.setup.script[item.index]!);
      return;
    case 'accept':
      acceptTurn(world, item.host, item.socket);
      return;
    case 'program':
      if (item.call.call === 'read') serve(world, item.host, item.call.socket);
      else callLater(world, item.host, item.call);
      return;
    case 'flood':
      floodStep(world, item.index);
      return;
    case 'client':
      startClient(world, item.index);
      return;
    case 'stage':
      stageEnds(world, item.stage, item.go);
      return;
    case 'patience':
      patienceEnds(world, item.host, item.socket);
      return;
    case 'refused':
      refused(world, item.host, item.socket, item.call, item.errno);
  }
}

/** A program makes the call that it had put off; on the player's own host it is asked for. */
function callLater(world: World, host: string, call: Call): void {
  if (isPlayers(world, host)) makeCall(world, host, call, null);
  else keepCall(world, host, call, performCall(contextFor(world, host), call, null).result);
}

function arrive(world: World, host: string, segment: Segment, n: number | null): void {
  const record = recordOf(world, n);
  if (record && record.fate === 'in-flight') {
    record.fate = 'arrived';
    record.arrivesAt = world.now;
  }
  if (isPlayers(world, host) && world.pending) {
    world.waiting.push({ host, segment, n });
    return;
  }
  meet(world, host, segment, n);
}

/** A segment meets a host: the player's to decide, or its kernel's. */
function meet(world: World, host: string, segment: Segment, n: number | null): void {
  keepArrival(world, host, segment, n);
  if (isPlayers(world, host)) {
    ask(world, host, { kind: 'segment', segment, n });
    return;
  }
  world.cause = n;
  const move = world.move;
  world.move = null;
  receive(hostOf(world, host), world.rules, world.now, segment, outputOf(world, host));
  world.move = move;
  world.cause = null;
  const record = recordOf(world, n);
  if (record) settleFate(record);
}

