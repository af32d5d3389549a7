import { ACK, has } from '../../tcp/flags.ts';
import type { Ms } from '../../time.ts';
import { printFields, printOption } from '../language/print-script.ts';
import type { ScriptSegment, SegmentOption } from '../language/script.ts';
import { asScriptSegment, timestampToScript, type Connection } from './connection.ts';
import type { Difference, DifferenceField } from './result.ts';
import type { Settings } from './settings.ts';
import type { WireSegment } from './wire-segment.ts';

/**
 * The first field in which a segment is not the expected one, or null. Numbers are the script's already. The window counts only
 * where it is written, `<...>` takes any options, and no list means none; a timestamp's value counts only when the script says
 * how long a tick is. `age` is ms since the script began.
 */
export function compareSegment(connection: Connection, expected: ScriptSegment, actual: WireSegment, settings: Settings, age: Ms): Difference | null {
  const shown = { ...actual, options: actual.options.map((option) => shownOption(connection, option, expected)) };
  const field = differingField(expected, shown, settings, age);
  return field === null ? null : { field, expected: textOf(expected), actual: textOf(forReport(shown, expected)) };
}

function textOf(segment: ScriptSegment): string {
  return `> ${printFields(segment)}`;
}

/** Shows the window only where the script asks for it. */
function forReport(segment: WireSegment, expected: ScriptSegment): ScriptSegment {
  return { ...asScriptSegment(segment, expected.place), ...(expected.win === null ? { win: null } : {}) };
}

/** A segment that nobody expected, or another one, for a report. */
export function describe(segment: WireSegment, expected: ScriptSegment): string {
  return textOf(forReport(segment, expected));
}

function differingField(expected: ScriptSegment, actual: WireSegment, settings: Settings, age: Ms): DifferenceField | null {
  if (actual.flags !== expected.flags) return 'flags';
  if (actual.seq !== expected.seq) return 'seq';
  if (actual.length !== expected.length) return 'length';
  if (has(expected.flags, ACK) && actual.ack !== (expected.ack ?? 0)) return 'ack';
  if (expected.win !== null && actual.win !== expected.win) return 'win';
  if (actual.urg !== (expected.urg ?? 0)) return 'urg';
  return expected.options === 'any' || sameOptions(expected.options, actual.options, settings, age) ? null : 'options';
}

function sameOptions(expected: readonly SegmentOption[], actual: readonly SegmentOption[], settings: Settings, age: Ms): boolean {
  if (expected.length !== actual.length) return false;
  return expected.every((option, index) => {
    const other = actual[index]!;
    if (option.kind === 'ts' && other.kind === 'ts') return option.ecr === other.ecr && sameTimestamp(option.val, other.val, settings, age);
    return printOption(option) === printOption(other);
  });
}

function sameTimestamp(expected: number, actual: number, settings: Settings, age: Ms): boolean {
  if (settings.timestampTick === 0) return true;
  const tolerance = Math.max(settings.tolerance, (settings.tolerancePercent / 100) * age);
  return Math.abs((actual - expected) | 0) * settings.timestampTick <= tolerance;
}

/** The option in the script's numbers: the kernel's own timestamps are mapped to those that the script names. */
function shownOption(connection: Connection, option: SegmentOption, expected: ScriptSegment): SegmentOption {
  if (option.kind !== 'ts') return option;
  const wanted = expected.options === 'any' ? undefined : expected.options.find((one) => one.kind === 'ts');
  if (wanted?.kind !== 'ts') return connection.firstTimestamp ? { ...option, val: (option.val - connection.firstTimestamp.wire + connection.firstTimestamp.script) >>> 0 } : option;
  return { ...option, val: timestampToScript(connection, wanted.val, option.val) };
}
