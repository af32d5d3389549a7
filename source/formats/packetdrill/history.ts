import type { Action, ScriptEvent, ScriptSegment } from '../../packetdrill/language/script.ts';
import { ACK, FIN, SYN } from '../../tcp/flags.ts';
import { inWireOrder } from '../../tcp/option-order.ts';
import type { TcpState } from '../../tcp/state.ts';
import type { Ms } from '../../time.ts';
import { call, ellipsis, integer, NOWHERE, word } from './build.ts';

/** A connection that there was at time 0. */
export interface Existing {
  readonly state: TcpState;
  /** The program has closed it. */
  readonly orphan: boolean;
  /** The host listens on its port, and so it accepted it. */
  readonly accepted: boolean;
  /** The numbers that came next. */
  readonly sndNxt: number;
  readonly rcvNxt: number;
  /** The other side's last TSval; null: no timestamps. */
  readonly recent: number | null;
  /** How long it has been in its state, ms. */
  readonly age: Ms;
}

const OUR_FIN: ReadonlySet<TcpState> = new Set(['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);
const THEIR_FIN: ReadonlySet<TcpState> = new Set(['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);

/** Between two things that happen, and before what the run tells. */
const PAUSE: Ms = 10;
const QUIET: Ms = 100;

/** The first numbers of both sides. */
export function firstNumbers({ state, sndNxt, rcvNxt }: Existing): { readonly local: number; readonly remote: number } {
  return { local: (sndNxt - (OUR_FIN.has(state) ? 2 : 1)) >>> 0, remote: (rcvNxt - (THEIR_FIN.has(state) ? 2 : 1)) >>> 0 };
}

/** The descriptor by which the program knows it. */
export function descriptorOf({ accepted }: Pick<Existing, 'accepted'>): number {
  return accepted ? 4 : 3;
}

/** How such a connection comes about, from time 0 on, and when the run goes on: what the program did and both sides said. */
export function historyOf(existing: Existing): { readonly events: readonly ScriptEvent[]; readonly until: Ms } {
  const events: ScriptEvent[] = [];
  let now = 0;
  const add = (...actions: readonly Action[]): void => void events.push(...actions.map((action) => ({ place: NOWHERE, time: { kind: 'absolute' as const, at: now }, action })));
  const pause = (): void => void (now += PAUSE);
  const { state, recent, accepted, orphan } = existing;
  const fd = descriptorOf(existing);
  const first = (val: number, ecr: number): ScriptSegment['options'] => inWireOrder({ mss: 1460, sackPermitted: true, ...(recent === null ? {} : { ts: { val, ecr } }), wscale: 10 });
  const theirs = recent === null ? [] : inWireOrder({ ts: { val: recent, ecr: 1 } });
  if (accepted) {
    add(segment('in', SYN, { seq: 0, ack: null, win: 64_240, options: first(recent ?? 0, 0) }), segment('out', SYN | ACK, { seq: 0, ack: 1, win: null, options: first(1, recent ?? 0) }));
    pause();
    add(segment('in', ACK, { seq: 1, ack: 1, win: 63, options: theirs }), call('accept', [integer(3), ellipsis, ellipsis], fd));
  } else {
    const own = inWireOrder({ mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 10 });
    add(call('socket', [ellipsis, word('SOCK_STREAM'), word('IPPROTO_TCP')], fd), { ...call('connect', [integer(fd), ellipsis, ellipsis], 0), until: PAUSE }, segment('out', SYN, { seq: 0, ack: null, win: null, options: own }));
    pause();
    add(segment('in', SYN | ACK, { seq: 0, ack: 1, win: 65_160, options: first(recent ?? 0, 1) }), segment('out', ACK, { seq: 1, ack: 1, win: null, options: 'any' }));
  }
  const [theirFinFirst, ourFin, theirFin] = [state === 'CLOSE-WAIT' || state === 'LAST-ACK', OUR_FIN.has(state), THEIR_FIN.has(state)];
  if (theirFinFirst) {
    pause();
    add(segment('in', FIN | ACK, { seq: 1, ack: 1, win: 63, options: theirs }), segment('out', ACK, { seq: 1, ack: 2, win: null, options: 'any' }));
  }
  if (ourFin) {
    pause();
    add(orphan || state === 'TIME-WAIT' ? call('close', [integer(fd)], 0) : call('shutdown', [integer(fd), word('SHUT_WR')], 0));
    add(segment('out', FIN | ACK, { seq: 1, ack: theirFinFirst ? 2 : 1, win: null, options: 'any' }));
  }
  if (ourFin && !theirFinFirst && state !== 'FIN-WAIT-1') {
    pause();
    add(segment('in', theirFin ? FIN | ACK : ACK, { seq: 1, ack: state === 'CLOSING' ? 1 : 2, win: 63, options: theirs }));
    if (theirFin) add(segment('out', ACK, { seq: 2, ack: 2, win: null, options: 'any' }));
  }
  return { events, until: now + Math.max(QUIET, existing.age) };
}

function segment(direction: 'in' | 'out', flags: number, fields: Pick<ScriptSegment, 'seq' | 'ack' | 'win' | 'options'>): ScriptSegment {
  return { kind: 'segment', place: NOWHERE, direction, ports: null, ip: null, flags, length: 0, urg: null, ...fields };
}
