import { finTimeout } from '../kernel/after-ack.ts';
import { bindCall, listenCall } from '../kernel/calls.ts';
import { timestampNow, timestampOffset } from '../kernel/clock.ts';
import { contextOf, type Output } from '../kernel/context.ts';
import { createHost, type Host, type Socket } from '../kernel/host.ts';
import { findListener, hash } from '../kernel/lookup.ts';
import { DEFAULT_PROFILE, profileOf, type ProfileId } from '../kernel/profile.ts';
import { openReceiveBuffer, pieceOf, queueForReading } from '../kernel/receive-buffer.ts';
import type { Rules } from '../kernel/rule.ts';
import { createSocket } from '../kernel/socket.ts';
import { parseSysctl } from '../kernel/sysctl.ts';
import { restartTimeWait, timeWaitEntryOf } from '../kernel/time-wait-enter.ts';
import { localMss, TIMESTAMP_BYTES } from '../kernel/first-window.ts';
import { mix } from '../random.ts';
import type { Translation } from '../network/nat.ts';
import { add } from '../tcp/sequence.ts';
import { idleProgram, programKey, startServer } from './program.ts';
import { startPlan } from './plan.ts';
import { farEnd, natOf } from './route.ts';
import type { ConnectionSetup, EndSetup, WorldSetup } from './setup.ts';
import { CLIENT_POOL } from './traffic.ts';
import { emptyWorld, hostOf, type World } from './world.ts';

const SILENT: Output = { send: () => {}, note: () => {} };

/**
 * Builds the world of a level at virtual time 0. The same set-up, seed and kernel give the same world, always.
 * `kernel`: of the hosts whose set-up names none. `rules`: a wrong idea in place of every kernel's own rules.
 * Throws an Error for a sysctl that a host's kernel does not have.
 */
export function createWorld(setup: WorldSetup, seed: number, rules: Rules | null = null, kernel: ProfileId = DEFAULT_PROFILE): World {
  const world = emptyWorld(setup, seed, rules);
  const pools = new Set(setup.traffic.flatMap((t) => (t.kind === 'clients' && t.pool ? [t.host] : [])));
  for (const host of setup.hosts) {
    const addresses = pools.has(host.name) ? Array.from({ length: CLIENT_POOL }, (_, i) => host.ip + i) : [host.ip];
    const secret = mix(seed, host.ip, 77);
    const profile = profileOf(host.kernel ?? kernel);
    const made = createHost(host.name, addresses, profile.id, secret, host.uptime ?? 300_000 + (mix(secret, 5) % 4_000_000));
    for (const [name, value] of Object.entries(host.sysctls)) {
      const write = parseSysctl(name, value, profile.sysctls);
      if (!write.ok) throw new Error(`host ${host.name}: sysctl ${name}=${value}: ${write.error}`);
      made.sysctl[write.name] = write.value;
    }
    made.mtu = host.mtu;
    made.advertisedMss = host.advmss;
    for (const peer of host.provenPeers) made.provenPeers.add(peer);
    world.hosts.set(host.name, made);
    for (const address of addresses) world.owners.set(address, host.name);
  }
  for (const host of setup.hosts) for (const listener of host.listeners) openListener(world, host.name, listener);
  for (const connection of setup.connections) openConnection(world, connection);
  startPlan(world);
  return world;
}

function openListener(world: World, name: string, listener: WorldSetup['hosts'][number]['listeners'][number]): void {
  const host = hostOf(world, name);
  const ctx = contextOf(host, world.rules, 0, SILENT);
  const socket = createSocket(host, ctx.constants.initialRto);
  socket.reuseAddr = listener.reuseAddr;
  bindCall(ctx, socket, 0, listener.port);
  listenCall(ctx, socket, listener.backlog);
  startServer(world, name, socket.id, listener.accept);
}

function openConnection(world: World, { a, b }: ConnectionSetup): void {
  openEnd(world, a, b);
  openEnd(world, b, a);
  translate(world, a, b);
  translate(world, b, a);
}

/** A router knows a connection that goes through it, unless nothing has passed for too long. */
function translate(world: World, inner: EndSetup, outer: EndSetup): void {
  const nat = natOf(world, inner.host);
  if (!nat || nat.rules.inside.includes(outer.host)) return;
  const isOver = [inner, outer].every(({ state }) => state === 'TIME-WAIT' || state === 'CLOSED');
  const until = (isOver ? nat.rules.keeps : nat.rules.idle) - Math.max(inner.age, outer.age);
  if (until <= 0) return;
  const translation: Translation = { inside: { ip: hostOf(world, inner.host).addresses[0]!, port: inner.port }, outsidePort: inner.port, remote: farEnd(world, inner.host, outer), finOut: isOver, finIn: isOver, sentTo: inner.sndNxt, closed: isOver, until };
  world.nats = world.nats.map((one) => (one === nat ? { ...one, translations: [...one.translations, translation] } : one));
}

