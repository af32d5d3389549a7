import type { Errno } from '../../kernel/errno.ts';

/** What an error number tells a program, in English; at most 60 characters. */
export const errnos = {
  'errno.EADDRINUSE': 'the address and port are already in use',
  'errno.EADDRNOTAVAIL': 'no such local address, or no free port left',
  'errno.EACCES': 'not permitted, for example a port below 1024',
  'errno.EAGAIN': 'nothing to take now, try again later',
  'errno.EBADF': 'not an open file descriptor',
  'errno.ECONNABORTED': 'the connection was given up before it was open',
  'errno.ECONNREFUSED': 'the other side refused the connection',
  'errno.ECONNRESET': 'the connection was reset by the other side',
  'errno.EINPROGRESS': 'the connection is being opened, not yet done',
  'errno.EALREADY': 'an earlier connect() is still going on',
  'errno.EINVAL': 'the call does not fit this socket or value',
  'errno.EISCONN': 'the socket is already connected',
  'errno.ENOTCONN': 'the socket is not connected',
  'errno.EPERM': 'not permitted without the needed privilege',
  'errno.EPIPE': 'broken pipe: sending is no longer possible',
  'errno.ETIMEDOUT': 'no answer after all retransmissions',
  'errno.EHOSTUNREACH': 'the host cannot be reached',
} as const satisfies Record<`errno.${Errno}`, string>;
