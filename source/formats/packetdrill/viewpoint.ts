import { formatEndpoint, type Ip } from '../../tcp/address.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import type { CallRecord, SegmentRecord } from '../../world/journal.ts';
import type { HostSetup } from '../../world/setup.ts';
import type { World } from '../../world/world.ts';
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
  /** The connection that there was at time 0: the numbers that came next. */
  readonly existing: { readonly sndNxt: number; readonly rcvNxt: number; readonly ts: boolean } | null;
}

/** Throws NotExpressible where the host met more than one connection, or one that is not fresh or ESTABLISHED at time 0. */
export function viewpointOf(world: World, name: string): Viewpoint {
  const host = world.setup.hosts.find((one) => one.name === name)!;
  if (world.setup.traffic.length > 0) throw new NotExpressible('flood');
  const segments = world.journal.segments.flatMap((record) => seen(record, name)).toSorted((a, b) => a.at - b.at);
  const ends = new Set(segments.map(({ direction, segment: { srcIp, srcPort, dstIp, dstPort } }) => (direction === 'in' ? end(srcIp, srcPort) + end(dstIp, dstPort) : end(dstIp, dstPort) + end(srcIp, srcPort))));
  if (ends.size === 0) throw new NotExpressible('no-segments', { host: name });
  if (ends.size > 1) throw new NotExpressible('connections', { host: name, count: ends.size });
  if (host.listeners.length > 1) throw new NotExpressible('listeners', { host: name, count: host.listeners.length });
  return { host, segments, calls: world.journal.calls.filter((call) => call.host === name), existing: existing(world, name) };
}

function end(ip: Ip, port: number): string {
  return ` ${formatEndpoint({ ip, port })}`;
}

function seen(record: SegmentRecord, name: string): readonly SeenSegment[] {
  if (record.from === name) return record.injected ? [] : [{ at: record.sentAt, direction: 'out', segment: record.segment }];
  return record.to === name && (record.fate === 'arrived' || record.fate === 'dropped') ? [{ at: record.arrivesAt, direction: 'in', segment: record.segment }] : [];
}

function existing(world: World, name: string): Viewpoint['existing'] {
  const ends = world.setup.connections.flatMap(({ a, b }) => [a, b]).filter(({ host }) => host === name);
  const [own, other] = ends;
  if (own === undefined) return null;
  if (other !== undefined) throw new NotExpressible('connections', { host: name, count: ends.length });
  if (own.state !== 'ESTABLISHED' || own.unread > 0) throw new NotExpressible('state', { host: name, state: own.state });
  return { sndNxt: own.sndNxt, rcvNxt: own.rcvNxt, ts: own.ts !== null };
}
