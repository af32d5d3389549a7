import { CALL_ERRNOS, type CallErrno } from '../kernel/call-errnos.ts';
import type { DecisionName } from '../kernel/decision.ts';
import type { Phrase } from '../phrase.ts';
import type { Call } from '../world/move.ts';
import type { MadeCall } from '../world/react.ts';
import { citeDecision } from './cite.ts';
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

type CallOf<Name extends Call['call']> = Name extends unknown ? `call/${Name}` | `call/${Name}-${Lowercase<CallErrno<Name>>}` : never;
export type CallName = CallOf<Call['call']> | `call/${(typeof BLOCKING_CALLS)[number]}-waits`;

/** All of them, in the order of the tables. */
export const CALL_NAMES: readonly CallName[] = [
  ...(Object.keys(CALL_ERRNOS) as Call['call'][]).flatMap((call) => [`call/${call}` as const, ...CALL_ERRNOS[call].map((errno) => `call/${call}-${errno.toLowerCase()}` as CallName)]),
  ...BLOCKING_CALLS.map((call) => `call/${call}-waits` as const),
];

/** What an errno means of this call, where that says more than the errno alone. */
const WHY_HERE: Readonly<Partial<Record<string, Phrase['id']>>> = {
  'bind-EADDRINUSE': 'decision.bind/in-use',
  'bind-EADDRNOTAVAIL': 'decision.bind/not-local',
  'bind-EINVAL': 'verdict.call.bind-einval',
  'setsockopt-EINVAL': 'verdict.call.setsockopt-einval',
};

/** What came of a call, as far as the call itself does not say it. */
export interface CallEffects {
  /** It lost the level. */
  readonly loses: boolean;
  /** The level can no longer be won, and could before. */
  readonly deadEnd: boolean;
  /** The kernel's decision where a close() ended a connection. */
  readonly closed: DecisionName | null;
  /** SO_LINGER was turned on with 0 seconds. */
  readonly lingersZero: boolean;
}

/** A call that the player made (listen() of a listener is a setting): it worked, it waits, or the errno says why not. What works and ends every way to win does harm. */
export function callVerdict(made: MadeCall, { loses, deadEnd, closed, lingersZero }: CallEffects): Named<CallName> {
  const { call, result } = made;
  const grounds = { rule: CALL_FACTS[call], counterfactual: null, cite: [{ man: `${call}(2)` }] };
  if (result.ok === false) {
    const { errno } = result;
    const evidence: Phrase = { id: WHY_HERE[`${call}-${errno}`] ?? `errno.${errno}` };
    return { ...grounds, name: `call/${call}-${errno.toLowerCase()}` as FailureOf<MadeCall>, outcome: 'no-effect', why: { id: 'verdict.call-failed', params: { call, errno } }, evidence };
  }
  const waits = result.ok === 'blocks' ? BLOCKING_CALLS.find((name) => name === call) : undefined;
  if (waits) return { ...grounds, name: `call/${waits}-waits`, outcome: 'no-effect', why: { id: 'verdict.call-blocks', params: { call } }, evidence: null };
  const done = { ...grounds, outcome: loses || deadEnd ? 'harmful' : 'effective', evidence: deadEnd ? { id: 'verdict.no-way-on' } : null } as const;
  if (call === 'close' && closed !== null) return { ...done, rule: citeDecision(closed).rule, cite: [...grounds.cite, ...citeDecision(closed).cite], name: 'call/close', why: { id: `decision.${closed}` } };
  if (call === 'setsockopt' && lingersZero) return { ...done, rule: 'F5.11', cite: [{ man: 'socket(7)' }], name: 'call/setsockopt', why: { id: 'verdict.call.setsockopt-linger-zero' } };
  return { ...done, name: `call/${call}`, why: { id: `verdict.call.${call}` } };
}

/** The names of a call's failures by the errors that its type lets it give: all of them are among CALL_NAMES, or this is no type of one. */
type FailureOf<Made extends MadeCall> = Made extends { readonly call: infer Name extends string; readonly result: infer Result } ? (Result extends { readonly errno: infer Failure extends string } ? `call/${Name}-${Lowercase<Failure>}` : never) : never;
