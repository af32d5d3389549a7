import { LINUX_6_18, type Constants } from './constants.ts';
import type { CounterName } from './counter.ts';
import type { Difference } from './difference.ts';
import { DIFFERENCES } from './profiles/differences.ts';
import { LINUX_RULES, type Rules } from './rule.ts';
import { SYSCTL_NAMES, SYSCTLS, type SysctlSpec, type SysctlSpecs } from './sysctl.ts';

/** The Linux kernels that can be simulated, oldest first. */
export const PROFILES = ['2.6.32', '3.10', '4.4', '4.19', '5.10', '6.18'] as const;
export type ProfileId = (typeof PROFILES)[number];

/** The one that was measured; of the others only the source was read. */
export const MEASURED_PROFILE = '6.18' satisfies ProfileId;

/** The kernel of a host for which nothing else is said. */
export const DEFAULT_PROFILE: ProfileId = MEASURED_PROFILE;

/** The release whose source was read for each; 6.18.44 is the one that was measured, too. */
export const TREES: Readonly<Record<ProfileId, string>> = {
  '2.6.32': '2.6.32.70',
  '3.10': '3.10.65',
  '4.4': '4.4.1',
  '4.19': '4.19.1',
  '5.10': '5.10.135',
  [MEASURED_PROFILE]: '6.18.44',
};

/** One kernel's behaviour as data. */
export interface Profile {
  readonly id: ProfileId;
  /** live: its claims can be proved on a running kernel. source: they are read from its source, and nobody measured them. */
  readonly provenance: 'live' | 'source';
  readonly constants: Constants;
  readonly rules: Rules;
  readonly sysctls: SysctlSpecs;
  /** Counters that nstat does not have there. */
  readonly noCounters: ReadonlySet<CounterName>;
  /** What makes it another kernel than 6.18. */
  readonly differences: readonly Difference[];
}

/** Counters that 6.18 no longer has. */
const OLD_COUNTERS: readonly CounterName[] = ['PAWSPassive', 'TCPAbortOnSyn'];

export function isProfile(text: string): text is ProfileId {
  return PROFILES.some((profile) => profile === text);
}

/** A profile made of 6.18 and what differs from it. */
export function makeProfile(id: ProfileId, differences: readonly Difference[]): Profile {
  const sysctls: Record<string, SysctlSpec> = { ...SYSCTLS };
  for (const difference of differences) {
    for (const name of SYSCTL_NAMES) {
      const { absent: _absent, ...spec } = sysctls[name]!;
      const change = difference.sysctls?.[name];
      if (change) sysctls[name] = { ...spec, ...change };
    }
  }
  return {
    id,
    provenance: id === MEASURED_PROFILE ? 'live' : 'source',
    constants: Object.assign({ ...LINUX_6_18 }, ...differences.map(({ constants }) => constants)) as Constants,
    rules: Object.assign({ ...LINUX_RULES }, ...differences.map(({ rules }) => rules)) as Rules,
    sysctls: sysctls as SysctlSpecs,
    noCounters: new Set(OLD_COUNTERS.filter((name) => !differences.some(({ counters }) => counters?.includes(name))).concat(...differences.map(({ noCounters }) => noCounters ?? []))),
    differences,
  };
}

const made = new Map<ProfileId, Profile>();

/** A kernel's profile, made when it is first asked for: a level needs one or two of them. */
export function profileOf(id: ProfileId): Profile {
  const known = made.get(id);
  if (known !== undefined) return known;
  const profile = makeProfile(id, DIFFERENCES.filter((difference) => difference.kernels.some((kernel) => kernel === id)));
  made.set(id, profile);
  return profile;
}
