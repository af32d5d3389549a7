import type { Segment } from '../tcp/segment.ts';
import type { TcpState } from '../tcp/state.ts';
import { schedule, type Ms } from '../time.ts';
import type { CounterName } from './counter.ts';
import type { DecisionName } from './decision.ts';
import type { DropReason } from './drop-reason.ts';
import type { Errno } from './errno.ts';
import { type Host, type KernelTimer } from './host.ts';
import { profileOf, type Profile } from './profile.ts';
import type { Constants } from './constants.ts';
import type { Rules } from './rule.ts';

/** What a kernel tells the world about, besides the segments it sends. */
export type KernelEvent =
  | { readonly type: 'decided'; readonly decision: DecisionName }
  | { readonly type: 'state'; readonly socket: number | null; readonly local: string; readonly remote: string | null; readonly from: TcpState; readonly to: TcpState }
  | { readonly type: 'dropped'; readonly reason: DropReason }
  /** `listener`: whose accept queue has one more. */
  | { readonly type: 'queued'; readonly queue: 'syn' | 'accept' | 'out-of-order'; readonly length: number; readonly change: 1 | -1; readonly listener?: number }
  | { readonly type: 'returned'; readonly call: string; readonly socket: number; readonly errno: Errno | null; readonly remotePort: number }
  | { readonly type: 'readable'; readonly socket: number; readonly bytes: number; readonly eof: boolean };

/** Where a kernel's effects go. */
export interface Output {
  send(segment: Segment, retransmission: boolean): void;
  note(event: KernelEvent): void;
}

/** One kernel at work at one moment: everything a handler needs, and nothing global. */
export interface Context {
  readonly host: Host;
  readonly profile: Profile;
  readonly rules: Rules;
  readonly constants: Constants;
  readonly now: Ms;
  readonly out: Output;
}

/** `rules`: others than those of the host's kernel, or null. */
export function contextOf(host: Host, rules: Rules | null, now: Ms, out: Output): Context {
  const profile = profileOf(host.profile);
  return { host, profile, rules: rules ?? profile.rules, constants: profile.constants, now, out };
}

/** Counts, if this kernel has such a counter. */
export function count(ctx: Context, name: CounterName, by = 1): void {
  if (!ctx.profile.noCounters.has(name)) ctx.host.counters[name] += by;
}

/** Says which rule decided: the reason behind what happens next. */
export function decide(ctx: Context, decision: DecisionName): void {
  ctx.out.note({ type: 'decided', decision });
}

/** Names the drop as Linux does. */
export function dropped(ctx: Context, reason: DropReason): void {
  ctx.out.note({ type: 'dropped', reason });
}

/** Starts a timer; the returned serial is to be kept by its owner, who cancels it by forgetting the serial. */
export function startTimer(ctx: Context, delay: Ms, timer: Omit<KernelTimer, 'serial'>): number {
  const serial = ctx.host.nextSerial++;
  schedule(ctx.host.timers, ctx.now + delay, { ...timer, serial });
  return serial;
}
