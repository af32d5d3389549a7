import type { Ms } from '../time.ts';
import type { ResultOf } from './call-errnos.ts';
import { takeError } from './calls.ts';
import type { Constants } from './constants.ts';
import type { Context } from './context.ts';
import { ERRNO_NUMBERS } from './errno-numbers.ts';
import type { Socket } from './host.ts';
import { pushUnsent } from './write.ts';

/** Range of TCP_MAXSEG, bytes. Source: include/net/tcp.h, TCP_MIN_MSS and MAX_TCP_WINDOW. */
const LEAST_MSS = 88;
const MOST_MSS = 32_767;
/** MAX_TCP_SYNCNT: range of TCP_SYNCNT is 1 to this (F1.20). */
const MOST_SYN_RETRIES = 127;

/** tcp_wmem's initial value, SOCK_MIN_SNDBUF and net.core.wmem_max of 6.18, bytes. */
const FIRST_SEND_BUFFER = 16_384;
const LEAST_SEND_BUFFER = 4608;
const WMEM_MAX = 4_194_304;

/** TCP_FIN_TIMEOUT_MAX: the longest TCP_LINGER2. */
const LINGER2_MAX: Ms = 120_000;

/**
 * TCP_DEFER_ACCEPT in seconds as Linux keeps it: so many SYN-ACK timeouts that together last that long, 0 for none (F1.34).
 * Source: tcp.c:do_tcp_setsockopt, secs_to_retrans.
 */
export function deferredTimeouts(seconds: number, { initialRto, maxRto }: Constants): number {
  if (seconds <= 0) return 0;
  let timeout = initialRto;
  let period = timeout;
  let timeouts = 1;
  while (seconds * 1000 > period && timeouts < 255) {
    timeouts++;
    timeout = Math.min(timeout * 2, maxRto);
    period += timeout;
  }
  return timeouts;
}

/** What getsockopt(TCP_DEFER_ACCEPT) reads then, in seconds: 5 was set, 7 is read. Source: tcp.c:retrans_to_secs. */
export function deferredSeconds(timeouts: number, { initialRto, maxRto }: Constants): number {
  let period = 0;
  for (let n = 0; n < timeouts; n++) period += Math.min(initialRto * 2 ** n, maxRto);
  return period / 1000;
}

/** Sets TCP_LINGER2 from seconds: below 0 no FIN-WAIT-2 at all, 0 the sysctl, 120 s at most (F5.16 to F5.18). Source: tcp.c:do_tcp_setsockopt. */
function setLinger2(ctx: Context, socket: Socket, seconds: number): void {
  const sysctl = ctx.host.sysctl.tcp_fin_timeout;
  if (seconds < 0) socket.linger2 = -1;
  else if (seconds === 0 || (!ctx.constants.linger2MayExceedSysctl && seconds > sysctl)) socket.linger2 = null;
  else socket.linger2 = Math.min(seconds * 1000, LINGER2_MAX);
}

/** An option of a socket as programs see it: integers only, so that SO_LINGER is its time in whole seconds, below 0 where it is off. */
interface Option {
  readonly level: 'SOL_SOCKET' | 'SOL_TCP' | 'SOL_IP';
  readonly get?: (socket: Socket, ctx: Context) => number;
  /** False: EINVAL, and nothing has changed. */
  readonly set?: (socket: Socket, value: number, ctx: Context) => boolean;
}

type Flag = { [Key in keyof Socket]: Socket[Key] extends boolean ? Key : never }[keyof Socket];

/** On with every value but 0. */
function flag(level: Option['level'], key: Flag): Option {
  return {
    level,
    get: (socket) => Number(socket[key]),
    set: (socket, value) => {
      socket[key] = value !== 0;
      return true;
    },
  };
}

