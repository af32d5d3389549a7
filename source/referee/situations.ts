import { DECISIONS, type DecisionName } from '../kernel/decision.ts';
import { ASKED_CALLS, type AskedCall } from '../world/decision.ts';

/**
 * Decisions that no move meets: what other timers than those of retransmission do, what bind(), accept() and read() do at once, and an option that no level sets.
 * All others may be what Linux does with an arrival or a call that a move answers or brings about.
 */
type Unasked = `${'accept' | 'bind'}/${string}` | 'timer/window-probe' | 'timer/delayed-ack' | 'timer/fin-wait-2-expired' | 'timer/time-wait-expired' | 'data/acknowledged-when-read' | 'request/deferred-ack-dropped';

/** A branch of the kernel that a verdict can be about. */
export type SituationName = Exclude<DecisionName, Unasked>;

export function isSituation(name: DecisionName): name is SituationName {
  return !/^(?:accept|bind)\/|^timer\/(?:window-probe|delayed-ack|fin-wait-2-expired|time-wait-expired)$/.test(name) && name !== 'data/acknowledged-when-read' && name !== 'request/deferred-ack-dropped';
}

export const SITUATIONS: readonly SituationName[] = (Object.keys(DECISIONS) as DecisionName[]).filter(isSituation);

/** Branches after which the kernel always takes another one, which then explains what it does. */
const PASSED = ['syn-sent/bad-ack-resends-syn', 'crossed/syn-ack-completes', 'cookie/bad', 'request/final-ack-with-fin'] as const satisfies readonly SituationName[];
export type AskedSituation = Exclude<SituationName, (typeof PASSED)[number]>;

export function explains(name: DecisionName): name is AskedSituation {
  return isSituation(name) && !PASSED.some((passed) => passed === name);
}

/** What a decision of the player's is named after: the branch that explains it, or a call whose act has no branch with a name. */
export type AskedName = AskedSituation | `call/${AskedCall}`;

export const ASKED_NAMES: readonly AskedName[] = [...SITUATIONS.filter(explains), ...ASKED_CALLS.map((call) => `call/${call}` as const)];

/** Those in which something arrived or was called: what a timer does puts nothing into a queue. */
export type ArrivalName = Exclude<AskedName, `timer/${string}`>;

export function isArrival(name: AskedName): name is ArrivalName {
  return !name.startsWith('timer/');
}

export const ARRIVAL_NAMES = ASKED_NAMES.filter(isArrival);

/** The first part of such a name: what all verdicts about that part of the kernel share. */
export type Area = AskedName extends infer Name ? (Name extends `${infer First}/${string}` ? First : never) : never;

/** `fin/time-wait` as the second part of another name: `fin-time-wait`. */
export type Dashed<Name extends string> = Name extends `${infer First}/${infer Rest}` ? `${First}-${Rest}` : never;

export function dashed<Name extends AskedName>(name: Name): Dashed<Name> {
  return name.replace('/', '-') as Dashed<Name>;
}

export function areaOf(name: AskedName): Area {
  return name.slice(0, name.indexOf('/')) as Area;
}
