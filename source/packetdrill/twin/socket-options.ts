import { takeError } from '../../kernel/calls.ts';
import { ERRNO_NUMBERS } from '../run/make-call.ts';
import type { Linger, SocketOption } from '../run/system-call.ts';
import type { Descriptor } from './descriptor.ts';

interface Option {
  readonly get?: (descriptor: Descriptor) => number;
  /** False: EINVAL. */
  readonly set?: (descriptor: Descriptor, value: number) => boolean;
}

/** Options by level and name that the model has. What Linux does with a value: net/core/sock.c, net/ipv4/tcp.c. */
const OPTIONS: Readonly<Record<string, Option>> = {
  'SOL_SOCKET SO_REUSEADDR': {
    get: ({ socket }) => Number(socket.reuseAddr),
    set: ({ socket }, value) => {
      socket.reuseAddr = value !== 0;
      return true;
    },
  },
  'SOL_SOCKET SO_ERROR': {
    get: ({ socket }) => {
      const errno = takeError(socket);
      return errno === null ? 0 : (ERRNO_NUMBERS[errno] ?? 0);
    },
  },
  'SOL_SOCKET SO_ACCEPTCONN': { get: ({ socket }) => Number(socket.listener !== null) },
  'SOL_TCP TCP_SYNCNT': {
    set: ({ socket }, value) => {
      if (value < 1 || value > 127) return false;
      socket.synCount = value;
      return true;
    },
  },
  'SOL_TCP TCP_USER_TIMEOUT': {
    get: ({ socket }) => socket.userTimeout ?? 0,
    set: ({ socket }, value) => {
      if (value < 0) return false;
      socket.userTimeout = value === 0 ? null : value;
      return true;
    },
  },
};

/** Options that only concern when segments are put together, which the model does at once. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['SOL_TCP TCP_NODELAY']);

function keyOf({ level, name }: SocketOption): string {
  return `${level} ${name}`;
}

export function knowsOption(option: SocketOption, how: 'get' | 'set', isLinger: boolean): boolean {
  const key = keyOf(option);
  if (key === 'SOL_SOCKET SO_LINGER') return how === 'set' && isLinger;
  return WITHOUT_EFFECT.has(key) ? how === 'set' : OPTIONS[key]?.[how] !== undefined;
}

export function getOption(descriptor: Descriptor, option: SocketOption): number {
  return OPTIONS[keyOf(option)]?.get?.(descriptor) ?? 0;
}

/** Sets an option; false is EINVAL. */
export function setOption(descriptor: Descriptor, option: SocketOption, value: number | Linger): boolean {
  if (typeof value === 'number') return OPTIONS[keyOf(option)]?.set?.(descriptor, value) ?? true;
  descriptor.linger = value;
  descriptor.socket.linger = value.on ? value.seconds * 1000 : null;
  return true;
}
