import { formatEndpoint, type Ip } from '../../tcp/address.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import type { CallRecord, SegmentRecord } from '../../world/journal.ts';
import type { HostSetup } from '../../world/setup.ts';
import type { World } from '../../world/world.ts';
import type { Existing } from './history.ts';
import { NotExpressible } from './refusal.ts';

/** A segment that one host sent or got, at the time when it did. */
export interface SeenSegment {
  readonly at: Ms;
  readonly direction: 'in' | 'out';
  readonly segment: Segment;
}

/** A run as one host lived it: what a script can be made of. */
export interface Viewpoint {
  readonly host: Pick<HostSetup, 'sysctls' | 'listeners'>;
  readonly segments: readonly SeenSegment[];
  readonly calls: readonly CallRecord[];
  readonly existing: Existing | null;
}

/** Throws NotExpressible where the host met more than one connection, or one with bytes that wait to be read at time 0. */
export function viewpointOf(world: World, name: string): Viewpoint {
  const host = world.setup.hosts.find((one) => one.name === name)!;
  if (world.setup.traffic.length > 0) throw new NotExpressible('flood');
  const segments = world.journal.segments.flatMap((record) => seen(record, name)).toSorted((a, b) => a.at - b.at);
  const ends = new Set(segments.map(({ direction, segment: { srcIp, srcPort, dstIp, dstPort } }) => (direction === 'in' ? end(srcIp, srcPort) + end(dstIp, dstPort) : end(dstIp, dstPort) + end(srcIp, srcPort))));
  if (ends.size === 0) throw new NotExpressible('no-segments', { host: name });
  if (ends.size > 1) throw new NotExpressible('connections', { host: name });
  if (host.listeners.length > 1) throw new NotExpressible('listeners', { host: name });
  return { host, segments, calls: world.journal.calls.filter((call) => call.host === name), existing: existing(world, name) };
}

function end(ip: Ip, port: number): string {
  return ` ${formatEndpoint({ ip, port })}`;
}

function seen(record: SegmentRecord, name: string): readonly SeenSegment[] {
  if (record.from === name) return record.injected ? [] : [{ at: record.sentAt, direction: 'out', segment: record.sent }];
  return record.to === name && (record.fate === 'arrived' || record.fate === 'dropped') ? [{ at: record.arrivesAt, direction: 'in', segment: record.arrives }] : [];
}

function existing(world: World, name: string): Existing | null {
  const ends = world.setup.connections.flatMap(({ a, b }) => [a, b]).filter(({ host, state }) => host === name && state !== 'CLOSED');
  const [own, other] = ends;
  if (own === undefined) return null;
  if (other !== undefined) throw new NotExpressible('connections', { host: name });
  if (own.unread > 0) throw new NotExpressible('unread', { host: name });
  const accepted = world.setup.hosts.some(({ name: one, listeners }) => one === name && listeners.some(({ port }) => port === own.port));
  const { state, orphan, sndNxt, rcvNxt, age } = own;
  return { state, orphan: orphan || state === 'TIME-WAIT', accepted, sndNxt, rcvNxt, recent: own.ts === null ? null : 'recent' in own.ts ? own.ts.recent : recentOf(world, name, own.ts.ago), age };
}

/** What the other side's clock showed so long before time 0, by its first timestamp in the run. */
function recentOf({ journal }: World, name: string, ago: Ms): number {
  const first = journal.segments.find(({ to, segment, forged }) => to === name && !forged && segment.options.ts);
  return first?.segment.options.ts ? (first.segment.options.ts.val - Math.round(first.sentAt + ago)) >>> 0 : 1;
}
