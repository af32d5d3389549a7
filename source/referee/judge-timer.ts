import type { Phrase } from '../phrase.ts';
import type { Ms } from '../time.ts';
import type { Decision, TimerSet } from '../world/decision.ts';
import { printDuration } from '../world/move-notation/duration.ts';
import { groundsOf } from './cite.ts';
import type { Named } from './verdict.ts';

/** What can be said of a retransmission timer that is set as Linux sets it; the texts are under `verdict.REASON`. */
const AS_LINUX = ['first-wait', 'wait-doubled', 'wait-not-doubled-yet', 'given-up-in-time'] as const;
/** What can be said of one that is set otherwise. */
const OTHERWISE = ['given-up-too-early', 'last-wait-left-out', 'kept-beyond-the-limit', 'wait-should-double', 'wait-doubled-too-early', 'wait-too-short', 'wait-too-long'] as const;
export const TIMER_REASONS = [...AS_LINUX, ...OTHERWISE] as const;
export type TimerName = `rto/${(typeof TIMER_REASONS)[number]}`;

/** A timer of Linux is never early, and up to an eighth late. */
function isNear(set: Ms, wanted: Ms): boolean {
  return set >= Math.floor(wanted) && set <= wanted * 1.125 + 1;
}

function asLinux(expected: TimerSet, waited: Ms | null): (typeof AS_LINUX)[number] {
  if (expected === 'off') return 'given-up-in-time';
  if (waited === null) return 'first-wait';
  return isNear(expected, waited) ? 'wait-not-doubled-yet' : 'wait-doubled';
}

function otherwise(expected: TimerSet, set: TimerSet, waited: Ms | null, isLast: boolean): (typeof OTHERWISE)[number] {
  if (expected === 'off') return 'kept-beyond-the-limit';
  if (set === 'off') return isLast ? 'last-wait-left-out' : 'given-up-too-early';
  if (waited !== null && isNear(set, waited) && expected >= waited * 1.5) return 'wait-should-double';
  if (waited !== null && isNear(set, waited * 2) && isNear(expected, waited)) return 'wait-doubled-too-early';
  return set < expected ? 'wait-too-short' : 'wait-too-long';
}

/** Judges for how long the player starts a retransmission timer. */
export function timerVerdict(decision: Decision, set: TimerSet): Named<TimerName> {
  const { why: evidence, rule, cite } = groundsOf(decision);
  const { cause, expected } = decision;
  const right = expected.timer ?? 'off';
  const waited = cause.kind === 'timer' ? cause.waited : null;
  const params = { set: text(set), right: text(right), waited: waited === null ? '' : printDuration(waited), sent: cause.kind === 'timer' ? cause.sent : 0 };
  const isRight = right === 'off' || set === 'off' ? right === set : isNear(set, right);
  const reason = isRight ? asLinux(right, waited) : otherwise(right, set, waited, expected.lastWait);
  const linux: Phrase = right === 'off' ? { id: 'verdict.linux-gives-up' } : { id: 'verdict.linux-sets-timer', params };
  return { name: `rto/${reason}`, outcome: isRight ? 'as-linux' : 'wrong', rule, why: { id: `verdict.${reason}`, params }, evidence, counterfactual: isRight ? null : linux, cite };
}

function text(set: TimerSet): string {
  return set === 'off' ? 'off' : printDuration(set);
}
