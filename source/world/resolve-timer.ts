import { contextOf, type Output } from '../kernel/context.ts';
import { cloneHost } from '../kernel/clone-host.ts';
import type { Host } from '../kernel/host.ts';
import { overruleByGivingUp, setRetransmitTimer, type Ends } from '../kernel/overrule.ts';
import { runTimer } from '../kernel/receive.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Chosen, Decision } from './decision.ts';
import { hostOf, type World } from './world.ts';

/** Does the connection live on, by what the player chose? Null: he chose nothing about it. */
function livesOn({ timer, state }: Chosen): boolean | null {
  if (timer !== undefined) return timer !== 'off';
  return state === undefined ? null : state !== 'CLOSED' && state !== 'LISTEN';
}

/** What becomes of a timer where the player goes another way than Linux. */
export interface Overruled {
  readonly host: Host;
  /** What goes out where the player did not choose it himself. */
  readonly answer: readonly Segment[];
}

/** The player gives up where Linux goes on, or the other way round; null where both do the same. */
export function overruleTimer(world: World, decision: Decision, ends: Ends, out: Output): Overruled | null {
  const { expected, chosen, cause } = decision;
  const lives = livesOn(chosen);
  if (cause.kind !== 'timer' || lives === null || lives === (expected.timer !== 'off')) return null;
  const original = hostOf(world, decision.host);
  if (lives) return sentOnceMore(world, original, out);
  overruleByGivingUp(contextOf(original, world.rules, world.now, out), ends);
  return { host: original, answer: [] };
}

/** The timer goes off as if Linux allowed more retransmissions: nothing else changes. */
function sentOnceMore(world: World, original: Host, out: Output): Overruled {
  const host = cloneHost(original);
  const { sysctl } = original;
  host.sysctl = { ...sysctl, tcp_syn_retries: 127, tcp_synack_retries: 255, tcp_retries2: 255, tcp_orphan_retries: 255 };
  const answer: Segment[] = [];
  runTimer(host, world.rules, world.now, { ...out, send: (segment) => void answer.push(segment) });
  host.sysctl = { ...sysctl };
  return { host, answer };
}

/** The retransmission timer runs as long as the player wants; where he chose nothing, as long as Linux does. */
export function adoptTimer(world: World, host: Host, { chosen, cause }: Decision, ends: Ends, out: Output): void {
  if (chosen.timer === undefined || (cause.kind === 'timer' && chosen.timer === 'off')) return;
  setRetransmitTimer(contextOf(host, world.rules, world.now, out), ends, chosen.timer === 'off' ? null : chosen.timer);
}
