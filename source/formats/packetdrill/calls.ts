import type { ScriptCall } from '../../packetdrill/language/script.ts';
import type { Ms } from '../../time.ts';
import type { CallRecord } from '../../world/journal.ts';
import { anyOf, call, ellipsis, integer, pointerTo, word } from './build.ts';
import { descriptorOf } from './history.ts';
import { NotExpressible } from './refusal.ts';
import type { Viewpoint } from './viewpoint.ts';

export interface TimedCall {
  readonly at: Ms;
  /** It prepares the host: before anything else at that time. */
  readonly first?: true;
  readonly call: ScriptCall;
}

/** The first descriptor that a program gets, as packetdrill has it too. */
const FIRST_FD = 3;

/**
 * What the host's programs called, with the script's descriptors: the listener or the connecting socket is 3, what accept() gives 4 (history.ts opens what was there before). Calls that
 * never came back and changed nothing (a waiting accept or read) are left out.
 */
export function callEvents({ host, calls, existing }: Viewpoint, shift: Ms): readonly TimedCall[] {
  const events: TimedCall[] = [];
  const fds = new Map<number, number>();
  const listener = host.listeners[0];
  if (listener) {
    events.push({ at: 0, first: true, call: socketCall() });
    if (listener.reuseAddr) events.push({ at: 0, first: true, call: call('setsockopt', [integer(FIRST_FD), word('SOL_SOCKET'), word('SO_REUSEADDR'), pointerTo(1), integer(4)], 0) });
    events.push({ at: 0, first: true, call: call('bind', [integer(FIRST_FD), ellipsis, ellipsis], 0) }, { at: 0, first: true, call: call('listen', [integer(FIRST_FD), integer(listener.backlog)], 0) });
  }
  const existingFd = existing && descriptorOf(existing);
  let next = existingFd === null ? FIRST_FD + (listener ? 1 : 0) : existingFd + 1;
  const fdOf = (id: number): number => {
    const known = fds.get(id);
    if (known !== undefined) return known;
    const fd = existing && existingFd !== null && !existing.orphan && fds.size === 0 ? existingFd : next++;
    fds.set(id, fd);
    return fd;
  };
  for (const record of calls) {
    const at = record.at + shift;
    if (record.name === 'accept') {
      if (record.result.ok !== true) continue;
      events.push({ at: (record.returnedAt ?? record.at) + shift, call: call('accept', [integer(FIRST_FD), ellipsis, ellipsis], fdOf(record.result.value)) });
    } else if (record.name === 'connect') {
      events.push({ at, call: socketCall(fdOf(record.socket)) }, ...connectCalls(record, fdOf(record.socket), at, shift));
    } else {
      const made = plainCall(record, fdOf(record.socket));
      if (made) events.push({ at, call: made });
    }
  }
  return events;
}

function socketCall(fd = FIRST_FD): ScriptCall {
  return call('socket', [ellipsis, word('SOCK_STREAM'), word('IPPROTO_TCP')], fd);
}

/** A connect() that came back blocks until then; one that did not is made not to block. */
function connectCalls({ result, returnedAt }: CallRecord, fd: number, at: Ms, shift: Ms): readonly TimedCall[] {
  const args = [integer(fd), ellipsis, ellipsis];
  if (returnedAt === null || result.ok === 'blocks') {
    return [
      { at, call: call('fcntl', [integer(fd), word('F_SETFL'), anyOf('O_RDWR', 'O_NONBLOCK')], 0) },
      { at, call: call('connect', args, -1, 'EINPROGRESS', 'Operation now in progress') },
    ];
  }
  const made = result.ok ? call('connect', args, result.value) : call('connect', args, -1, result.errno);
  return [{ at, call: { ...made, until: returnedAt + shift } }];
}

/** Null for a call that never came back. */
function plainCall({ name, text, result }: CallRecord, fd: number): ScriptCall | null {
  if (result.ok === 'blocks' && name === 'read') return null;
  const [value, errno] = result.ok === false ? [-1, result.errno] : [result.ok === true ? result.value : 0, null];
  const second = /, (\w+)\)$/.exec(text)?.[1] ?? '';
  switch (name) {
    case 'close':
      return call('close', [integer(fd)], value, errno);
    case 'shutdown':
      return call('shutdown', [integer(fd), word(second)], value, errno);
    case 'read':
    case 'write':
      return call(name, [integer(fd), ellipsis, integer(Number(second))], value, errno);
    default:
      throw new NotExpressible('call', { call: text });
  }
}