/** The options that the model has. What Linux does with a value: net/core/sock.c:sk_setsockopt, net/ipv4/tcp.c:do_tcp_setsockopt, do_tcp_getsockopt. */
export const SOCKET_OPTIONS = {
  SO_REUSEADDR: flag('SOL_SOCKET', 'reuseAddr'),
  SO_REUSEPORT: flag('SOL_SOCKET', 'reusePort'),
  SO_ERROR: {
    level: 'SOL_SOCKET',
    get: (socket) => {
      const errno = takeError(socket);
      return errno === null ? 0 : (ERRNO_NUMBERS[errno] ?? 0);
    },
  },
  SO_ACCEPTCONN: { level: 'SOL_SOCKET', get: (socket) => Number(socket.listener !== null) },
  SO_LINGER: {
    level: 'SOL_SOCKET',
    get: ({ linger }) => (linger === null ? -1 : linger / 1000),
    set: (socket, seconds) => {
      socket.linger = seconds < 0 ? null : seconds * 1000;
      return true;
    },
  },
  SO_SNDBUF: {
    level: 'SOL_SOCKET',
    get: ({ sendBuffer }) => sendBuffer ?? FIRST_SEND_BUFFER,
    // Twice as much as asked for, for what a segment takes besides its data.
    set: (socket, value) => {
      socket.sendBuffer = Math.max(LEAST_SEND_BUFFER, 2 * Math.min(Math.max(value, 0), WMEM_MAX));
      return true;
    },
  },
  IP_TRANSPARENT: flag('SOL_IP', 'transparent'),
  TCP_NODELAY: {
    level: 'SOL_TCP',
    get: ({ noDelay }) => Number(noDelay),
    set: (socket, value, ctx) => {
      socket.noDelay = value !== 0;
      // What waits goes out, even if it is corked.
      if (value !== 0) pushUnsent(ctx, socket);
      return true;
    },
  },
  TCP_CORK: {
    level: 'SOL_TCP',
    get: ({ corked }) => Number(corked),
    set: (socket, value, ctx) => {
      socket.corked = value !== 0;
      // What it held back goes out.
      if (value === 0) pushUnsent(ctx, socket);
      return true;
    },
  },
  TCP_INQ: {
    level: 'SOL_TCP',
    get: ({ tellsUnread }) => Number(tellsUnread),
    set: (socket, value) => {
      if (value !== 0 && value !== 1) return false;
      socket.tellsUnread = value === 1;
      return true;
    },
  },
  TCP_MAXSEG: {
    level: 'SOL_TCP',
    get: segmentSize,
    set: (socket, value) => {
      if (value !== 0 && (value < LEAST_MSS || value > MOST_MSS)) return false;
      socket.maxSegment = value === 0 ? null : value;
      return true;
    },
  },
  TCP_SYNCNT: {
    level: 'SOL_TCP',
    get: ({ synCount }, { host }) => synCount ?? host.sysctl.tcp_syn_retries,
    set: (socket, value) => {
      if (value < 1 || value > MOST_SYN_RETRIES) return false;
      socket.synCount = value;
      return true;
    },
  },
  TCP_LINGER2: {
    level: 'SOL_TCP',
    // Whole seconds; 0 reads as what tcp_fin_timeout is.
    get: ({ linger2 }, { host }) => ((linger2 ?? 0) < 0 ? -1 : (linger2 ?? host.sysctl.tcp_fin_timeout * 1000) / 1000),
    set: (socket, value, ctx) => {
      setLinger2(ctx, socket, value);
      return true;
    },
  },
  TCP_DEFER_ACCEPT: {
    level: 'SOL_TCP',
    get: ({ deferAccept }, { constants }) => deferredSeconds(deferAccept, constants),
    set: (socket, value, { constants }) => {
      socket.deferAccept = deferredTimeouts(value, constants);
      return true;
    },
  },
  TCP_USER_TIMEOUT: {
    level: 'SOL_TCP',
    get: ({ userTimeout }) => userTimeout ?? 0,
    // 0 turns it off.
    set: (socket, value) => {
      if (value < 0) return false;
      socket.userTimeout = value === 0 ? null : value;
      return true;
    },
  },
} as const satisfies Readonly<Record<string, Option>>;

export type SocketOptionName = keyof typeof SOCKET_OPTIONS;

/** What TCP_MAXSEG gives: what was set, until the connection has agreed on a size. Source: tcp.c:do_tcp_getsockopt. */
function segmentSize({ state, maxSegment, options }: Socket): number {
  const unconnected = state === 'CLOSED' || state === 'LISTEN';
  return unconnected && maxSegment !== null ? maxSegment : options.sndMss;
}

function optionOf(name: SocketOptionName): Option {
  return SOCKET_OPTIONS[name];
}

/** The option of a level and a name; null where the model has none that can be got, or set. */
export function socketOptionNamed(level: string, name: string, how: 'get' | 'set'): SocketOptionName | null {
  if (!Object.hasOwn(SOCKET_OPTIONS, name)) return null;
  const known = name as SocketOptionName;
  return optionOf(known).level === level && optionOf(known)[how] ? known : null;
}

/** getsockopt(). Reading SO_ERROR takes the error away. An option that cannot be got gives ENOPROTOOPT on Linux and throws here: ask socketOptionNamed first. */
export function getSocketOption(ctx: Context, socket: Socket, name: SocketOptionName): number {
  const { get } = optionOf(name);
  if (!get) throw new Error(`${name} cannot be got`);
  return get(socket, ctx);
}

/** setsockopt(). EINVAL: the value is out of range, and nothing has changed. */
export function setSocketOption(ctx: Context, socket: Socket, name: SocketOptionName, value: number): ResultOf<'setsockopt'> {
  const { set } = optionOf(name);
  if (!set) throw new Error(`${name} cannot be set`);
  return set(socket, value, ctx) ? { ok: true, value: 0 } : { ok: false, errno: 'EINVAL' };
}
