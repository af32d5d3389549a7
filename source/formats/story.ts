import type { Ms } from '../time.ts';
import type { Packet, StateChange, Timeline, TimelineCall, TimelineHost } from './timeline.ts';

/** One thing that happened, for pictures that go from top to bottom. */
export type Happening =
  | { readonly kind: 'packet'; readonly at: Ms; readonly packet: Packet }
  | { readonly kind: 'arrival'; readonly at: Ms; readonly packet: Packet }
  | { readonly kind: 'state'; readonly at: Ms; readonly state: StateChange }
  | { readonly kind: 'call'; readonly at: Ms; readonly call: TimelineCall };

/** What comes first of things at the same time: an arrival, what it does to a socket, the calls, then what is sent. */
const ORDER: Readonly<Record<Happening['kind'], number>> = { arrival: 0, state: 1, call: 2, packet: 3 };

/** Everything in the order in which it happened, up to the last segment that the timeline has when some are left out. */
export function storyOf({ packets, states, calls, leftOut }: Timeline): readonly Happening[] {
  const end = leftOut > 0 ? (packets.at(-1)?.sentAt ?? 0) : Infinity;
  const all: Happening[] = [
    ...calls.flatMap(callAndReturn).map((call) => ({ kind: 'call' as const, at: call.at, call })),
    ...states.map((state) => ({ kind: 'state' as const, at: state.at, state })),
    ...packets.flatMap((packet) => [{ kind: 'packet' as const, at: packet.sentAt, packet }, { kind: 'arrival' as const, at: packet.arrivesAt, packet }]),
  ];
  return all.filter(({ at, kind }) => at <= end || kind === 'arrival').toSorted((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind]);
}

/** A call that waited is told twice: when it was made, and when it came back. */
function callAndReturn(call: TimelineCall): readonly TimelineCall[] {
  const { at, returnedAt } = call;
  if (returnedAt !== null && returnedAt <= at) return [call];
  const made = { ...call, result: '...' };
  return returnedAt === null ? [made] : [made, { ...call, at: returnedAt, call: `${call.call.slice(0, call.call.indexOf('('))}()` }];
}

/** Hosts that anything is told of, in the order of the run. */
export function hostsIn({ hosts, packets, calls, states }: Timeline): readonly TimelineHost[] {
  const named = new Set([...packets.flatMap(({ from, to }) => [from, to]), ...calls.map(({ host }) => host), ...states.map(({ host }) => host)]);
  return hosts.filter(({ name }) => named.has(name));
}
