import { contextOf, type Output } from '../kernel/context.ts';
import type { Host } from '../kernel/host.ts';
import type { Decision } from './decision.ts';
import { performCall } from './react.ts';
import { toldBy, type Told } from './told.ts';
import { hostOf, type World } from './world.ts';

/** What the program is told: the player's choice, or else what Linux tells it. Null where nothing was called. */
export function toldIn({ expected: { result }, chosen }: Decision): Told | null {
  return chosen.returns ?? (result && toldBy(result));
}

/**
 * The program is told something else than Linux would tell it: the call itself has not happened, so bytes, end-of-file and
 * errors are there for the next one. Fewer bytes than there are is a read() of so many. Null where Linux tells the same.
 */
export function overruleResult(world: World, decision: Decision, out: Output): Host | null {
  const { cause, expected, chosen } = decision;
  if (cause.kind !== 'call' || expected.result === null || chosen.returns === undefined || chosen.returns === toldBy(expected.result)) return null;
  const host = hostOf(world, decision.host);
  const { returns } = chosen;
  const isShort = cause.call.call === 'read' && typeof returns === 'number' && returns > 0 && expected.result.ok === true && returns < expected.result.value;
  if (isShort) performCall(contextOf(host, world.rules, world.now, out), { ...cause.call, bytes: returns }, null);
  return host;
}
