import { printTcpdump } from '../../tcp/notation/print-tcpdump.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import { captureOf } from '../capture.ts';
import { relativeBase, type Bases } from '../relative.ts';
import type { Timeline } from '../timeline.ts';

/**
 * The run as `tcpdump -n` prints its capture (pcapng), in UTC, so that the time of day is the virtual time. Numbers are relative to the
 * first ones of each connection, as tcpdump shows them, or absolute, as with `tcpdump -S`. What tcpdump
 * guesses of a payload from its port (`: HTTP`) is not there: only the length of payloads is simulated.
 */
export function printCapture(timeline: Timeline, { absolute, at }: { readonly absolute: boolean; readonly at: string | null }): readonly string[] {
  return printSegments(captureOf(timeline, at).map(({ at: time, packet: { segment } }) => ({ at: time, segment })), absolute);
}

/** Segments and when they were seen, as `tcpdump -n` prints them, or with `absolute` as `tcpdump -S -n` does. */
export function printSegments(seen: readonly { readonly at: Ms; readonly segment: Segment }[], absolute: boolean): readonly string[] {
  const bases: Bases = new Map();
  return seen.map(({ at, segment }) => `${timeOfDay(at)} IP ${printTcpdump(segment, { addresses: true, ...(absolute ? {} : relativeBase(bases, segment)) })}`);
}

function timeOfDay(ms: Ms): string {
  const micros = Math.floor(ms * 1000 + 1e-6);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(micros / 1_000_000);
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
