import type { CallResult } from '../kernel/calls.ts';
import type { Errno } from '../kernel/errno.ts';
import type { Call } from '../world/move.ts';
import type { Named } from './verdict.ts';

/** Facts about the calls, as far as there are any. */
export const CALL_FACTS: Readonly<Record<Call['call'], string | null>> = {
  socket: null,
  bind: 'F9.1',
  listen: 'F4.1',
  connect: 'F1.17',
  accept: 'F4.16',
  read: 'F10.3',
  write: 'F10.5',
  shutdown: 'F5.6',
  close: 'F5.1',
  setsockopt: null,
};

/** Calls that may have to wait for something; connect() has done its part by then. */
export const BLOCKING_CALLS = ['accept', 'read', 'write'] as const satisfies readonly Call['call'][];

/** The errors that each call can give (F10.1, F10.3, F10.5). After their FIN read() tells of nothing but the end. socket() has none here: descriptors do not run out. */
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
  setsockopt: ['EBADF'],
} as const satisfies Readonly<Record<Call['call'], readonly Errno[]>>;

type CallOf<Name extends Call['call']> = `call/${Name}` | (Name extends keyof typeof CALL_ERRNOS ? `call/${Name}-${Lowercase<(typeof CALL_ERRNOS)[Name][number]>}` : never);
export type CallName = CallOf<Call['call']> | `call/${(typeof BLOCKING_CALLS)[number]}-waits`;

/** All of them, in the order of the tables. */
export const CALL_NAMES: readonly CallName[] = [
  ...(Object.keys(CALL_ERRNOS) as Call['call'][]).flatMap((call) => [`call/${call}` as const, ...CALL_ERRNOS[call].map((errno) => `call/${call}-${errno.toLowerCase()}` as CallName)]),
  ...BLOCKING_CALLS.map((call) => `call/${call}-waits` as const),
];

/** A call that the player made (listen() of a listener is a setting): it worked, it waits, or the errno says why not. */
export function callVerdict(call: Call['call'], result: CallResult): Named<CallName> {
  const grounds = { rule: CALL_FACTS[call], counterfactual: null, cite: [{ man: `${call}(2)` }] };
  if (result.ok === false) {
    return { ...grounds, name: failure(call, result.errno), outcome: 'no-effect', why: { id: 'verdict.call-failed', params: { call, errno: result.errno } }, evidence: { id: `errno.${result.errno}` } };
  }
  const waits = result.ok === 'blocks' ? BLOCKING_CALLS.find((name) => name === call) : undefined;
  if (waits) return { ...grounds, name: `call/${waits}-waits`, outcome: 'no-effect', why: { id: 'verdict.call-blocks', params: { call } }, evidence: null };
  return { ...grounds, name: `call/${call}`, outcome: 'effective', why: { id: `verdict.call.${call}` }, evidence: null };
}

function failure(call: Call['call'], errno: Errno): CallName {
  const name = `call/${call}-${errno.toLowerCase()}`;
  const listed = CALL_NAMES.find((known) => known === name);
  if (!listed) throw new Error(`${call}() gave ${errno}, which is not among its errors`);
  return listed;
}
