import { acceptCall, closeCall, openSocket, readCall, writeCall } from '../kernel/calls.ts';
import { contextOf, type Context, type KernelEvent } from '../kernel/context.ts';
import type { Socket } from '../kernel/host.ts';
import { schedule, type Ms } from '../time.ts';
import { keepCall } from './keep-input.ts';
import type { AcceptPolicy } from './setup.ts';
import { attemptKey } from './traffic-state.ts';
import { endAttempt } from './traffic-tally.ts';
import { outputOf } from './wire.ts';
import { hostOf, setupOf, type Program, type World } from './world.ts';

export function programKey(host: string, socket: number): string {
  return `${host} ${socket}`;
}

export function contextFor(world: World, host: string): Context {
  return contextOf(hostOf(world, host), world.rules, world.now, outputOf(world, host));
}

/** Starts the server program of a listener. */
export function startServer(world: World, host: string, socket: number, policy: AcceptPolicy): void {
  world.programs.set(programKey(host, socket), {
    ...idleProgram(host, socket),
    closesAfterEof: policy.closesAfterEof,
    reply: policy.reply,
    acceptEvery: policy.every,
    busy: policy.busy ?? [],
    acceptReadyAt: policy.startsAt,
  });
}

/** A program whose listener was closed goes on with the socket that listens at its port now. */
export function resumeServer(world: World, host: string, socket: number): void {
  const port = hostOf(world, host).sockets.get(socket)?.localPort;
  const listener = setupOf(world, host).listeners.find((one) => one.port === port);
  if (listener && !world.programs.has(programKey(host, socket))) startServer(world, host, socket, listener.accept);
}

/** A program that does nothing by itself. */
export function idleProgram(host: string, socket: number): Program {
  return { host, socket, closesAfterEof: null, reply: null, acceptEvery: null, busy: [], acceptReadyAt: 0, acceptDue: false, writes: 0, closesAfterReply: false, thenAfter: 0 };
}

/** Puts the next accept() on the agenda when there is something to take. */
function planAccept(world: World, program: Program): void {
  const queue = hostOf(world, program.host).sockets.get(program.socket)?.listener?.acceptQueue;
  if (program.acceptEvery === null || program.acceptDue || !queue || queue.length === 0) return;
  program.acceptDue = true;
  schedule(world.agenda, freeAt(program, Math.max(program.acceptReadyAt, world.now)), { kind: 'accept', host: program.host, socket: program.socket });
}

/** The first time from `at` on at which the program is not busy with something else. */
function freeAt({ busy }: Program, at: Ms): Ms {
  return busy.reduce((free, [from, until]) => (free >= from && free < until ? until : free), at);
}

/** One turn of an accept() loop: takes a connection when there is one, and comes back after its interval. */
export function acceptTurn(world: World, host: string, listenerId: number): void {
  const program = world.programs.get(programKey(host, listenerId));
  const ctx = contextFor(world, host);
  const listener = openSocket(ctx, listenerId);
  if (!program || !listener?.listener) return;
  program.acceptDue = false;
  const result = acceptCall(ctx, listener);
  if (result.ok !== true) return;
  keepCall(world, host, { call: 'accept', socket: listenerId }, result);
  program.acceptReadyAt = world.now + (program.acceptEvery ?? 0);
  planAccept(world, program);
  world.journal.accepted.set(host, (world.journal.accepted.get(host) ?? 0) + 1);
  const child = openSocket(ctx, result.value);
  if (world.journal.keepsSegments) {
    world.journal.calls.push({ at: world.now, host, text: `accept(${listenerId})`, name: 'accept', socket: listenerId, result, returnedAt: world.now, remotePort: child?.remotePort ?? 0 });
  }
  world.programs.set(programKey(host, result.value), { ...program, socket: result.value, acceptEvery: null, acceptDue: false });
  if (child && (child.receivedBytes > 0 || child.finReceived || child.error)) serve(world, host, result.value);
}

function readAll(world: World, host: string, socket: Socket): void {
  keepCall(world, host, { call: 'read', socket: socket.id, bytes: socket.receivedBytes }, null);
  readCall(contextFor(world, host), socket, socket.receivedBytes);
}

/** A program reacts to what its socket has for it. */
export function serve(world: World, host: string, id: number): void {
  const program = world.programs.get(programKey(host, id));
  const ctx = contextFor(world, host);
  const socket = openSocket(ctx, id);
  if (!program || !socket || socket.listener || program.acceptEvery !== null) return;
  if (program.reply && socket.receivedBytes > 0) {
    readAll(world, host, socket);
    keepCall(world, host, { call: 'write', socket: id, bytes: program.reply.bytes }, null);
    writeCall(ctx, socket, 'r'.repeat(program.reply.bytes));
    if (program.reply.close) {
      keepCall(world, host, { call: 'close', socket: id }, null);
      closeCall(ctx, socket);
      world.programs.delete(programKey(host, id));
      return;
    }
  }
  const isTrying = world.traffic.open.has(attemptKey(host, id));
  if (isTrying && socket.error) {
    const read = readCall(ctx, socket, 1);
    if (read.ok === false) schedule(world.agenda, world.now, { kind: 'refused', host, socket: id, call: 'read', errno: read.errno });
    return;
  }
  if (isTrying && socket.receivedBytes > 0) {
    readCall(ctx, socket, socket.receivedBytes);
    endAttempt(world, host, id, 'served', 'read');
    closeCall(ctx, socket);
    world.programs.delete(programKey(host, id));
    return;
  }
  if (socket.finReceived && program.closesAfterEof !== null) {
    if (socket.receivedBytes > 0) readAll(world, host, socket);
    schedule(world.agenda, world.now + program.closesAfterEof, { kind: 'program', host, call: { call: 'close', socket: id } });
    world.programs.set(programKey(host, id), { ...program, closesAfterEof: null });
  }
}

/** The kernel told something that a program on that host is waiting for. */
export function programNoticed(world: World, host: string, event: KernelEvent): void {
  if (event.type === 'queued') {
    const program = event.listener === undefined ? undefined : world.programs.get(programKey(host, event.listener));
    if (program) planAccept(world, program);
    return;
  }
  if (event.type === 'returned' && event.call === 'connect') {
    const program = world.programs.get(programKey(host, event.socket));
    if (event.errno !== null) {
      if (world.traffic.open.has(attemptKey(host, event.socket))) schedule(world.agenda, world.now, { kind: 'refused', host, socket: event.socket, call: 'connect', errno: event.errno });
      return;
    }
    if (!program) return;
    if (program.writes > 0) schedule(world.agenda, world.now + program.thenAfter, { kind: 'program', host, call: { call: 'write', socket: event.socket, bytes: program.writes } });
    if (program.closesAfterReply) schedule(world.agenda, world.now + program.thenAfter, { kind: 'program', host, call: { call: 'close', socket: event.socket } });
    return;
  }
  if (event.type === 'readable') {
    const socket = hostOf(world, host).sockets.get(event.socket);
    // Still in the accept queue: the program does not know of it yet.
    if (!socket || socket.parent !== null) {
      if (event.eof) endAttempt(world, host, event.socket, 'gave-up', null);
      return;
    }
    schedule(world.agenda, world.now, { kind: 'program', host, call: { call: 'read', socket: event.socket, bytes: 0 } });
  }
}

