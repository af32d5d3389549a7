import type { Dialogue, Sent, Transcript } from '../../source/live/dialogue/dialogue.ts';
import { DIALOGUE_TOLERANCE } from '../../source/packetdrill/run/tolerances.ts';
import type { Ms } from '../../source/time.ts';
import { withoutChosenPorts } from './chosen-port.ts';
import { runOnTwin } from './twin.ts';
import { earliest, exactly, following, latest } from './wheel.ts';

/** Where the kernel and its twin first part, and how. */
export interface Difference {
  readonly about: 'sent' | 'result' | 'state' | 'counter' | 'time';
  /** Number of the step after which it shows, from 0; -1: it is about the whole. */
  readonly step: number;
  readonly kernel: string;
  readonly twin: string;
}

export const NOTHING = '(nothing)';

/** Segments of different connections between the same two steps, in one order, and ports that were chosen without their numbers: which of several timers of a tick runs first does not count, nor what is chance. */
function ordered(transcript: Transcript): Transcript {
  const connection = ({ text }: Sent): string => text.split(' ', 1)[0]!;
  return { ...transcript, sent: transcript.sent.toSorted((a, b) => a.after - b.after || connection(a).localeCompare(connection(b))), states: transcript.states.map(withoutChosenPorts) };
}

/** A cookie's SYN-ACK says a time up to so much before now: its low bits hold options (F3.16). */
const COOKIE_STEP: Ms = 64;
/** Finer than a tick of the kernel's timers nobody can tell. */
const PHASE_STEP: Ms = 4;

/**
 * What a transcript of the kernel has against the twin; null when the twin does the same with some lateness of timers that the
 * kernel's wheel allows. After a cookie with timestamps the round trip depends on where the kernel's clock was between two steps
 * of such a cookie's: nobody outside can know, so the twin is tried with each.
 */
export function compare(dialogue: Dialogue, kernel: Transcript): Difference | null {
  const first = compareAt(dialogue, kernel, 0);
  if (!first || !takesCookieEcho(dialogue)) return first;
  for (let phase = PHASE_STEP; phase < COOKIE_STEP; phase += PHASE_STEP) if (!compareAt(dialogue, kernel, phase)) return null;
  return first;
}

function takesCookieEcho({ sysctls, steps }: Dialogue): boolean {
  return sysctls['tcp_syncookies'] !== 0 && steps.some((step) => step.do === 'segment' && step.segment.options.ts !== undefined);
}

function compareAt(dialogue: Dialogue, kernel: Transcript, phase: Ms): Difference | null {
  let first: Difference | null = null;
  for (const wheel of [following(kernel.sent, ({ due }) => due), following(kernel.sent, latest), following(kernel.sent, earliest), exactly]) {
    const twin = runOnTwin(dialogue, { wheel, made: kernel.made, ended: kernel.ended, phase });
    const difference = firstDifference(ordered(kernel), ordered(twin)) ?? timeDifference(ordered(kernel), ordered(twin));
    if (!difference) return null;
    first ??= difference;
  }
  return first;
}

function firstDifference(kernel: Transcript, twin: Transcript): Difference | null {
  for (let step = -1; step < kernel.made.length; step++) {
    const [k, t] = [sentAfter(kernel, step + 1), sentAfter(twin, step + 1)];
    const result = step < 0 ? null : pair('result', step, kernel.results[step] ?? NOTHING, twin.results[step] ?? NOTHING);
    const state = step < 0 ? null : pair('state', step, (kernel.states[step] ?? []).join(', '), (twin.states[step] ?? []).join(', '));
    const found = result ?? pair('sent', step, k, t) ?? state;
    if (found) return found;
  }
  for (const name of new Set([...Object.keys(kernel.counters), ...Object.keys(twin.counters)])) {
    const found = pair('counter', -1, `${name} ${kernel.counters[name] ?? 0}`, `${name} ${twin.counters[name] ?? 0}`);
    if (found) return found;
  }
  return null;
}

function sentAfter({ sent }: Transcript, after: number): string {
  return sent.filter((one) => one.after === after).map(({ text }) => text).join('; ') || NOTHING;
}

function pair(about: Difference['about'], step: number, kernel: string, twin: string): Difference | null {
  if (kernel === twin) return null;
  return { about, step, kernel, twin };
}

/** The same segments, but one of them early, or too late. */
function timeDifference(kernel: Transcript, twin: Transcript): Difference | null {
  for (const [i, sent] of kernel.sent.entries()) {
    const expected: Sent = twin.sent[i]!;
    const late = sent.at - expected.at;
    if (late < -DIALOGUE_TOLERANCE.early || late > DIALOGUE_TOLERANCE.late) return { about: 'time', step: sent.after - 1, kernel: `${sent.at.toFixed(1)} ms ${sent.text}`, twin: `${expected.at.toFixed(1)} ms ${expected.text}` };
  }
  return null;
}

/** Differences of one kind have one signature: numbers that come from the dialogue's own are left out. */
export function signature({ about, kernel, twin }: Difference): string {
  const mask = (text: string): string => text.replaceAll(/\b4294\d{6}\b/g, 'TS').replaceAll(/\b\d{5,}\b/g, 'N').replaceAll(/^\d+ /gm, '');
  return `${about}: kernel ${mask(kernel)} | twin ${mask(twin)}`;
}