/** The window that an end began with: who listens on its port has accepted the connection, and a SYN-ACK with timestamps offers more than a SYN (F1.13). */
function firstWindowOf(host: Host, { port, ts }: EndSetup): number {
  const { synWindow, synAckWindowTs } = profileOf(host.profile).constants;
  return ts !== null && findListener(host, host.addresses[0]!, port) ? synAckWindowTs : synWindow;
}

/** One end of a connection that exists already, as its history would have left it. */
function openEnd(world: World, end: EndSetup, other: EndSetup): void {
  if (end.state === 'CLOSED') return;
  const host = hostOf(world, end.host);
  const peer = hostOf(world, other.host);
  const ctx = contextOf(host, world.rules, 0, SILENT);
  const socket = createSocket(host, ctx.constants.initialRto);
  socket.bound = true;
  socket.localIp = host.addresses[0]!;
  socket.localPort = end.port;
  const far = farEnd(world, end.host, other);
  socket.remoteIp = far.ip;
  socket.remotePort = far.port;
  socket.state = end.state;
  socket.reuseAddr = end.reuseAddr;
  socket.open = !end.orphan;
  const ts = end.ts !== null;
  socket.options = { localMss: localMss(ctx), sndMss: localMss(ctx) - (ts ? TIMESTAMP_BYTES : 0), sack: true, sndScale: profileOf(peer.profile).constants.windowScale, rcvScale: ctx.constants.windowScale, scaling: true, ts };
  socket.timestamps = timestampsOf(world, end, other);
  socket.sndNxt = end.sndNxt;
  socket.sndUna = end.sndNxt;
  socket.pushedTo = end.sndNxt;
  socket.iss = add(end.sndNxt, -1001);
  socket.ackedFrom = add(socket.iss, 1);
  socket.rcvNxt = end.rcvNxt;
  socket.rcvWup = end.rcvNxt;
  socket.irs = add(end.rcvNxt, -1001);
  socket.rcvWnd = firstWindowOf(host, end);
  openReceiveBuffer(host, socket);
  socket.sndWnd = firstWindowOf(peer, other);
  socket.maxWindow = socket.sndWnd;
  socket.sndWl1 = socket.irs;
  socket.rto = 240;
  socket.srtt = 40;
  socket.minRtt = 40;
  socket.rttvar = 20;
  socket.receivedBytes = end.unread;
  socket.received = 'u'.repeat(end.unread);
  if (end.unread > 0) queueForReading(socket, pieceOf({ length: end.unread, options: {} }), end.unread, false);
  const weClosed = ['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'].includes(end.state);
  const theyClosed = ['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT'].includes(end.state);
  socket.shutdownSend = weClosed;
  socket.finReceived = theyClosed;
  socket.shutdownReceive = theyClosed || end.orphan;
  socket.ato = 40;
  // It has received data, a moment ago.
  socket.lastDataAt = -100;
  hash(host, socket);
  if (end.state === 'TIME-WAIT' || (end.state === 'FIN-WAIT-2' && end.orphan)) toEntry(world, host, socket, end);
  if (end.closesAfterEof !== null) {
    world.programs.set(programKey(end.host, socket.id), {
      ...idleProgram(end.host, socket.id),
      closesAfterEof: end.closesAfterEof,
    });
  }
}

/** Timestamps of a tuple go on through all its connections (F1.16): the offset is that of the next one, too. */
function timestampsOf(world: World, end: EndSetup, other: EndSetup): Socket['timestamps'] {
  const [host, peer] = [hostOf(world, end.host), hostOf(world, other.host)];
  const ip = host.addresses[0]!;
  const far = farEnd(world, end.host, other);
  const offset = timestampOffset(contextOf(host, world.rules, 0, SILENT), ip, end.port, far.ip, far.port);
  if (end.ts === null) return { offset, recent: 0, recentAt: 0 };
  if ('recent' in end.ts) return { offset, recent: end.ts.recent, recentAt: 0 };
  const then = contextOf(peer, world.rules, -end.ts.ago, SILENT);
  const near = farEnd(world, other.host, end);
  return { offset, recent: timestampNow(then, timestampOffset(then, peer.addresses[0]!, other.port, near.ip, near.port)), recentAt: -end.ts.ago };
}

function toEntry(world: World, host: Host, socket: Socket, end: EndSetup): void {
  const ctx = contextOf(host, world.rules, 0, SILENT);
  const entry = timeWaitEntryOf(socket, end.state === 'TIME-WAIT' ? 'TIME-WAIT' : 'FIN-WAIT-2', -end.age);
  host.sockets.delete(socket.id);
  hash(host, entry);
  host.timeWaitCount++;
  if (ctx.constants.countsTimeWaitAtEntry) host.counters.TW++;
  // Above 60 s the full socket has waited for the rest before (F5.17).
  const length = end.state === 'TIME-WAIT' ? ctx.constants.timeWait : Math.min(finTimeout(ctx, socket), ctx.constants.timeWait);
  restartTimeWait(ctx, entry, length - end.age);
}

