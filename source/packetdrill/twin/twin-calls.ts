import { acceptCall, bindCall, closeCall, connectOrTell, connectWithoutWaiting, listenCall, openSocket, readCall, shutdownCall, socketCall, writeCall } from '../../kernel/calls.ts';
import type { CallResult } from '../../kernel/call-errnos.ts';
import type { Context } from '../../kernel/context.ts';
import type { Socket } from '../../kernel/host.ts';
import { distance } from '../../tcp/sequence.ts';
import type { Ms } from '../../time.ts';
import type { CallOutcome, SystemCall } from '../run/system-call.ts';
import type { Blocked, Descriptor } from './descriptor.ts';
import { polled } from './poll-events.ts';
import { getOption, setOption } from './socket-options.ts';

type Done = Omit<CallOutcome, 'at'>;

/** O_RDWR and O_NONBLOCK of x86. */
const O_RDWR = 2;
const O_NONBLOCK = 0o4000;
/** No time limit. */
const FOREVER: Ms = Infinity;

/** The descriptors of the one program that a script is. */
export type Descriptors = Map<number, Descriptor>;

const value = (result: number): Done => ({ result, errno: null });
const failed = (errno: string): Done => ({ result: -1, errno });

/** Enters a call: it comes back at once, or is blocked. */
export function enterCall(ctx: Context, descriptors: Descriptors, call: SystemCall): Done | Blocked {
  if (call.name === 'socket') return value(addDescriptor(ctx, descriptors, socketCall(ctx)));
  if (call.name === 'poll') return pollNow(descriptors, call) ?? waitForPoll(ctx, call);
  const descriptor = descriptors.get(call.fd);
  if (!descriptor || !openSocket(ctx, call.fd)) return failed('EBADF');
  if (call.name === 'connect') {
    if (descriptor.nonBlocking) return doneOf(connectWithoutWaiting(ctx, descriptor.socket, call.to.ip, call.to.port)) ?? failed('EINPROGRESS');
    return doneOf(connectOrTell(ctx, descriptor.socket, call.to.ip, call.to.port)) ?? { call, until: FOREVER };
  }
  const done = attempt(ctx, descriptors, descriptor, call);
  if (done) return done;
  return mayWait(descriptor, call) ? { call, until: FOREVER } : failed('EAGAIN');
}

function waitForPoll(ctx: Context, call: Extract<SystemCall, { name: 'poll' }>): Done | Blocked {
  if (call.timeout === 0) return nothingPolled(call);
  return { call, until: call.timeout < 0 ? FOREVER : ctx.now + call.timeout };
}

function nothingPolled(call: Extract<SystemCall, { name: 'poll' }>): Done {
  return { result: 0, errno: null, revents: call.fds.map(() => []) };
}

function mayWait({ nonBlocking }: Descriptor, call: SystemCall): boolean {
  return !nonBlocking && !((call.name === 'read' || call.name === 'write') && call.flags.includes('MSG_DONTWAIT'));
}

/** Sees whether a blocked call comes back now. */
export function resumeCall(ctx: Context, descriptors: Descriptors, { call, until }: Blocked): Done | null {
  if (call.name === 'poll') return pollNow(descriptors, call) ?? (ctx.now >= until ? nothingPolled(call) : null);
  if (call.name === 'socket') return null;
  const descriptor = descriptors.get(call.fd);
  if (!descriptor) return failed('EBADF');
  if (call.name === 'close') return lingerIsOver(descriptor) || ctx.now >= until ? closed(descriptors, call.fd) : null;
  if (call.name !== 'connect') return attempt(ctx, descriptors, descriptor, call);
  return null;
}

function pollNow(descriptors: Descriptors, call: Extract<SystemCall, { name: 'poll' }>): Done | null {
  const revents = call.fds.map(({ fd, events }) => {
    const descriptor = descriptors.get(fd);
    return descriptor ? polled(descriptor.socket, events) : (['POLLNVAL'] as const);
  });
  const ready = revents.filter((events) => events.length > 0).length;
  return ready === 0 ? null : { result: ready, errno: null, revents };
}

