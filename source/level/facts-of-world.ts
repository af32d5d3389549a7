import type { Host } from '../kernel/host.ts';
import { TIMESTAMP_BYTES } from '../kernel/first-window.ts';
import { allEntries } from '../kernel/lookup.ts';
import { SYSCTLS, sysctlName, sysctlText } from '../kernel/sysctl.ts';
import type { Decision } from '../world/decision.ts';
import type { Ms } from '../time.ts';
import { endsOf } from '../world/resolve.ts';
import { countTries, servedPercent, type SuchTries } from '../world/traffic-tally.ts';
import { hostOf, type World } from '../world/world.ts';
import type { Predicate } from './goal.ts';
import type { PendingFact, ReceivedFact, ReturnFact, SegmentFact, SocketFact, WorldFacts } from './world-facts.ts';

type QueueName = Parameters<WorldFacts['queueLength']>[1];

/** Answers what conditions ask, from a world. `heldSince` comes from the session's own tracker. */
export function factsOfWorld(world: World, heldSince: (what: Predicate) => number | null): WorldFacts {
  return new FactsOfWorld(world, heldSince);
}

/** Made after each happening of a world: one object, and no closures. */
class FactsOfWorld implements WorldFacts {
  readonly now: Ms;
  readonly heldSince: (what: Predicate) => number | null;
  private readonly world: World;

  constructor(world: World, heldSince: (what: Predicate) => number | null) {
    this.now = world.now;
    this.world = world;
    this.heldSince = heldSince;
  }

  states(name: string): Iterable<SocketFact> {
    return statesOf(hostOf(this.world, name));
  }

  queueLength(name: string, queue: QueueName): number {
    return queueLength(hostOf(this.world, name), queue);
  }

  counter(name: string, counter: string): number {
    return (hostOf(this.world, name).counters as Record<string, number>)[counter] ?? 0;
  }

  returned(name: string): readonly ReturnFact[] {
    return this.world.journal.calls
      .filter((call) => call.host === name && call.returnedAt !== null)
      .map((call) => ({ call: call.name, errno: call.result.ok === false ? call.result.errno : null, value: call.result.ok === true ? call.result.value : null, peerPort: call.remotePort === 0 ? null : call.remotePort }));
  }

  received(name: string): readonly ReceivedFact[] {
    return receivedBy(this.world, name);
  }

  segments(): readonly SegmentFact[] {
    return this.world.journal.segments.map((record) => ({
      n: record.n,
      from: record.from,
      to: record.to,
      flags: record.segment.flags,
      fate: record.fate,
      forged: record.forged,
      srcPort: record.segment.srcPort,
      dstPort: record.segment.dstPort,
      seq: record.segment.seq,
      ack: record.segment.ack,
    }));
  }

  decisions(name: string, decision: string): number {
    return (this.world.journal.decided.get(name) as ReadonlyMap<string, number> | undefined)?.get(decision) ?? 0;
  }

  sysctl(name: string, sysctl: string): string | null {
    const known = sysctlName(sysctl);
    return known === null || !(known in SYSCTLS) ? null : sysctlText(known, hostOf(this.world, name).sysctl[known]);
  }

  stage(): string | null {
    return this.world.traffic.plan?.stage ?? null;
  }

  service(over: Ms): number | null {
    return servedPercent(this.world, over);
  }

  tries(such: SuchTries): number {
    return countTries(this.world, such);
  }

  pending(): readonly PendingFact[] {
    return this.world.pending === null ? [] : [pendingIn(this.world, this.world.pending)];
  }

  accepted(name: string): number {
    return this.world.journal.accepted.get(name) ?? 0;
  }
}

function pendingIn(world: World, decision: Decision): PendingFact {
  const { localPort, remotePort } = endsOf(world, decision);
  const { host, cause } = decision;
  return { host, flags: cause.kind === 'segment' ? cause.segment.flags : null, call: cause.kind === 'call' ? cause.call.call : null, timer: cause.kind === 'timer', port: localPort, peerPort: remotePort };
}

function* statesOf(host: Host): Generator<SocketFact> {
  for (const socket of host.sockets.values()) {
    if (socket.remotePort === 0 || socket.state === 'CLOSED') yield { state: socket.state, port: socket.localPort, peerPort: socket.remotePort || null };
  }
  for (const entry of allEntries(host)) {
    const state = entry.kind === 'request' ? 'SYN-RECEIVED' : entry.kind === 'time-wait' ? entry.substate : entry.state;
    const agreed = entry.kind === 'socket' ? { mss: entry.options.sndMss + (entry.options.ts ? TIMESTAMP_BYTES : 0), sack: entry.options.sack, scaling: entry.options.scaling } : null;
    yield { state, port: entry.localPort, peerPort: entry.remotePort, ...(agreed ? { agreed } : {}) };
  }
}

function queueLength(host: Host, queue: QueueName): number {
  let length = 0;
  for (const socket of host.sockets.values()) {
    if (queue === 'syn') length += socket.listener?.qlen ?? 0;
    else if (queue === 'accept') length += socket.listener?.acceptQueue.length ?? 0;
    else length += socket.outOfOrder.length;
  }
  return length;
}

/** Bytes that became readable, and end-of-file, by connection. */
function receivedBy(world: World, name: string): ReceivedFact[] {
  const byPeer = new Map<number, { bytes: number; eof: boolean; peerPort: number }>();
  for (const { host, event, segment } of world.journal.notes) {
    if (host !== name || event.type !== 'readable') continue;
    const peerPort = hostOf(world, name).sockets.get(event.socket)?.remotePort ?? (segment === null ? 0 : (world.journal.segments[segment - 1]?.arrives.srcPort ?? 0));
    const fact = byPeer.get(peerPort) ?? { bytes: 0, eof: false, peerPort };
    byPeer.set(peerPort, { ...fact, bytes: fact.bytes + event.bytes, eof: fact.eof || event.eof });
  }
  return [...byPeer.values()];
}
