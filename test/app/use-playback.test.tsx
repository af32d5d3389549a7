import { Text } from 'ink';
import { render } from 'ink-testing-library';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PLAYBACK_MS } from '../../source/app/flights.ts';
import { usePlayback } from '../../source/app/use-playback.ts';
import { SYN } from '../../source/tcp/flags.ts';
import { segment } from '../../source/tcp/segment.ts';
import type { WorldView } from '../../source/world/view.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const syn = segment({ srcIp: 1, srcPort: 1, dstIp: 2, dstPort: 2, flags: SYN });
const at = (now: number): WorldView => ({
  now, horizon: 60_000, lifelines: [], sockets: [], queues: [], timers: [], counters: [], sysctls: [], series: [], known: [],
  ladder: [{ kind: 'segment', n: 1, sentAt: 0, endsAt: 20, from: 0, to: 1, fate: 'arrived', progressAtEnd: 1, dropReason: null, auto: false, retransmission: false, forged: false, move: null, segment: syn }],
});

const control: { skip: () => void } = { skip: () => {} };
function Probe({ world, isOn = true }: { readonly world: WorldView; readonly isOn?: boolean }): ReactNode {
  const playback = usePlayback(world, isOn);
  useEffect(() => void (control.skip = playback.skip));
  return <Text>{playback.frameTime === null ? 'now' : `at ${Math.round(playback.frameTime)}`}</Text>;
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** The times that are drawn one after the other. */
const drawn = (frames: readonly string[]) => frames.filter((frame, index) => frame !== frames[index - 1]);

test('after a jump the flights in between are shown in order, then the moment itself, all within the time allowed', async () => {
  const screen = render(<Probe world={at(0)} />);
  await pass(0);
  screen.rerender(<Probe world={at(1000)} />);
  await pass(PLAYBACK_MS / 2);
  expect(screen.lastFrame()).toMatch(/^at (?:8|9|10|11)$/);
  await pass(PLAYBACK_MS / 2 + 50);
  expect(screen.lastFrame()).toBe('now');
  const times = drawn(screen.frames).filter((frame) => frame.startsWith('at')).map((frame) => Number(frame.slice(3)));
  expect(times.length).toBeGreaterThan(5);
  // The end must not flash up before the flight.
  expect(drawn(screen.frames).slice(0, 2)).toEqual(['now', 'at 0']);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('skipping shows the moment itself at once', async () => {
  const screen = render(<Probe world={at(0)} />);
  await pass(0);
  screen.rerender(<Probe world={at(1000)} />);
  await pass(100);
  control.skip();
  await pass(40);
  expect(screen.lastFrame()).toBe('now');
  const frames = screen.frames.length;
  await pass(1000);
  expect(screen.frames).toHaveLength(frames);
});

test.each([
  ['a step back', 1000, 0, true],
  ['time in which nothing flies', 20, 1000, true],
  ['reduced motion', 0, 1000, false],
])('%s is shown at once', async (_what, from, to, isOn) => {
  const screen = render(<Probe world={at(from)} isOn={isOn} />);
  await pass(0);
  screen.rerender(<Probe world={at(to)} isOn={isOn} />);
  await pass(1000);
  expect(screen.frames.some((frame) => frame.startsWith('at'))).toBe(false);
});
