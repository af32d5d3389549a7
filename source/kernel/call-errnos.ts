import type { Errno } from './errno.ts';

/** An error that waits on a socket for a program to take it. Source: F10.1. */
export type SocketError = 'ECONNREFUSED' | 'ECONNRESET' | 'EPIPE' | 'ETIMEDOUT';

/**
 * The errors that each call of a player can give (F10.1, F10.3, F10.5); a call cannot give another one by its type. After their FIN read() tells of
 * nothing but the end. socket() has none here: descriptors do not run out.
 */
export const CALL_ERRNOS = {
  socket: [],
  bind: ['EBADF', 'EINVAL', 'EADDRNOTAVAIL', 'EADDRINUSE'],
  listen: ['EBADF', 'EINVAL', 'EADDRINUSE'],
  connect: ['EBADF', 'EALREADY', 'EISCONN', 'EADDRNOTAVAIL'],
  accept: ['EBADF', 'EINVAL'],
  read: ['EBADF', 'ENOTCONN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'],
  write: ['EBADF', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
  shutdown: ['EBADF', 'ENOTCONN'],
  close: ['EBADF'],
  setsockopt: ['EBADF', 'EINVAL'],
} as const satisfies Readonly<Record<string, readonly Errno[]>>;

export type CallErrno<Name extends keyof typeof CALL_ERRNOS> = (typeof CALL_ERRNOS)[Name][number];

/** What a system call gives back: a number, or an errno; `blocks` when it has not come back yet. */
export type CallResult<Failure extends Errno = Errno> =
  | { readonly ok: true; readonly value: number; readonly text?: string }
  | { readonly ok: false; readonly errno: Failure }
  | { readonly ok: 'blocks' };

export type ResultOf<Name extends keyof typeof CALL_ERRNOS> = CallResult<CallErrno<Name>>;
