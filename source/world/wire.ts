import { journey } from '../network/link.ts';
import type { Output, KernelEvent } from '../kernel/context.ts';
import type { Segment } from '../tcp/segment.ts';
import { schedule, type Ms } from '../time.ts';
import type { SegmentRecord } from './journal.ts';
import { noteRecent } from './machine.ts';
import { route } from './route.ts';
import { hostOf, setupOf, type World } from './world.ts';

export interface SendOptions {
  readonly auto: boolean;
  readonly retransmission: boolean;
  readonly injected: boolean;
}

/** Puts a segment on the wire at `from`; where its destination address belongs to nobody it vanishes. A router on its way may change its addresses and ports. */
export function transmit(world: World, from: string, sent: Segment, options: SendOptions): SegmentRecord | null {
  const journal = world.journal;
  const { to, stopped, outside: segment, arrives } = route(world, from, sent);
  const nowhere = stopped ? 'stopped' : 'no-host';
  const n = ++journal.segmentCount;
  if (journal.tap && to === null) journal.tap({ at: world.now, arrivesAt: world.now + world.setup.link.delay, from, to, segment, sent, arrives, fate: nowhere, retransmission: options.retransmission });
  if (!journal.keepsSegments) noteRecent(world, from, world.now, sent);
  // What a flood makes a server send goes nowhere: nothing can come of it, and nobody looks at it.
  if (to === null && !journal.keepsSegments) return null;
  const pair = `${from}>${to ?? '?'}`;
  const nth = (world.linkCounts.get(pair) ?? 0) + 1;
  world.linkCounts.set(pair, nth);
  const trip = journey(world.setup.link, world.random, from, to ?? '?', nth, world.now);
  const reachable = to !== null && !setupOf(world, to).absent;
  if (journal.tap && to !== null) journal.tap({ at: world.now, arrivesAt: trip.arrivals[0] ?? world.now + trip.delay, from, to, segment, sent, arrives, fate: !reachable ? nowhere : trip.lost ? 'lost' : 'arrived', retransmission: options.retransmission });
  let record: SegmentRecord | null = null;
  if (journal.keepsSegments) {
    record = {
      n,
      sentAt: world.now,
      from,
      to,
      segment,
      sent,
      arrives,
      arrivesAt: trip.arrivals[0] ?? world.now + trip.delay / 2,
      fate: !reachable ? nowhere : trip.lost ? 'lost' : 'in-flight',
      dropReason: null,
      auto: options.auto,
      retransmission: options.retransmission,
      forged: !hostOf(world, from).addresses.includes(sent.srcIp),
      injected: options.injected,
      move: options.auto ? null : world.move,
      decisions: [],
    };
    journal.segments.push(record);
  }
  if (!reachable || to === null) return record;
  for (const [copy, at] of trip.arrivals.entries()) {
    if (!journal.keepsSegments) noteRecent(world, to, at, arrives);
    const wanders = at > world.now + WANDERS;
    if (!wanders) world.inFlight++;
    schedule(world.agenda, at, { kind: 'arrival', host: to, segment: arrives, n: record ? (wanders && copy > 0 ? recordCopy(world, record, at) : n) : null, wanders });
  }
  return record;
}

/** How long a segment may be on its way, in ms, before nothing waits for it any more: what wanders about for longer belongs to no move. */
const WANDERS = 3000;

/** A copy that comes so much later is seen as a segment of its own, which the network put on the wire and no kernel. */
function recordCopy({ journal }: World, record: SegmentRecord, arrivesAt: Ms): number {
  const n = ++journal.segmentCount;
  journal.segments.push({ ...record, n, arrivesAt, auto: true, injected: true, retransmission: false, move: null, decisions: [] });
  return n;
}

export function recordOf(world: World, n: number | null): SegmentRecord | null {
  return n === null ? null : (world.journal.segments[n - 1] ?? null);
}

/** Keeps what a kernel tells; what a program on that host may be waiting for is put aside for it. */
export function note(world: World, host: string, event: KernelEvent, forced = false): void {
  const journal = world.journal;
  if (event.type === 'decided') {
    let decided = journal.decided.get(host);
    if (!decided) journal.decided.set(host, (decided = new Map()));
    decided.set(event.decision, (decided.get(event.decision) ?? 0) + 1);
    recordOf(world, world.cause)?.decisions.push(event.decision);
  } else if (event.type === 'dropped') {
    const record = recordOf(world, world.cause);
    if (record && record.dropReason === null) record.dropReason = event.reason;
  } else if (event.type === 'returned') {
    const call = journal.calls.findLast((c) => c.host === host && c.socket === event.socket && c.name === event.call && c.returnedAt === null);
    if (call) {
      call.returnedAt = world.now;
      call.result = event.errno ? { ok: false, errno: event.errno } : { ok: true, value: 0 };
    }
  }
  if (journal.keepsSegments) journal.notes.push({ at: world.now, host, event, segment: world.cause, forced });
  const heard = event.type === 'returned' || event.type === 'readable' || (event.type === 'queued' && event.queue === 'accept' && event.change === 1);
  if (heard) world.noticed.push({ host, event });
}

/** The effects of a host's kernel, straight onto the wire and into the journal. */
export function outputOf(world: World, host: string): Output {
  return {
    send: (segment, retransmission) => {
      transmit(world, host, segment, { auto: true, retransmission, injected: false });
    },
    note: (event) => note(world, host, event),
  };
}
