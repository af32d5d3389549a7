import { Text } from 'ink';
import { render } from 'ink-testing-library';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useLive } from '../../source/app/use-live.ts';
import type { LiveClock } from '../../source/app/use-live.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const control: { clock: LiveClock | null } = { clock: null };
const clock = () => control.clock!;
function Probe({ isLive = true, isCalm = false, advance }: { readonly isLive?: boolean; readonly isCalm?: boolean; readonly advance: (ms: number) => void }): ReactNode {
  const now = useLive(isLive, isCalm, advance);
  useEffect(() => void (control.clock = now));
  return <Text>{now.running ? `running ${now.speed}` : 'paused'}</Text>;
}

function start(props: { isLive?: boolean; isCalm?: boolean } = {}) {
  const steps: number[] = [];
  const screen = render(<Probe {...props} advance={(ms) => void steps.push(ms)} />);
  return { ...screen, steps, total: () => steps.reduce((sum, ms) => sum + ms, 0) };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a live level is paused at the start', async () => {
  const { steps, lastFrame } = start();
  await pass(3000);
  expect(steps).toEqual([]);
  expect(lastFrame()).toBe('paused');
});

test('running, virtual time keeps up with real time in steps of a tick, and stops at a pause', async () => {
  const { steps, total } = start();
  clock().run();
  await pass(0);
  await pass(1000);
  expect(total()).toBeGreaterThan(900);
  expect(total()).toBeLessThanOrEqual(1000);
  expect(steps.length).toBeGreaterThanOrEqual(10);
  expect(steps.length).toBeLessThanOrEqual(15);
  clock().pause();
  // A tick that was already due may still come.
  await pass(100);
  const before = steps.length;
  await pass(1000);
  expect(steps).toHaveLength(before);
});

test('run again goes faster, slower goes back, and neither leaves the range', async () => {
  const { total, lastFrame } = start();
  for (let press = 0; press < 9; press++) {
    clock().run();
    await pass(0);
  }
  expect(lastFrame()).toBe('running 16');
  await pass(1000);
  expect(total()).toBeGreaterThan(14_000);
  for (let press = 0; press < 9; press++) {
    clock().slower();
    await pass(0);
  }
  expect(lastFrame()).toBe('running 1');
});

test('with reduced motion the screen changes once a second', async () => {
  const { steps } = start({ isCalm: true });
  clock().run();
  await pass(0);
  await pass(3100);
  expect(steps).toHaveLength(3);
});

test('a level by turns never runs by itself', async () => {
  const { steps } = start({ isLive: false });
  clock().run();
  await pass(3000);
  expect(steps).toEqual([]);
});
