import { takeError } from '../../kernel/calls.ts';
import type { Context } from '../../kernel/context.ts';
import { deferredSeconds, deferredTimeouts, setLinger2 } from '../../kernel/socket-options.ts';
import { ERRNO_NUMBERS } from '../run/make-call.ts';
import type { Linger, SocketOption } from '../run/system-call.ts';
import type { Descriptor } from './descriptor.ts';

/** Range of TCP_MAXSEG, bytes. Source: include/net/tcp.h, TCP_MIN_MSS and MAX_TCP_WINDOW. */
const LEAST_MSS = 88;
const MOST_MSS = 32_767;

interface Option {
  readonly get?: (descriptor: Descriptor, ctx: Context) => number;
  /** False: EINVAL. */
  readonly set?: (descriptor: Descriptor, value: number, ctx: Context) => boolean;
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
  'SOL_SOCKET SO_REUSEPORT': {
    get: ({ socket }) => Number(socket.reusePort),
    set: ({ socket }, value) => {
      socket.reusePort = value !== 0;
      return true;
    },
  },
  'SOL_TCP TCP_SYNCNT': {
    set: ({ socket }, value) => {
      if (value < 1 || value > 127) return false;
      socket.synCount = value;
      return true;
    },
  },
  'SOL_TCP TCP_NODELAY': {
    get: ({ socket }) => Number(socket.noDelay),
    set: ({ socket }, value) => {
      socket.noDelay = value !== 0;
      return true;
    },
  },
  'SOL_TCP TCP_MAXSEG': {
    get: segmentSize,
    set: ({ socket }, value) => {
      if (value !== 0 && (value < LEAST_MSS || value > MOST_MSS)) return false;
      socket.maxSegment = value === 0 ? null : value;
      return true;
    },
  },
  'SOL_TCP TCP_LINGER2': {
    // Whole seconds; 0 reads as what tcp_fin_timeout is.
    get: ({ socket }, { host }) => ((socket.linger2 ?? 0) < 0 ? -1 : (socket.linger2 ?? host.sysctl.tcp_fin_timeout * 1000) / 1000),
    set: ({ socket }, value, ctx) => {
      setLinger2(ctx, socket, value);
      return true;
    },
  },
  'SOL_TCP TCP_DEFER_ACCEPT': {
    get: ({ socket }, { constants }) => deferredSeconds(socket.deferAccept, constants),
    set: ({ socket }, value, { constants }) => {
      socket.deferAccept = deferredTimeouts(value, constants);
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

/** What TCP_MAXSEG gives: what was set, until the connection has agreed on a size. Source: tcp.c:do_tcp_getsockopt. */
function segmentSize({ socket }: Descriptor): number {
  const unconnected = socket.state === 'CLOSED' || socket.state === 'LISTEN';
  return unconnected && socket.maxSegment !== null ? socket.maxSegment : socket.options.sndMss;
}

function keyOf({ level, name }: SocketOption): string {
  return `${level} ${name}`;
}

export function knowsOption(option: SocketOption, how: 'get' | 'set', isLinger: boolean): boolean {
  const key = keyOf(option);
  if (key === 'SOL_SOCKET SO_LINGER') return how === 'set' && isLinger;
  return OPTIONS[key]?.[how] !== undefined;
}

export function getOption(ctx: Context, descriptor: Descriptor, option: SocketOption): number {
  return OPTIONS[keyOf(option)]?.get?.(descriptor, ctx) ?? 0;
}

/** Sets an option; false is EINVAL. */
export function setOption(ctx: Context, descriptor: Descriptor, option: SocketOption, value: number | Linger): boolean {
  if (typeof value === 'number') return OPTIONS[keyOf(option)]?.set?.(descriptor, value, ctx) ?? true;
  descriptor.linger = value;
  descriptor.socket.linger = value.on ? value.seconds * 1000 : null;
  return true;
}
