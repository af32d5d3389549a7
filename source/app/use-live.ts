import { useCallback, useEffect, useRef, useState } from 'react';
import { useLatest } from '../screens/use-latest.ts';
import type { Ms } from '../time.ts';

/** Virtual seconds per real second; the last one is as fast as is still fun to watch. */
export const SPEEDS = [1, 2, 4, 16] as const;
const USUAL_TICKS_PER_SECOND = 12;
const CALM_TICKS_PER_SECOND = 1;
/** After a pause of the whole process (suspend, a closed lid) time does not leap. */
const LONGEST_STEP_MS = 1500;

export interface LiveClock {
  readonly running: boolean;
  readonly speed: number;
  /** Starts, or goes faster when it runs already. */
  readonly run: () => void;
  readonly pause: () => void;
  readonly slower: () => void;
}

/** Real-time pacing of a live level: calls `advance` with the virtual ms that have passed, once a tick. Paused at the start. */
export function useLive(isLive: boolean, isCalm: boolean, advance: (ms: Ms) => void, ticksPerSecond: number = USUAL_TICKS_PER_SECOND): LiveClock {
  const [running, isRunning, setRunning] = useLatest(false);
  const [gear, setGear] = useState(0);
  const latest = useRef(advance);
  useEffect(() => {
    latest.current = advance;
  });
  const speed = SPEEDS[gear] ?? 1;
  useEffect(() => {
    if (!isLive || !running) return undefined;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      latest.current(Math.round(Math.min(now - before, LONGEST_STEP_MS) * speed));
      before = now;
    }, 1000 / (isCalm ? CALM_TICKS_PER_SECOND : ticksPerSecond));
    return () => clearInterval(timer);
  }, [isLive, isCalm, running, speed, ticksPerSecond]);
  const run = useCallback(() => {
    if (isRunning()) setGear((now) => Math.min(SPEEDS.length - 1, now + 1));
    else setRunning(true);
  }, [isRunning, setRunning]);
  const pause = useCallback(() => setRunning(false), [setRunning]);
  const slower = useCallback(() => setGear((now) => Math.max(0, now - 1)), []);
  return { running: isLive && running, speed, run, pause, slower };
}
