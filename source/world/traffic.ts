import { closeCall, connectCall, openSocket, socketCall, bindCall } from '../kernel/calls.ts';
import type { Errno } from '../kernel/errno.ts';
import { receive } from '../kernel/receive.ts';
import { nextInt } from '../random.ts';
import { SYN } from '../tcp/flags.ts';
import type { Segment } from '../tcp/segment.ts';
import { schedule } from '../time.ts';
import type { TrafficSetup } from './setup.ts';
import { noteRecent } from './machine.ts';
import { spanOf } from './plan.ts';
import { contextFor, idleProgram, programKey } from './program.ts';
import { attemptKey, type Attempt } from './traffic-state.ts';
import { endAttempt } from './traffic-tally.ts';
import { outputOf } from './wire.ts';
import { hostOf, type World } from './world.ts';

/** A flood is worked off in steps of so many ms: one happening per step, not one per SYN. */
const FLOOD_STEP = 10;

/** How many first-time visitors a pool of real clients has; each comes from an address of its own. */
export const CLIENT_POOL = 4096;

type Flood = Extract<TrafficSetup, { kind: 'flood' }>;
type Clients = Extract<TrafficSetup, { kind: 'clients' }>;

/** One step of a flood: spoofed SYNs straight into the target's kernel. Nobody at their sources ever answers. */
export function floodStep(world: World, index: number): void {
  const flood = world.setup.traffic[index] as Flood;
  const target = world.owners.get(flood.to.ip);
  const span = spanOf(world, flood);
  if (target === undefined || span === null || world.now >= span.until) return;
  const host = hostOf(world, target);
  const before = Math.floor(((world.now - span.from) * flood.rate) / 1000);
  const after = Math.floor(((world.now - span.from + FLOOD_STEP) * flood.rate) / 1000);
  const sources = 2 ** (32 - flood.from.prefix);
  const out = outputOf(world, target);
  for (let i = before; i < after; i++) {
    const syn: Segment = {
      srcIp: flood.from.ip + nextInt(world.random, 1, sources - 2),
      srcPort: nextInt(world.random, 1024, 65_535),
      dstIp: flood.to.ip,
      dstPort: flood.to.port,
      flags: SYN,
      seq: nextInt(world.random, 0, 4_294_967_295),
      ack: 0,
      win: 64_240,
      options: flood.options,
      length: 0,
    };
    world.journal.tap?.({ at: world.now, arrivesAt: world.now, from: flood.name, to: target, segment: syn, sent: syn, arrives: syn, fate: 'arrived', retransmission: false });
    noteRecent(world, target, world.now, syn);
    receive(host, world.rules, world.now, syn, out);
  }
  world.traffic.current.synIn += after - before;
  world.traffic.current.forged += after - before;
  schedule(world.agenda, world.now + FLOOD_STEP, { kind: 'flood', index });
}

/** A client begins: it connects from an address of its own, asks, and waits for an answer. One of an attacker's own may ask for nothing, and hold what it got until its patience ends. */
export function startClient(world: World, index: number): void {
  const clients = world.setup.traffic[index] as Clients;
  const begun = world.traffic.begun.get(clients.name) ?? 0;
  const span = spanOf(world, clients);
  if (span === null || world.now >= span.until || begun >= clients.count) return;
  const { name, host, to, request, patience, elsewhere, hostile, pulse } = clients;
  // In whole ms, or a pulse might begin a hair too soon, again and again.
  const phase = pulse === null ? 0 : Math.round(world.now - span.from) % pulse.every;
  if (pulse !== null && phase >= pulse.lasts) {
    schedule(world.agenda, world.now - phase + pulse.every, { kind: 'client', index });
    return;
  }
  world.traffic.begun.set(name, begun + 1);
  if (!hostile) world.traffic.current.legit++;
  tryAt(world, to, { of: name, hostile, host, request, elsewhere, startedAt: world.now, until: world.now + patience });
  const gap = 1000 / clients.rate;
  schedule(world.agenda, world.now + gap * (0.5 + nextInt(world.random, 0, 1000) / 1000), { kind: 'client', index });
}

/** One try of a real client at one server. */
export function tryAt(world: World, to: Clients['to'], attempt: Omit<Attempt, 'socket'>): void {
  const { host } = attempt;
  const { addresses } = hostOf(world, host);
  const ctx = contextFor(world, host);
  const number = world.traffic.nextClient++;
  const made = socketCall(ctx);
  if (made.ok !== true) return;
  const socket = openSocket(ctx, made.value)!;
  const isVisitor = world.setup.traffic.some((traffic) => traffic.kind === 'clients' && traffic.name === attempt.of && traffic.pool);
  if (isVisitor) bindCall(ctx, socket, addresses[number % addresses.length]!, 32_768 + 2 * nextInt(world.random, 0, 14_000));
  world.traffic.open.set(attemptKey(host, socket.id), { ...attempt, socket: socket.id });
  world.programs.set(programKey(host, socket.id), { ...idleProgram(host, socket.id), writes: attempt.request });
  const connected = connectCall(ctx, socket, to.ip, to.port);
  if (connected.ok === false) schedule(world.agenda, world.now, { kind: 'refused', host, socket: socket.id, call: 'connect', errno: connected.errno });
  else world.traffic.current.synIn++;
  schedule(world.agenda, attempt.until, { kind: 'patience', host, socket: socket.id });
}

/** A client that was not served in time gives up. */
export function patienceEnds(world: World, host: string, id: number): void {
  if (!world.traffic.open.has(attemptKey(host, id))) return;
  endAttempt(world, host, id, 'gave-up', null);
  leave(world, host, id);
}

/** A call of a client's program failed: it turns elsewhere where it can, and is not served where it cannot. */
export function refused(world: World, host: string, id: number, call: 'connect' | 'read', errno: Errno): void {
  const attempt = endAttempt(world, host, id, errno, call);
  leave(world, host, id);
  if (attempt?.elsewhere) tryAt(world, attempt.elsewhere, { ...attempt, elsewhere: null });
}

function leave(world: World, host: string, id: number): void {
  const ctx = contextFor(world, host);
  const socket = openSocket(ctx, id);
  world.programs.delete(programKey(host, id));
  if (socket) closeCall(ctx, socket);
}
