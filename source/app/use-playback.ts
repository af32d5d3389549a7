import { useCallback, useEffect, useRef, useState } from 'react';
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

/**
 * When virtual time jumps because of a move, plays the flights in between back in a short real time. A step back (undo)
 * or another level is shown at once.
 */
export function usePlayback(world: WorldView, isOn: boolean): Playback {
  const [frameTime, setFrameTime] = useState<Ms | null>(null);
  const shownUntil = useRef(world.now);
  const timer = useRef<ReturnType<typeof setInterval> | null>(null);
  const skip = useCallback(() => {
    if (timer.current === null) return;
    clearInterval(timer.current);
    timer.current = null;
    setFrameTime(null);
  }, []);
  const play = useCallback(
    (stretches: readonly Stretch[]) => {
      const startedAt = performance.now();
      const show = () => {
        const moment = momentAt(stretches, Math.min(1, (performance.now() - startedAt) / PLAYBACK_MS));
        if (moment === null) skip();
        else setFrameTime(moment);
      };
      timer.current = setInterval(show, FRAME_MS);
      show();
    },
    [skip],
  );
  useEffect(() => {
    const from = shownUntil.current;
    shownUntil.current = world.now;
    skip();
    const stretches = isOn && world.now > from ? flights(world.ladder, from, world.now) : [];
    if (stretches.length > 0) play(stretches);
  }, [world, isOn, play, skip]);
  useEffect(() => skip, [skip]);
  return { frameTime, skip };
}
