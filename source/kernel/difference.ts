import type { Constants } from './constants.ts';
import type { CounterName } from './counter.ts';
import type { PROFILES } from './profile.ts';
import type { Rules } from './rule.ts';
import type { SysctlName, SysctlSpec } from './sysctl.ts';

/** All profiles but 6.18, each by its name or null, in their order. */
type OlderKernels = typeof PROFILES extends readonly [...infer Older, unknown] ? { readonly [I in keyof Older]: Older[I] | null } : never;

/** What a sysctl was: not there, of another default, or of another range. */
export type SysctlChange = Partial<Pick<SysctlSpec, 'default' | 'min' | 'max'>> & { readonly absent?: true };

/**
 * One way in which older kernels behave otherwise than 6.18, with where it can be read. A profile is 6.18 and its
 * differences; every one of them has a conversation that fails without it (test/kernel/profiles).
 */
export interface Difference {
  /** Short name, unique: `syn-table`. */
  readonly id: string;
  /** The fact that speaks of it; null: none does, and `source` alone says where it can be read. */
  readonly fact: string | null;
  /** For each older profile: whether it has it so, or null. A new profile compiles when this was decided for every record. */
  readonly kernels: OlderKernels;
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
