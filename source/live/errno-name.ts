import { constants } from 'node:os';

const names = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));
// EWOULDBLOCK and EAGAIN are one number in Linux, EOPNOTSUPP and ENOTSUP too: manuals of TCP use these.
for (const name of ['EAGAIN', 'EOPNOTSUPP'] as const) names.set(constants.errno[name], name);

/** `111` -> `ECONNREFUSED`, as this machine's kernel numbers its errors. */
export function errnoName(errno: number): string {
  return names.get(errno) ?? `errno ${errno}`;
}
