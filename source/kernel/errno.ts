/** Error numbers as an application sees them. Source: fact sheet section 10. */
export const ERRNOS = [
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EACCES',
  'EAGAIN',
  'EBADF',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EINPROGRESS',
  'EALREADY',
  'EINVAL',
  'EISCONN',
  'ENOTCONN',
  'EPERM',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
] as const;
export type Errno = (typeof ERRNOS)[number];
