import type { CallResult } from '../kernel/calls.ts';
import type { Call } from '../world/move.ts';
import type { Verdict } from './verdict.ts';

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

/** A call that the player made: it worked, it waits, or the errno says why not. */
export function callVerdict(call: Call['call'], result: CallResult): Verdict {
  const grounds = { rule: CALL_FACTS[call], counterfactual: null, cite: [{ man: `${call}(2)` }] };
  if (result.ok === false) {
    return { ...grounds, name: `call/${call}-${result.errno.toLowerCase()}`, outcome: 'no-effect', why: { id: 'verdict.call-failed', params: { call, errno: result.errno } }, evidence: { id: `errno.${result.errno}` } };
  }
  if (result.ok === 'blocks' && call !== 'connect') return { ...grounds, name: `call/${call}-waits`, outcome: 'no-effect', why: { id: 'verdict.call-blocks', params: { call } }, evidence: null };
  return { ...grounds, name: `call/${call}`, outcome: 'effective', why: { id: `verdict.call.${call}` }, evidence: null };
}
