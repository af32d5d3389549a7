import { factsOfWorld } from '../level/facts-of-world.ts';
import { flagsMatch } from '../level/flags-match.ts';
import type { Predicate } from '../level/goal.ts';
import { holds } from '../level/holds.ts';
import { has, SYN } from '../tcp/flags.ts';
import { flagsText } from '../tcp/notation/print-tcpdump.ts';
import type { SegmentRecord } from '../world/journal.ts';
import { hostOf, type World } from '../world/world.ts';
import type { Read, Reading, SegmentField, SegmentPick } from './reading.ts';
import type { Scene } from './scene.ts';

/** Conditions that must be watched while the scene runs, for the readings that ask when. */
export function watchedBy(readings: readonly Reading[]): readonly Predicate[] {
  return readings.flatMap((reading) => ('first' in reading ? [reading.first] : []));
}

/** What each reading finds in a scene that watched watchedBy() of the same readings. */
export function readAll(readings: readonly Reading[], scene: Scene): readonly Read[] {
  let watched = 0;
  return readings.map((reading) => ('first' in reading ? (scene.firsts[watched++]?.at ?? null) : read(reading, scene.world)));
}

function read(reading: Exclude<Reading, { readonly first: Predicate }>, world: World): Read {
  if ('segment' in reading) return fieldOf(picked(world, reading.segment), reading.field);
  if ('count' in reading) return segmentsOf(world, reading.count).length;
  const facts = factsOfWorld(world, () => null);
  if ('state' in reading) return stateOf(facts, reading.state);
  if ('queue' in reading) return facts.queueLength(reading.queue.host, reading.queue.name);
  if ('counter' in reading) return facts.counter(reading.counter.host, reading.counter.name);
  if ('returned' in reading) return returnOf(facts, reading.returned);
  if ('accepted' in reading) return facts.accepted(reading.accepted.host);
  if ('window' in reading) return windowOf(world, reading.window.host);
  return holds(reading.holds, facts) ? 1 : 0;
}

/** The segments that are meant, oldest first: the player is nobody here, so every one was sent by a kernel or the script. */
function segmentsOf(world: World, { from, to, flags, after, dstPort, srcPort }: SegmentPick): readonly SegmentRecord[] {
  return world.journal.segments.filter((record) =>
    record.from === from
    && (to === undefined || record.to === to)
    && (flags === undefined || flagsMatch(record.segment.flags, flags))
    && (after === undefined || record.sentAt >= after)
    && (dstPort === undefined || record.segment.dstPort === dstPort)
    && (srcPort === undefined || record.segment.srcPort === srcPort));
}

/** The segment that a pick means, or null when there are not so many. */
export function picked(world: World, pick: SegmentPick): SegmentRecord | null {
  const { nth = 1 } = pick;
  return segmentsOf(world, pick).at(nth > 0 ? nth - 1 : nth) ?? null;
}

function fieldOf(record: SegmentRecord | null, field: SegmentField): Read {
  if (record === null) return null;
  const { segment, sentAt } = record;
  switch (field) {
    case 'at':
      return sentAt;
    case 'flags':
      return flagsText(segment.flags, '-');
    case 'mss':
      return segment.options.mss ?? null;
    case 'scale':
      return has(segment.flags, SYN) ? (segment.options.wscale ?? null) : null;
    default:
      return segment[field];
  }
}

/** The state of the connection in question: the newest entry that is no listener; CLOSED when there is none. */
function stateOf(facts: ReturnType<typeof factsOfWorld>, { host, port, peerPort }: { readonly host: string; readonly port?: number; readonly peerPort?: number }): Read {
  let state: string | null = null;
  for (const entry of facts.states(host)) {
    if (entry.state === 'LISTEN' || entry.state === 'CLOSED') continue;
    if ((port === undefined || entry.port === port) && (peerPort === undefined || entry.peerPort === peerPort)) state = entry.state;
  }
  return state ?? 'CLOSED';
}

/** Of the newest connection; null when there is none. */
function windowOf(world: World, host: string): Read {
  return [...hostOf(world, host).sockets.values()].findLast(({ remotePort }) => remotePort !== 0)?.sndWnd ?? null;
}

function returnOf(facts: ReturnType<typeof factsOfWorld>, { host, call, nth = 1 }: { readonly host: string; readonly call: string; readonly nth?: number }): Read {
  const returns = [...facts.returned(host)].filter((result) => result.call === call);
  const result = returns.at(nth > 0 ? nth - 1 : nth);
  return result === undefined ? null : (result.errno ?? String(result.value ?? 0));
}