/** Tries a call that can be tried again; null: it would block. */
function attempt(ctx: Context, descriptors: Descriptors, descriptor: Descriptor, call: Exclude<SystemCall, { name: 'socket' | 'poll' | 'connect' }>): Done | null {
  const { socket } = descriptor;
  switch (call.name) {
    case 'bind':
      return doneOf(bindCall(ctx, socket, call.to.ip, call.to.port));
    case 'listen':
      return doneOf(listenCall(ctx, socket, call.backlog));
    case 'accept': {
      const result = acceptCall(ctx, socket);
      if (result.ok !== true) return doneOf(result);
      const fd = addDescriptor(ctx, descriptors, result);
      const child = descriptors.get(fd)!.socket;
      return { ...value(fd), peer: { ip: child.remoteIp, port: child.remotePort } };
    }
    case 'read':
      return readMessage(ctx, descriptor, call);
    case 'write':
      return writeMessage(ctx, socket, call);
    case 'shutdown':
      return doneOf(shutdownCall(ctx, socket, call.how));
    case 'getfl':
      return value(O_RDWR | (descriptor.nonBlocking ? O_NONBLOCK : 0));
    case 'setfl':
      descriptor.nonBlocking = call.nonBlocking;
      return value(0);
    case 'getsockopt':
      return { ...value(0), value: getOption(ctx, socket, call.option) };
    case 'setsockopt':
      return doneOf(setOption(ctx, socket, call.option, call.value));
    case 'ioctl':
      if (socket.listener) return failed('EINVAL');
      return { ...value(0), value: call.request === 'SIOCINQ' ? socket.receivedBytes : distance(socket.sndUna, socket.sndNxt) + socket.unsent.length };
    case 'close':
      return null;
  }
}

/** close(): with SO_LINGER and a time it waits until everything is acknowledged, even where nothing else waits (F5.12). */
export function enterClose(ctx: Context, descriptors: Descriptors, call: Extract<SystemCall, { name: 'close' }>): Done | Blocked {
  const descriptor = descriptors.get(call.fd);
  if (!descriptor || !openSocket(ctx, call.fd)) return failed('EBADF');
  closeCall(ctx, descriptor.socket);
  const { linger } = descriptor.socket;
  return linger !== null && linger > 0 && !lingerIsOver(descriptor) ? { call, until: ctx.now + linger } : closed(descriptors, call.fd);
}

function lingerIsOver({ socket }: Descriptor): boolean {
  return socket.state === 'CLOSED' || !['FIN-WAIT-1', 'CLOSING', 'LAST-ACK'].includes(socket.state);
}

function closed(descriptors: Descriptors, fd: number): Done {
  descriptors.delete(fd);
  return value(0);
}

function readMessage(ctx: Context, descriptor: Descriptor, call: Extract<SystemCall, { name: 'read' }>): Done | null {
  const { socket } = descriptor;
  if (call.badBuffer && socket.receivedBytes > 0) return failed('EFAULT');
  const done = doneOf(call.flags.includes('MSG_PEEK') ? peek(ctx, descriptor, call.bytes) : readCall(ctx, socket, call.bytes));
  return done && call.control && socket.tellsUnread && done.errno === null ? { ...done, unread: unreadOf(socket) } : done;
}

/** Bytes still to be read; a FIN counts as one, so that a program reads on until it has met the end. Source: tcp.c:tcp_inq_hint. */
function unreadOf({ receivedBytes, finReceived }: Socket): number {
  return receivedBytes + Number(finReceived);
}

function writeMessage(ctx: Context, socket: Socket, { bytes, flags, badBuffer }: Extract<SystemCall, { name: 'write' }>): Done | null {
  if (socket.state === 'SYN-SENT' || socket.state === 'SYN-RECEIVED') return null;
  if (badBuffer && socket.state !== 'CLOSED' && !socket.shutdownSend && socket.error === null) return failed('EFAULT');
  return doneOf(writeCall(ctx, socket, '\0'.repeat(bytes), { more: flags.includes('MSG_MORE'), endsRecord: flags.includes('MSG_EOR') }));
}

function peek(ctx: Context, { socket }: Descriptor, bytes: number): CallResult {
  return socket.receivedBytes > 0 ? { ok: true, value: Math.min(bytes, socket.receivedBytes) } : readCall(ctx, socket, bytes);
}

function addDescriptor(ctx: Context, descriptors: Descriptors, result: CallResult): number {
  if (result.ok !== true) throw new Error('a descriptor of a call that failed');
  descriptors.set(result.value, { socket: ctx.host.sockets.get(result.value)!, nonBlocking: false });
  return result.value;
}

function doneOf(result: CallResult): Done | null {
  if (result.ok === 'blocks') return null;
  return result.ok ? value(result.value) : failed(result.errno);
}
