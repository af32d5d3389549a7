import { PROOF_TOLERANCE, windowIsNear, type Tolerance } from '../../packetdrill/run/tolerances.ts';
import type { Ms } from '../../time.ts';
import type { Sent, Transcript } from '../dialogue/dialogue.ts';
import { allowedLateness, causeOf } from './lateness.ts';
import { AFTERWARDS, type HostPlan } from './plan-host.ts';

/** A rung of both ladders: what the twin sent, what the kernel sent, or what both were given. */
export interface Rung {
  readonly at: Ms;
  readonly twin: Sent | null;
  readonly kernel: Sent | null;
  /** null: the same. */
  readonly difference: 'missing' | 'extra' | 'segment' | 'time' | null;
}

export interface HostProof {
  readonly host: string;
  readonly same: boolean;
  readonly rungs: readonly Rung[];
  readonly states: { readonly twin: readonly string[]; readonly kernel: readonly string[]; readonly same: boolean };
}

/** Lays what the kernel did beside what the twin had done. */
export function compareHost(plan: HostPlan, transcript: Transcript): HostProof {
  const end = plan.dialogue.until - AFTERWARDS;
  // What the kernel would have said next is not in the record.
  const rungs = align(plan, transcript.made, plan.sent, transcript.sent).filter(({ at, difference }) => difference !== 'extra' || at <= end);
  const states = { twin: plan.states, kernel: transcript.endStates ?? transcript.states.at(-1) ?? [], same: true };
  const statesSame = JSON.stringify(states.twin) === JSON.stringify(states.kernel);
  return { host: plan.host, same: statesSame && rungs.every(({ difference }) => difference === null), rungs, states: { ...states, same: statesSame } };
}

/** Each connection by itself: in what order the timers of several run is chance. */
function align(plan: HostPlan, made: readonly Ms[], twin: readonly Sent[], kernel: readonly Sent[]): readonly Rung[] {
  const connections = new Set([...twin, ...kernel].map(({ connection }) => connection));
  const of = (all: readonly Sent[], one: string | undefined): readonly Sent[] => all.filter(({ connection }) => connection === one);
  return [...connections].flatMap((one) => alignOne(plan, made, of(twin, one), of(kernel, one))).toSorted((a, b) => a.at - b.at);
}

/** The longest common run of equal segments stays together; between them what only one of the two sent. */
function alignOne(plan: HostPlan, made: readonly Ms[], twin: readonly Sent[], kernel: readonly Sent[]): readonly Rung[] {
  const length: number[][] = Array.from({ length: twin.length + 1 }, () => Array.from({ length: kernel.length + 1 }, () => 0));
  for (let i = twin.length - 1; i >= 0; i--) {
    for (let j = kernel.length - 1; j >= 0; j--) {
      length[i]![j] = sameSegment(twin[i]!.text, kernel[j]!.text) ? length[i + 1]![j + 1]! + 1 : Math.max(length[i + 1]![j]!, length[i]![j + 1]!);
    }
  }
  const rungs: Rung[] = [];
  let [i, j] = [0, 0];
  while (i < twin.length || j < kernel.length) {
    const [t, k] = [twin[i] ?? null, kernel[j] ?? null];
    if (t && k && sameSegment(t.text, k.text)) {
      rungs.push({ at: t.at, twin: t, kernel: k, difference: inTime(plan, made, t, k) ? null : 'time' });
      i++;
      j++;
    } else if (t && k && length[i + 1]![j + 1] === length[i]![j]) {
      rungs.push({ at: t.at, twin: t, kernel: k, difference: 'segment' });
      i++;
      j++;
    } else if (t && (!k || length[i + 1]![j]! >= length[i]![j + 1]!)) {
      rungs.push({ at: t.at, twin: t, kernel: null, difference: 'missing' });
      i++;
    } else {
      rungs.push({ at: k!.at, twin: null, kernel: k, difference: 'extra' });
      j++;
    }
  }
  return rungs;
}

/** The same but for the window, which may differ a little. */
export function sameSegment(twin: string, kernel: string, tolerance: Tolerance = PROOF_TOLERANCE): boolean {
  if (twin === kernel) return true;
  const [a, b] = [windowOf(twin), windowOf(kernel)];
  if (a === null || b === null || !windowIsNear(a, b, tolerance)) return false;
  return twin.replace(/ win \d+/, '') === kernel.replace(/ win \d+/, '');
}

function windowOf(text: string): number | null {
  const found = / win (\d+)/.exec(text);
  return found ? Number(found[1]) : null;
}

/** Late is counted from when the step before it was really made: a busy machine is late with that, too. Early is not: what a timer sends does not wait for that step. */
function inTime({ dialogue: { steps }, sent }: HostPlan, made: readonly Ms[], twin: Sent, kernel: Sent): boolean {
  const step = causeOf(steps, twin.at);
  const cause = steps[step]?.at ?? 0;
  const late = kernel.at - twin.at;
  const slip = Math.max(0, (made[step] ?? cause) - cause);
  return late >= -PROOF_TOLERANCE.early && late - slip <= allowedLateness(steps, sent, twin);
}
