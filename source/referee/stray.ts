import type { HashEntry } from '../kernel/host.ts';
import { findEntry } from '../kernel/lookup.ts';
import type { Ends } from '../kernel/overrule.ts';
import type { Phrase } from '../phrase.ts';
import { formatEndpoint } from '../tcp/address.ts';
import { ACK, has, SYN } from '../tcp/flags.ts';
import type { Decision } from '../world/decision.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { endsOf } from '../world/resolve.ts';
import { hostOf, type World } from '../world/world.ts';
import { causeSegment } from './finding.ts';
import type { QueueReason } from './judge-queue.ts';
import type { JudgedMove } from './session-view.ts';
import type { StateHint } from './hints.ts';
import type { Named } from './verdict.ts';

/** A wrong state or queue after which a connection is no longer what Linux would have: what comes later rests on it. */
export interface Stray {
  /** Number of the move among the judged ones. */
  readonly number: number;
  /** The move as a line of the plain mode. */
  readonly line: string;
  readonly host: string;
  readonly ends: Ends;
  readonly by: 'state' | 'queue';
}

/** Wrong queues that last; from the others a retransmission leads back. */
const LASTING: ReadonlySet<string> = new Set<QueueReason>(['fin-over-a-gap', 'data-over-a-gap', 'in-order-data-kept-back', 'accepted-without-handshake', 'accepted-over-the-limit', 'syn-queued-over-the-limit', 'syn-not-remembered']);

function entryOf(world: World, host: string, { localIp, localPort, remoteIp, remotePort }: Ends): HashEntry | undefined {
  return findEntry(hostOf(world, host), localIp, localPort, remoteIp, remotePort);
}

const connection = (host: string, { localIp, localPort, remoteIp, remotePort }: Ends): string => `${host} ${formatEndpoint({ ip: localIp, port: localPort })} ${formatEndpoint({ ip: remoteIp, port: remotePort })}`;

/** Does what the move made of the connection still stand? */
function stands(world: World, { host, ends, by }: Stray): boolean {
  const entry = entryOf(world, host, ends);
  return by === 'queue' || entry?.kind !== 'socket' || entry.lawful !== null;
}

/** The wrong move on which a decision rests; null when it rests on none. A new SYN begins anew. */
export function strayBehind(strays: readonly Stray[], world: World, decision: Decision): Stray | null {
  const ends = endsOf(world, decision);
  const flags = causeSegment(decision)?.flags ?? 0;
  const begins = has(flags, SYN) && !has(flags, ACK) && decision.expected.from === 'LISTEN';
  if (begins || decision.expected.from === 'SYN-SENT') return null;
  return strays.find((stray) => connection(stray.host, stray.ends) === connection(decision.host, ends) && stands(world, stray)) ?? null;
}

/** The wrong move that stands, where nothing is asked. */
export function standingStray(strays: readonly Stray[], world: World): Stray | null {
  return strays.find((stray) => stands(world, stray)) ?? null;
}

/**
 * What rests on wrong moves once a decision has been carried out: `before` is the world in which it was asked, `after`
 * the one it led to, `judged` all moves, those of this decision last.
 */
export function straysAfter(strays: readonly Stray[], before: World, after: World, decision: Decision, judged: readonly JudgedMove[]): readonly Stray[] {
  const { host, at } = decision;
  const ends = endsOf(before, decision);
  const was = entryOf(before, host, ends);
  const is = entryOf(after, host, ends);
  const own = judged.slice(-decision.slots.length).filter((move) => move.at === at && move.verdict.outcome === 'wrong');
  const wrong = own.find(({ move, verdict }) => move.do === 'state' || (move.do === 'queue' && LASTING.has(verdict.name.slice('queue/'.length))));
  const others = strays.filter((stray) => connection(stray.host, stray.ends) !== connection(host, ends));
  if (!wrong) return was?.kind === 'socket' || was?.kind === 'request' ? [...others, ...strays.filter((stray) => !others.includes(stray) && stray.by === 'queue')] : strays;
  const unmoved = was?.kind === 'time-wait' && is?.kind === 'time-wait' && was.substate === is.substate && was.rcvNxt === is.rcvNxt;
  const stray: Stray = { number: wrong.number, line: printMove(withoutHost(wrong.move)), host, ends, by: wrong.move.do === 'queue' ? 'queue' : 'state' };
  if (unmoved || !stands(after, stray)) return strays;
  // What came first is the cause of all.
  const earlier = strays.find((s) => !others.includes(s) && stands(before, s));
  return earlier ? strays : [...others, stray];
}

function withoutHost(move: JudgedMove['move']): JudgedMove['move'] {
  if (!('host' in move)) return move;
  const { host: _host, ...rest } = move;
  return rest;
}

/** The verdict, saying that what happens here goes back to an earlier move. */
export function restingOn<Name extends string>(verdict: Named<Name>, stray: Stray, world: World, { expected }: Decision): Named<Name> {
  const entry = entryOf(world, stray.host, stray.ends);
  const params = { number: stray.number, line: stray.line };
  const evidence: Phrase =
    entry?.kind === 'socket' && entry.lawful !== null ? { id: 'verdict.after-wrong-state', params: { ...params, state: entry.state, right: expected.from } } : { id: 'verdict.after-wrong-move', params };
  return { ...verdict, evidence };
}

/** How the ids of such hints begin. */
export const STRAY = '/stray-';

/** The hint while a wrong move stands: only undo leads back to what Linux has. */
export function strayHint({ number, line }: Stray): StateHint {
  const params = { number, line };
  return { id: `${STRAY}${number}`, deadEnd: true, free: false, steps: [{ id: 'hint.stray.1' }, { id: 'hint.stray.2', params }, { id: 'hint.stray.3', params }] };
}
