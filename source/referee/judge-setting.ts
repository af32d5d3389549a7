import { profileOf } from '../kernel/profile.ts';
import { SYSCTL_NAMES, SYSCTLS, type SysctlName } from '../kernel/sysctl.ts';
import { steadfast } from '../world/plan.ts';
import type { World } from '../world/world.ts';
import type { Ahead, Foresight } from './look-ahead.ts';
import type { Named, Verdict } from './verdict.ts';

/** How far ahead the effect of a sysctl or a restart is looked at, in ms of virtual time. */
const LOOK_AHEAD = 15_000;
/** Percent points of served clients that count as a difference: below that it may be chance who gets the places that fall free. */
const NOTICEABLE = 15;
/** Of worlds that are not compared. */
const UNCHANGED = ['', 0, 0] as const;

/** What a setting does, as the end of its verdict's name. */
export const SETTING_EFFECTS = ['helps', 'hurts', 'changes-nothing', 'shows-nothing-yet'] as const;
type Effect = (typeof SETTING_EFFECTS)[number];

/** Settings that decide how many of those who ask are served, or get a port to ask from; all others leave that as it is, whatever their value. */
const SERVING = ['tcp_syncookies', 'tcp_max_syn_backlog', 'tcp_synack_retries', 'tcp_abort_on_overflow', 'tcp_tw_recycle', 'tcp_timestamps', 'tcp_tw_reuse', 'ip_local_port_range', 'listen'] as const satisfies readonly Setting['name'][];
type Harm = (typeof SERVING)[number];
export type SettingName = `setting/${Setting['name']}-${Exclude<Effect, 'hurts'>}` | `setting/${Harm}-hurts`;

/** All of them. */
export const SETTING_NAMES: readonly SettingName[] = [
  ...([...SYSCTL_NAMES, 'listen'] as const).flatMap((name) => (['helps', 'changes-nothing', 'shows-nothing-yet'] as const).map((effect) => `setting/${name}-${effect}` as const)),
  ...SERVING.map((name) => `setting/${name}-hurts` as const),
];


const OUTCOMES = { helps: 'effective', hurts: 'harmful', 'changes-nothing': 'no-effect', 'shows-nothing-yet': 'no-effect' } as const satisfies Record<Effect, Verdict['outcome']>;

/** What was set: a sysctl, or the backlog of a listener that calls listen() again. */
export interface Setting {
  readonly name: SysctlName | 'listen';
  readonly value: string;
}

/**
 * A setting is judged by what it does: `reached` when it meets a goal; else, where real clients try, by running the same
 * world on for a while with it and without it and comparing their share of answers, unless it is what loses the level, or saves it. An attacker with a plan goes on
 * with what he does now, and where that shows nothing, with his plan: who prepares for what comes next is right, too. Elsewhere, by comparing what of the level's goals comes true by itself.
 */
export function settingVerdict({ name, value }: Setting, before: World, after: World, reached: boolean, foresee: Foresight): Named<SettingName> {
  const [without, withIt] = [steadfast(before), steadfast(after)];
  const traffic = without.setup.traffic.length > 0;
  const isSame = stays(name, without, withIt);
  const look = (world: World): Ahead => foresee(world, LOOK_AHEAD);
  const [then, now] = [look(without), look(withIt)];
  const planned = without === before || isSame ? null : { without: look(before), withIt: look(after) };
  const losesOnly = (one: Ahead, other: Ahead): boolean => traffic && !reached && !isSame && one.end().outcome === 'lost' && other.end().outcome !== 'lost';
  const ruins = losesOnly(now, then);
  // Whoever prepares for what an attacker with a plan does next is right, too.
  const saves = losesOnly(then, now) || (planned !== null && losesOnly(planned.without, planned.withIt));
  // Each world that is run costs more than all else: what was the same before, or is known to save the level, is not compared.
  const [of, was, is] = isSame || saves ? UNCHANGED : traffic ? mostChanged(then.served(), now.served()) : (['', then.end().goals, now.end().goals] as const);
  const meetsMore = traffic && is > was && now.end().goals > then.end().goals;
  const helpsNow = reached || saves || meetsMore || is > was + NOTICEABLE;
  const ahead = !helpsNow && planned !== null ? aheadOfPlan(planned) : null;
  const harm = SERVING.find((serving) => serving === name);
  const effect: Effect = ruins && harm ? 'hurts' : helpsNow || ahead ? 'helps' : harm && is < was - NOTICEABLE ? 'hurts' : traffic ? 'changes-nothing' : 'shows-nothing-yet';
  return {
    name: harm && effect === 'hurts' ? `setting/${harm}-hurts` : `setting/${name}-${effect === 'hurts' ? 'changes-nothing' : effect}`,
    outcome: OUTCOMES[effect],
    rule: name === 'listen' ? 'F4.1' : SYSCTLS[name].fact,
    ...(effect === 'helps' ? {} : ideaBehind(name, value, without, withIt)),
    why: { id: `verdict.setting.${name}`, params: { value } },
    evidence: isSame ? { id: 'verdict.setting-stays', params: { name, value } } : saves ? { id: 'verdict.saves-ahead', params: { seconds: LOOK_AHEAD / 1000 } } : ruins ? { id: 'verdict.loses-ahead', params: { seconds: LOOK_AHEAD / 1000 } } : ahead ? { id: 'verdict.service-ahead', params: { ...ahead, seconds: LOOK_AHEAD / 1000 } } : traffic && without !== before && of === '' ? { id: 'verdict.service-now', params: { without: Math.round(was), with: Math.round(is), seconds: LOOK_AHEAD / 1000 } } : traffic ? { id: of === '' ? 'verdict.service-compared' : 'verdict.service-compared-of', params: { ...(of === '' ? {} : { of }), without: Math.round(was), with: Math.round(is), seconds: LOOK_AHEAD / 1000 } } : null,
    counterfactual: null,
    cite: [{ man: name === 'listen' || name === 'somaxconn' ? 'listen(2)' : 'tcp(7)' }],
  };
}

