import type { Constants } from './constants.ts';
import type { CounterName } from './counter.ts';
import type { ProfileId } from './profile.ts';
import type { Rules } from './rule.ts';
import type { SysctlName, SysctlSpec } from './sysctl.ts';

/** What a sysctl was: not there, of another default, or of another range. */
export type SysctlChange = Partial<Pick<SysctlSpec, 'default' | 'min' | 'max'>> & { readonly absent?: true };

/**
 * One way in which older kernels behave otherwise than 6.18, with where it can be read. A profile is 6.18 and its
 * differences; every one of them has a conversation that fails without it (test/kernel/profiles).
 */
export interface Difference {
  /** Short name, unique: `syn-table`. */
  readonly id: string;
  /** The fact that speaks of it. */
  readonly fact: string;
  /** Profiles that have it so. */
  readonly kernels: readonly ProfileId[];
  /** What they do, in a sentence. */
  readonly what: string;
  /** One line: file and function, and which releases have it so. */
  readonly source: string;
  readonly constants?: Partial<Constants>;
  readonly rules?: Partial<Rules>;
  readonly sysctls?: Partial<Readonly<Record<SysctlName, SysctlChange>>>;
  /** Counters that exist there and not in 6.18; and the other way round. */
  readonly counters?: readonly CounterName[];
  readonly noCounters?: readonly CounterName[];
}
