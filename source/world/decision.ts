import type { CallResult } from '../kernel/call-errnos.ts';
import type { KernelEvent } from '../kernel/context.ts';
import type { DecisionName } from '../kernel/decision.ts';
import type { Host, KernelTimer } from '../kernel/host.ts';
import type { Segment } from '../tcp/segment.ts';
import type { TcpState } from '../tcp/state.ts';
import type { Ms } from '../time.ts';
import type { Call, QueueName } from './move.ts';
import type { Told } from './told.ts';

/** What can be asked. `timer`: how long the retransmission timer of a connection runs. `returns`: what a program's call gives back. */
export const SLOTS = ['answer', 'state', 'queue', 'timer', 'returns'] as const;
export type Slot = (typeof SLOTS)[number];

/** Calls of a program whose segments are the player's to choose on a host that he decides for. */
export const ASKED_CALLS = ['connect', 'close', 'shutdown', 'write'] as const satisfies readonly Call['call'][];
export type AskedCall = (typeof ASKED_CALLS)[number];

/** Calls whose result can be the player's. */
export const RETURNING_CALLS = ['read', 'write'] as const satisfies readonly Call['call'][];
export type ReturningCall = (typeof RETURNING_CALLS)[number];

export type Cause =
  | { readonly kind: 'segment'; readonly segment: Segment; readonly n: number | null }
  | { readonly kind: 'call'; readonly call: Extract<Call, { readonly call: AskedCall | ReturningCall }>; readonly text: string; readonly isn: number | null }
  | TimerCause;

/** The retransmission timer of a connection goes off: what was sent last is not acknowledged. */
export interface TimerCause {
  readonly kind: 'timer';
  readonly timer: KernelTimer;
  /** What was sent last that must be acknowledged, how often it went out, and ms since the last time. */
  readonly last: Segment;
  readonly sent: number;
  readonly waited: Ms;
}

/** What the kernel makes of a retransmission timer: ms until it goes off, `off` when it gives up. */
export type TimerSet = Ms | 'off';

/** What the simulated kernel would do: found by letting a copy of the host do it. */
export interface Reaction {
  readonly sent: readonly Segment[];
  readonly from: TcpState;
  readonly to: TcpState;
  readonly queue: QueueName;
  /** The retransmission timer, where this starts it anew or ends it for good; null: it is left alone. */
  readonly timer: TimerSet | null;
  /** When it goes off the next time, Linux gives up. */
  readonly lastWait: boolean;
  readonly decisions: readonly DecisionName[];
  readonly events: readonly KernelEvent[];
  /** What the call gives back; null when a segment is the cause. */
  readonly result: CallResult | null;
  /** The host as it would be afterwards. */
  readonly host: Host;
}

/** An act of a kernel that is the player's, waiting for him. */
export interface Decision {
  readonly host: string;
  readonly at: Ms;
  readonly cause: Cause;
  readonly slots: readonly Slot[];
  readonly expected: Reaction;
  chosen: Chosen;
}

/** What the player has chosen so far. */
export interface Chosen {
  answer?: readonly Segment[];
  /** Number of the move that gave the answer: other slots may be filled after it. */
  answerMove?: number | null;
  state?: TcpState;
  queue?: QueueName;
  timer?: TimerSet;
  returns?: Told;
}

export function openSlots(decision: Decision): readonly Slot[] {
  return decision.slots.filter((slot) => decision.chosen[slot] === undefined);
}
