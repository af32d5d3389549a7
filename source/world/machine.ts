import type { Host } from '../kernel/host.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Ms } from '../time.ts';
import type { World } from './world.ts';

/** A host of the player's own, as the tools on it see it: to be read only. */
export interface Machine {
  readonly host: Host;
  readonly now: Ms;
  /** What its interface sent and got, oldest first; of a live level the latest only. */
  readonly captured: () => readonly Captured[];
}

/** A segment, and when it passed the interface, in ms of virtual time. */
export interface Captured {
  readonly at: Ms;
  readonly segment: Segment;
}

/** So many segments of a live level are kept for captures. */
const MOST_RECENT = 256;

/** The hosts that are the player's, in the order of their lifelines. */
export function machinesOf(world: World): readonly Machine[] {
  return world.setup.hosts.filter(({ you }) => you).flatMap(({ name }) => {
    const host = world.hosts.get(name);
    return host ? [{ host, now: world.now, captured: () => capturedAt(world, name) }] : [];
  });
}

function capturedAt({ journal, now }: World, name: string): readonly Captured[] {
  const passed = journal.keepsSegments
    ? journal.segments.flatMap(({ from, to, sent, arrives, sentAt, arrivesAt, fate }): readonly Captured[] => {
        if (from === name) return [{ at: sentAt, segment: sent }];
        return to === name && (fate === 'arrived' || fate === 'dropped') ? [{ at: arrivesAt, segment: arrives }] : [];
      })
    : journal.recent.flatMap(({ host, at, segment }) => (host === name ? [{ at, segment }] : []));
  return passed.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at).slice(-MOST_RECENT);
}

/** Keeps what passed the interface of a host of the player's in a world that keeps no other segments. */
export function noteRecent({ journal, setup }: World, host: string, at: Ms, segment: Segment): void {
  if (!setup.hosts.some(({ name, you }) => you && name === host)) return;
  journal.recent.push({ host, at, segment });
  if (journal.recent.length > 4 * MOST_RECENT) journal.recent = journal.recent.slice(-2 * MOST_RECENT);
}
