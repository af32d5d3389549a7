import type { Ms } from '../time.ts';
import type { LadderEntry } from '../world/view.ts';

/** A stretch of virtual time in which segments fly. */
export interface Stretch {
  readonly from: Ms;
  readonly to: Ms;
}

/** How long a jump of virtual time in which something flies is played back, be it long or short, in ms of real time. */
export const PLAYBACK_MS = 600;

/** The stretches between two moments in which at least one segment is on its way, in order and apart. */
export function flights(ladder: readonly LadderEntry[], from: Ms, to: Ms): Stretch[] {
  const all = ladder
    .flatMap((entry) => (entry.kind === 'segment' ? [{ from: Math.max(from, entry.sentAt), to: Math.min(to, entry.endsAt) }] : []))
    .filter((stretch) => stretch.to > stretch.from)
    .sort((a, b) => a.from - b.from);
  const joined: { from: Ms; to: Ms }[] = [];
  for (const stretch of all) {
    const last = joined.at(-1);
    if (last !== undefined && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else joined.push({ ...stretch });
  }
  return joined;
}

/**
 * The moment to show after a share (0..1) of the playback: flights only, one after the other, so that a second of
 * waiting for a timer takes none of the player's time.
 */
export function momentAt(stretches: readonly Stretch[], share: number): Ms | null {
  const total = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
  let left = total * share;
  for (const { from, to } of stretches) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return null;
}
