import type { Printer } from '../../quiz/listing.ts';
import { hostOf } from '../../world/world.ts';
import { fullCounterName } from '../../kernel/counter-group.ts';
import { layOutNstat, nstatRows } from '../operator/nstat.ts';
import { layOutSs, ssRows, type SsRequest } from '../operator/ss.ts';

const ALL: SsRequest = { which: 'all', timers: false, state: null, sport: null, dport: null };

/** What `ss -tan`, or `nstat -az` with names, prints on a host of a quiz's world at its end. */
export const printTool: Printer = (world, host, what, counters) => {
  if (what === 'ss') return { rows: ssRows(hostOf(world, host), world.now, ALL), keyOf: (row) => row.slice(3, 7).join(''), layOut: (rows) => headed(layOutSs(rows, ALL)) };
  const patterns = counters.map(fullCounterName);
  return { rows: nstatRows(hostOf(world, host).counters, null, { absolute: true, zeros: true, patterns }), keyOf: ([name]) => name!, layOut: (rows) => headed(layOutNstat(rows)) };
};

function headed([heading = '', ...lines]: readonly string[]): ReturnType<ReturnType<Printer>['layOut']> {
  return { heading, lines };
}
