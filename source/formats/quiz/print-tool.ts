import type { World } from '../../world/world.ts';
import { hostOf } from '../../world/world.ts';
import { printNstat } from '../operator/nstat.ts';
import { printSs } from '../operator/ss.ts';

/** What a tool prints on a host of a quiz's world at its end, a string a line. */
export function printTool(world: World, host: string, what: 'ss' | 'nstat'): readonly string[] {
  if (what === 'ss') return printSs(hostOf(world, host), world.now, { which: 'all', timers: false, state: null, sport: null, dport: null });
  return printNstat(hostOf(world, host).counters, null, { absolute: true, zeros: false, patterns: [] });
}
