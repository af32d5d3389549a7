import { PROOF_TOLERANCE } from '../../packetdrill/run/tolerances.ts';
import type { Ms } from '../../time.ts';
import type { Sent, Step } from '../dialogue/dialogue.ts';

/** Number of the step that something sent at that time follows, -1 when none. */
export function causeOf(steps: readonly Step[], at: Ms): number {
  return steps.findLastIndex((step) => step.at <= at);
}

/** How late the kernel may send what the twin sent, ms: a timer that was long running more than an answer. */
export function allowedLateness(steps: readonly Step[], sent: readonly Sent[], { at, connection, text }: Sent): Ms {
  const cause = steps[causeOf(steps, at)]?.at ?? 0;
  // What is sent again waited since it was last sent.
  const before = sent.findLast((one) => one.at < at && one.connection === connection && one.text === text)?.at ?? cause;
  return Math.max(at - cause, at - before) * PROOF_TOLERANCE.lateShare + PROOF_TOLERANCE.late;
}
