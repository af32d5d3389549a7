import type { CallOutcome, Linger, SocketOption, SystemCall } from '../../packetdrill/run/system-call.ts';
import type { Bench } from '../bench.ts';
import type { BlockingCall } from '../blocking-thread.ts';
import type { BlockingRequest } from '../blocking-caller.ts';
import { socketAddress } from '../socket-address.ts';
import { int32, type Returned } from '../system-call.ts';
import { F_GETFL, F_SETFL, LEVELS, MESSAGE_FLAGS, O_NONBLOCK, OPTIONS, POLL_EVENTS, REQUESTS, SHUTDOWN } from './constants.ts';

/** What a call came back with, without the time. */
export type Outcome = Omit<CallOutcome, 'at'>;

/** The request for the blocking thread, null for a call that never blocks. A descriptor that does not block makes none. */
export function blockingRequest(call: SystemCall): { readonly call: BlockingCall; readonly request: BlockingRequest } | null {
  switch (call.name) {
    case 'connect':
      return { call: 'connect', request: { fd: call.fd, input: socketAddress(call.to.ip, call.to.port) } };
    case 'accept':
    case 'close':
      return { call: call.name, request: { fd: call.fd } };
    case 'read':
      return { call: 'read', request: { fd: call.fd, size: call.bytes, flags: flagsOf(call.flags) } };
    case 'write':
      return { call: 'write', request: { fd: call.fd, input: Buffer.alloc(call.bytes), flags: flagsOf(call.flags) | MESSAGE_FLAGS.MSG_NOSIGNAL } };
    case 'poll':
      return call.timeout === 0 ? null : { call: 'poll', request: { fd: call.fds.length, input: pollFds(call), size: call.timeout } };
    default:
      return null;
  }
}

function flagsOf(names: readonly (keyof typeof MESSAGE_FLAGS)[]): number {
  return names.reduce((all, name) => all | MESSAGE_FLAGS[name], 0);
}

function pollFds({ fds }: SystemCall & { name: 'poll' }): Buffer {
  const bytes = Buffer.alloc(8 * fds.length);
  for (const [i, { fd, events }] of fds.entries()) {
    bytes.writeInt32LE(fd, 8 * i);
    bytes.writeInt16LE(events.reduce((all, name) => all | POLL_EVENTS[name], 0), 8 * i + 4);
  }
  return bytes;
}

/** What poll() stored, by name, a list for each descriptor. */
export function readPolled(bytes: Buffer): NonNullable<Outcome['revents']> {
  const names = Object.keys(POLL_EVENTS) as (keyof typeof POLL_EVENTS)[];
  return Array.from({ length: bytes.length / 8 }, (_, i) => {
    const events = bytes.readInt16LE(8 * i + 6);
    return names.filter((name) => (events & POLL_EVENTS[name]) !== 0);
  });
}

/** Makes a call at once, in the thread that watches the wire: only for what does not block. */
export function performCall(bench: Bench, call: SystemCall): Outcome {
  const { calls } = bench;
  switch (call.name) {
    case 'socket':
      return outcome(calls.socket(true));
    case 'bind':
      return outcome(calls.bind(call.fd, call.to.ip, call.to.port));
    case 'listen':
      return outcome(calls.listen(call.fd, call.backlog));
    case 'accept':
      return outcome(calls.acceptBlocking(call.fd));
    case 'connect':
      return outcome(calls.connect(call.fd, call.to.ip, call.to.port));
    case 'read':
      return outcome(call.badBuffer ? calls.readNowhere(call.fd, call.bytes, flagsOf(call.flags)) : calls.read(call.fd, call.bytes, flagsOf(call.flags)));
    case 'write':
      return outcome(call.badBuffer ? calls.writeNothing(call.fd, call.bytes, flagsOf(call.flags)) : calls.write(call.fd, Buffer.alloc(call.bytes), flagsOf(call.flags)));
    case 'close':
      return outcome(calls.close(call.fd));
    case 'shutdown':
      return outcome(calls.shutdown(call.fd, SHUTDOWN[call.how]));
    case 'getfl':
      // O_LARGEFILE and the like are no concern of a script.
      return outcomeOf(calls.fcntl(call.fd, F_GETFL, 0), (value) => value & (2 | O_NONBLOCK));
    case 'setfl':
      return outcome(calls.fcntl(call.fd, F_SETFL, 2 | (call.nonBlocking ? O_NONBLOCK : 0)));
    case 'getsockopt':
      return getOption(bench, call.fd, call.option);
    case 'setsockopt':
      return outcome(calls.setsockopt(call.fd, LEVELS[call.option.level], optionNumber(call.option), optionBytes(call.value)));
    case 'poll': {
      const fds = pollFds(call);
      const returned = calls.pollAll(fds);
      return { ...outcome(returned), revents: readPolled(fds) };
    }
    case 'ioctl': {
      const returned = calls.ioctlNumber(call.fd, REQUESTS[call.request]);
      return { ...outcome(returned), ...(returned.number === undefined ? {} : { value: returned.number }) };
    }
  }
}

export function outcome(returned: Returned): Outcome {
  return { result: returned.value, errno: returned.errno };
}

function outcomeOf(returned: Returned, value: (value: number) => number): Outcome {
  return { result: returned.errno === null ? value(returned.value) : -1, errno: returned.errno };
}

/** Linux's number of an option, -1 when the live bench does not know it. */
export function optionNumber({ level, name }: SocketOption): number {
  return OPTIONS[level][name] ?? -1;
}

function optionBytes(value: number | Linger): Buffer {
  return typeof value === 'number' ? int32(value) : Buffer.concat([int32(value.on ? 1 : 0), int32(value.seconds)]);
}

function getOption({ calls }: Bench, fd: number, option: SocketOption): Outcome {
  const isLinger = option.name === 'SO_LINGER';
  const { bytes, ...returned } = calls.getsockopt(fd, LEVELS[option.level], optionNumber(option), isLinger ? 8 : 4);
  if (returned.errno !== null || !bytes) return outcome(returned);
  const stored = Buffer.from(bytes);
  return { ...outcome(returned), value: isLinger ? { on: stored.readInt32LE(0) !== 0, seconds: stored.readInt32LE(4) } : stored.readInt32LE(0) };
}