/** What a setting does to real clients by the time the attacker has gone on with his plan; null when that is nothing good. */
function aheadOfPlan({ without, withIt }: { readonly without: Ahead; readonly withIt: Ahead }): { readonly without: number; readonly with: number } | null {
  const [was, is] = [without, withIt].map((world) => world.served().get('') ?? 0) as [number, number];
  const helps = is > was + NOTICEABLE || (is > was && withIt.end().goals > without.end().goals);
  return helps ? { without: Math.round(was), with: Math.round(is) } : null;
}

/** The sysctl had this value already. */
function stays(name: Setting['name'], without: World, withIt: World): boolean {
  return name !== 'listen' && [...without.hosts].every(([host, { sysctl }]) => String(sysctl[name]) === String(withIt.hosts.get(host)?.sysctl[name]));
}

/** Timeouts and limits that many hope will clear away a socket that waits for its own program. */
const CLEARS_NOTHING: ReadonlySet<Setting['name']> = new Set(['tcp_fin_timeout', 'tcp_orphan_retries', 'tcp_max_tw_buckets', 'tcp_tw_reuse']);

/** Which wrong idea a setting shows that does not help. */
function ideaBehind(name: Setting['name'], value: string, { hosts, setup }: World, withIt: World): { readonly misconception?: string } {
  if (name === 'tcp_max_syn_backlog') return countsPlaces(hosts, setup, withIt) ? {} : { misconception: 'M12' };
  // Where clients come and go, sockets are in CLOSE-WAIT for a moment.
  const waits = setup.traffic.length === 0 && setup.hosts.some((host) => host.you && [...(hosts.get(host.name)?.sockets.values() ?? [])].some(({ state }) => state === 'CLOSE-WAIT'));
  if (waits && CLEARS_NOTHING.has(name)) return { misconception: 'M19' };
  // A server that has TIME-WAITs, and hopes for relief.
  const holds = setup.hosts.some((host) => host.you && host.listeners.length > 0 && (hosts.get(host.name)?.timeWaitCount ?? 0) > 0);
  if (holds && name === 'tcp_fin_timeout') return { misconception: 'M22' };
  // As if 1 were what lets a RST in.
  if (holds && name === 'tcp_rfc1337' && value === '0') return { misconception: 'M25' };
  if (holds && (name === 'tcp_tw_reuse' || name === 'tcp_tw_recycle') && value !== '0') return { misconception: 'M23' };
  const closes = setup.hosts.some((host) => host.you && (hosts.get(host.name)?.timeWaitCount ?? 0) > 0);
  if (closes && name === 'tcp_fin_timeout') return { misconception: 'M22' };
  const overflows = [...hosts.values()].some(({ counters }) => counters.ListenOverflows > 0);
  return name === 'tcp_syncookies' && value !== '0' && overflows ? { misconception: 'M15' } : {};
}

/**
 * tcp_max_syn_backlog is changed where it does count: in a kernel that makes a table of that size (F3.3), or without cookies
 * (F3.6) by somebody who has changed for how long a request lives, and so reckons with places and not with one size.
 */
function countsPlaces(hosts: World['hosts'], setup: World['setup'], withIt: World): boolean {
  return setup.hosts.some(({ name, sysctls }) => {
    const host = hosts.get(name);
    if (!host || host.sysctl.tcp_max_syn_backlog === withIt.hosts.get(name)?.sysctl.tcp_max_syn_backlog) return false;
    const { differences, sysctls: specs } = profileOf(host.profile);
    const lives = Number(sysctls['tcp_synack_retries'] ?? specs.tcp_synack_retries.default);
    return differences.some(({ id }) => id === 'syn-table') || (host.sysctl.tcp_syncookies === 0 && host.sysctl.tcp_synack_retries !== lives);
  });
}

/** The name of those clients for whom most has changed ('' for all, as where that is little), and their shares before and after. */
function mostChanged(was: ReadonlyMap<string, number>, is: ReadonlyMap<string, number>): readonly [of: string, before: number, after: number] {
  const shares = [...was].map(([name, before]) => [name, before, is.get(name) ?? before] as const);
  const most = shares.toSorted((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1]))[0]!;
  return Math.abs(most[2] - most[1]) > NOTICEABLE ? most : shares[0]!;
}
