import { useCallback, useEffect, useState } from 'react';
import type { Ms } from '../time.ts';
import type { WorldView } from '../world/view.ts';
import { PLAYBACK_MS, flights, momentAt } from './flights.ts';
import type { Stretch } from './flights.ts';

const FRAME_MS = 33;

interface Playback {
  /** The virtual time to draw; null: now. */
  readonly frameTime: Ms | null;
  readonly skip: () => void;
}

interface Shown {
  readonly world: WorldView;
  readonly stretches: readonly Stretch[];
  readonly moment: Ms | null;
}

/** What is shown first of a new world: the beginning of its flights, or, without any, the moment itself. */
function opening(world: WorldView, before: WorldView, isOn: boolean): Shown {
  const stretches = isOn && world.now > before.now ? flights(world.ladder, before.now, world.now) : [];
  return { world, stretches, moment: momentAt(stretches, 0) };
}

/**
 * When virtual time jumps because of a move, plays the flights in between back in a short real time. A step back (undo)
 * is shown at once.
 */
export function usePlayback(world: WorldView, isOn: boolean): Playback {
  const [shown, show] = useState<Shown>({ world, stretches: [], moment: null });
  // Found while drawing, not after: the end must not flash up before the flight.
  const current = shown.world === world ? shown : opening(world, shown.world, isOn);
  if (current !== shown) show(current);
  const { stretches } = current;
  useEffect(() => {
    if (stretches.length === 0) return undefined;
    const startedAt = performance.now();
    const timer = setInterval(() => {
      const moment = momentAt(stretches, Math.min(1, (performance.now() - startedAt) / PLAYBACK_MS));
      show((now) => (now.stretches === stretches ? { ...now, moment, stretches: moment === null ? [] : stretches } : now));
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [stretches]);
  const skip = useCallback(() => show((now) => ({ ...now, stretches: [], moment: null })), []);
  return { frameTime: current.moment, skip };
}
