import type { Socket } from '../kernel/host.ts';
import type { Decision } from '../world/decision.ts';
import { printTold, toldBy, type Told } from '../world/told.ts';
import type { Named } from './verdict.ts';

/** What can be said of a result that is Linux's own; the texts are under `verdict.REASON`. */
const AS_LINUX = ['bytes-returned', 'bytes-taken', 'end-of-file-returned', 'error-returned', 'call-waits'] as const;
/** What can be said of another one. */
const OTHERWISE = [
  'bytes-before-the-error',
  'bytes-miscounted',
  'bytes-that-are-not-there',
  'nothing-to-return-yet',
  'kept-waiting',
  'reset-is-no-end-of-file',
  'end-of-file-comes-first',
  'error-told-twice',
  'broken-pipe-not-yet',
  'pipe-is-broken',
  'nothing-takes-the-bytes',
  'write-still-works',
  'another-errno',
] as const;
export const RETURN_REASONS = [...AS_LINUX, ...OTHERWISE] as const;
type Reason = (typeof RETURN_REASONS)[number];
export type ReturnName = `returns/${Reason}`;

/** The facts that decide. */
const RULES: Readonly<Partial<Record<Reason, string>>> = {
  'bytes-before-the-error': 'F10.3',
  'end-of-file-comes-first': 'F10.4',
  'error-told-twice': 'F10.2',
  'reset-is-no-end-of-file': 'F10.1',
  'broken-pipe-not-yet': 'F10.5',
  'write-still-works': 'F10.4',
};

type Returning = { readonly call: 'read' | 'write'; readonly right: Told; readonly socket: Socket | undefined };

function asLinux({ call, right }: Returning): (typeof AS_LINUX)[number] {
  if (right === 'blocks') return 'call-waits';
  if (typeof right !== 'number') return 'error-returned';
  return call === 'write' ? 'bytes-taken' : right > 0 ? 'bytes-returned' : 'end-of-file-returned';
}

/** Why the program is told something else. `told` is not what Linux tells it. */
function otherwise({ call, right, socket }: Returning, told: Told): (typeof OTHERWISE)[number] {
  if (right === 'blocks') return 'nothing-to-return-yet';
  if (told === 'blocks') return 'kept-waiting';
  if (typeof right === 'number' && right > 0) {
    if (typeof told === 'number' && told > 0) return 'bytes-miscounted';
    return call === 'write' ? 'write-still-works' : 'bytes-before-the-error';
  }
  if (typeof told === 'number') return told === 0 && call === 'read' ? 'reset-is-no-end-of-file' : call === 'read' ? 'bytes-that-are-not-there' : 'nothing-takes-the-bytes';
  if (right === 0) return socket?.finReceived ? 'end-of-file-comes-first' : 'error-told-twice';
  if (right === 'EPIPE' && told === 'ECONNRESET') return socket?.finReceived || (socket && socket.state !== 'CLOSED') ? 'pipe-is-broken' : 'error-told-twice';
  return right === 'ECONNRESET' && told === 'EPIPE' ? 'broken-pipe-not-yet' : 'another-errno';
}

/** Judges what a program's call gives back. */
export function returnsVerdict(decision: Decision, told: Told): Named<ReturnName> {
  const { cause, expected } = decision;
  if (cause.kind !== 'call' || expected.result === null || (cause.call.call !== 'read' && cause.call.call !== 'write')) throw new Error('only a read() or a write() returns something that is judged');
  const { call, socket: id } = cause.call;
  const right = toldBy(expected.result);
  const returning: Returning = { call, right, socket: expected.host.sockets.get(id) };
  const isRight = told === right;
  const reason = isRight ? asLinux(returning) : otherwise(returning, told);
  const params = { call, told: printTold(told), right: printTold(right) };
  return {
    name: `returns/${reason}`,
    outcome: isRight ? 'as-linux' : 'wrong',
    rule: RULES[reason] ?? (call === 'read' ? 'F10.3' : 'F10.5'),
    ...(reason === 'write-still-works' && returning.socket?.finReceived ? { misconception: 'M18' } : {}),
    why: { id: `verdict.${reason}`, params },
    evidence: null,
    counterfactual: isRight ? null : { id: right === 'blocks' ? 'verdict.linux-keeps-waiting' : 'verdict.linux-returns', params },
    cite: [{ kernel: call === 'read' ? 'tcp_recvmsg_locked' : 'tcp_sendmsg_locked', file: 'net/ipv4/tcp.c' }, { man: `${call}(2)` }],
  };
}
