import { COUNTER_NAMES, type CounterName } from './counter.ts';
import type { Host } from './host.ts';

/** Counters of the plain Tcp group; all others are TcpExt. Source: net/ipv4/proc.c. */
const PLAIN: ReadonlySet<CounterName> = new Set(['ActiveOpens', 'PassiveOpens', 'AttemptFails', 'EstabResets', 'InSegs', 'OutSegs', 'RetransSegs', 'InErrs', 'OutRsts']);

/** As nstat names it. */
export function fullCounterName(name: CounterName): string {
  return `${PLAIN.has(name) ? 'Tcp' : 'TcpExt'}${name}`;
}

const BY_NAME: ReadonlyMap<string, CounterName> = new Map(COUNTER_NAMES.map((name) => [fullCounterName(name), name]));

/** The counter that nstat calls so, or null. */
export function counterOf(name: string): CounterName | null {
  return BY_NAME.get(name) ?? null;
}

export function countersOf(host: Host): Readonly<Record<string, number>> {
  return Object.fromEntries([...BY_NAME].map(([full, name]) => [full, host.counters[name]]));
}
