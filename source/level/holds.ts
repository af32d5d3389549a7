import type { TcpState } from '../tcp/state.ts';
import { flagsMatch } from './flags-match.ts';
import type { Predicate } from './goal.ts';
import type { SegmentFact, WorldFacts } from './world-facts.ts';

/** The predicate of one kind: what stands under that key. */
type Body<Kind extends string> = Extract<Predicate, Readonly<Record<Kind, unknown>>> extends Readonly<Record<Kind, infer B>> ? B : never;
type Kind = Predicate extends infer P ? (P extends unknown ? keyof P & string : never) : never;

/** Whether a condition holds of a world. Pure; each kind is one small function below. */
export function holds(predicate: Predicate, facts: WorldFacts): boolean {
  const kind = kindOf(predicate);
  const rule = rules[kind] as (body: unknown, facts: WorldFacts) => boolean;
  return rule((predicate as Readonly<Record<Kind, unknown>>)[kind], facts);
}

/** A predicate has one key. Asked after each happening: it makes no list of keys. */
function kindOf(predicate: Predicate): Kind {
  for (const kind in predicate) return kind as Kind;
  throw new TypeError('a predicate without a kind');
}

const rules: { readonly [K in Kind]: (body: Body<K>, facts: WorldFacts) => boolean } = {
  all: (parts, facts) => parts.every((part) => holds(part, facts)),
  any: (parts, facts) => parts.some((part) => holds(part, facts)),
  not: (part, facts) => !holds(part, facts),
  state: stateHolds,
  queue: ({ host, name, ...range }, facts) => isWithin(facts.queueLength(host, name), range),
  counter: ({ host, name, ...range }, facts) => isWithin(facts.counter(host, name), range),
  returned: returnedHolds,
  received: receivedHolds,
  sent: sentHolds,
  arrived: arrivedHolds,
  decided: ({ host, decision, atLeast = 1 }, facts) => facts.decisions(host, decision) >= atLeast,
  time: (range, facts) => isWithin(facts.now, range),
  sysctl: ({ host, name, is }, facts) => facts.sysctl(host, name) === is,
  held: ({ ms, what }, facts) => {
    const since = facts.heldSince(what);
    return since !== null && facts.now - since >= ms;
  },
  plan: ({ stage }, facts) => facts.stage() === stage,
  service: ({ atLeast, over }, facts) => (facts.service(over) ?? -1) >= atLeast,
  tries: ({ atLeast, atMost, ...such }, facts) => isWithin(facts.tries(such), { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) }),
  pending: pendingHolds,
  accepted: ({ host, ...range }, facts) => isWithin(facts.accepted(host), range),
};

interface Range {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** With no bounds given: at least one. */
function isWithin(value: number, { atLeast, atMost }: Range): boolean {
  if (atLeast === undefined && atMost === undefined) return value >= 1;
  return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

/** CLOSED has no entry of its own: it holds when the host has no connection (listeners aside) of those ports; a dead socket that a program still holds is none. */
function stateHolds({ host, is, port, peerPort, ...agreed }: Body<'state'>, facts: WorldFacts): boolean {
  const wanted: readonly TcpState[] = typeof is === 'string' ? [is] : is;
  let isClosed = true;
  for (const socket of facts.states(host)) {
    if ((port !== undefined && socket.port !== port) || (peerPort !== undefined && socket.peerPort !== peerPort)) continue;
    if (socket.state === 'CLOSED') continue;
    if (wanted.includes(socket.state) && (['mss', 'sack', 'scaling'] as const).every((name) => agreed[name] === undefined || socket.agreed?.[name] === agreed[name])) return true;
    if (socket.state !== 'LISTEN') isClosed = false;
  }
  return isClosed && wanted.includes('CLOSED');
}

function returnedHolds({ host, call, errno, value, peerPort }: Body<'returned'>, facts: WorldFacts): boolean {
  for (const result of facts.returned(host)) {
    if (result.call === call && result.errno === errno && (value === undefined || result.value === value) && (peerPort === undefined || result.peerPort === peerPort)) return true;
  }
  return false;
}

/** Bytes are summed over the connections that match; end-of-file must have been read on one of them. */
function receivedHolds({ host, bytes, eof, peerPort }: Body<'received'>, facts: WorldFacts): boolean {
  let total = 0;
  let sawEof = false;
  for (const item of facts.received(host)) {
    if (peerPort !== undefined && item.peerPort !== peerPort) continue;
    total += item.bytes;
    sawEof ||= item.eof;
  }
  return total >= (bytes ?? (eof === undefined ? 1 : 0)) && (eof === undefined || sawEof === eof);
}

function sentHolds({ from, to, flags, atLeast, forged, dstPort, seq, ack }: Body<'sent'>, facts: WorldFacts): boolean {
  return atLeastSegments(facts, atLeast, (s) =>
    s.from === from
    && (to === undefined || s.to === to)
    && (flags === undefined || flagsMatch(s.flags, flags))
    && (forged === undefined || s.forged === forged)
    && (dstPort === undefined || s.dstPort === dstPort)
    && (seq === undefined || s.seq === seq)
    && (ack === undefined || s.ack === ack));
}

function arrivedHolds({ at, from, flags, atLeast, forged, srcPort }: Body<'arrived'>, facts: WorldFacts): boolean {
  return atLeastSegments(facts, atLeast, (s) =>
    s.to === at
    && (s.fate === 'arrived' || s.fate === 'dropped')
    && (from === undefined || s.from === from)
    && (flags === undefined || flagsMatch(s.flags, flags))
    && (forged === undefined || s.forged === forged)
    && (srcPort === undefined || s.srcPort === srcPort));
}

function atLeastSegments(facts: WorldFacts, wanted: number | undefined, matches: (segment: SegmentFact) => boolean): boolean {
  let left = wanted ?? 1;
  for (const segment of facts.segments()) {
    if (left <= 0) break;
    if (matches(segment)) left--;
  }
  return left <= 0;
}

function pendingHolds({ host, flags, call, timer, port, peerPort }: Body<'pending'>, facts: WorldFacts): boolean {
  for (const item of facts.pending()) {
    if (host !== undefined && item.host !== host) continue;
    if (flags !== undefined && (item.flags === null || !flagsMatch(item.flags, flags))) continue;
    if (call !== undefined && item.call !== call) continue;
    if (timer !== undefined && item.timer !== timer) continue;
    if ((port !== undefined && item.port !== port) || (peerPort !== undefined && item.peerPort !== peerPort)) continue;
    return true;
  }
  return false;
}
