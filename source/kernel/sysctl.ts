/**
 * The sysctls that the game knows, with Linux's names, defaults of 6.18 on a machine with 24 GB of RAM, and ranges.
 * Each host has its own values, as each network namespace has (F3.25). What older kernels have instead: profiles/settings.ts.
 */
export interface SysctlSpec {
  readonly prefix: 'net.ipv4.' | 'net.core.';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Fact that describes it. */
  readonly fact: string;
  /** This kernel has no such file; the default says as which value it behaves. */
  readonly absent?: true;
  /** It holds a first and a last port; in the table they are one number (portRange). `min` and `max` bound each of them. */
  readonly pair?: true;
}

/** Two ports as one number, for the table. */
export function portRange(first: number, last: number): number {
  return first * 65_536 + last;
}

/** The inverse of portRange. */
export function portsOf(range: number): { readonly first: number; readonly last: number } {
  return { first: Math.floor(range / 65_536), last: range % 65_536 };
}

const v4 = (initial: number, min: number, max: number, fact: string): SysctlSpec => ({ prefix: 'net.ipv4.', default: initial, min, max, fact });

export const SYSCTLS = {
  tcp_syncookies: v4(1, 0, 255, 'F3.4'),
  tcp_max_syn_backlog: v4(2048, -2147483648, 2147483647, 'F3.6'),
  tcp_synack_retries: v4(5, 0, 255, 'F1.23'),
  tcp_syn_retries: v4(6, 1, 127, 'F1.20'),
  tcp_syn_linear_timeouts: v4(4, 0, 127, 'F1.18'),
  tcp_abort_on_overflow: v4(0, 0, 255, 'F4.10'),
  // The first one must not be below ip_unprivileged_port_start, 1024 unless changed.
  ip_local_port_range: { ...v4(portRange(32_768, 60_999), 1024, 65_535, 'F8.8'), pair: true },
  somaxconn: { prefix: 'net.core.', default: 4096, min: 0, max: 2147483647, fact: 'F4.2' },
  tcp_timestamps: v4(1, 0, 255, 'F1.16'),
  tcp_sack: v4(1, 0, 255, 'F1.13'),
  tcp_window_scaling: v4(1, 0, 255, 'F1.13'),
  tcp_rfc1337: v4(0, 0, 255, 'F7.14'),
  tcp_tw_reuse: v4(2, 0, 2, 'F8.1'),
  tcp_tw_reuse_delay: v4(1000, 1, 60000, 'F8.3'),
  tcp_tw_recycle: { ...v4(0, -2147483648, 2147483647, 'F8.13'), absent: true },
  tcp_max_tw_buckets: v4(131072, -2147483648, 2147483647, 'F7.21'),
  tcp_fin_timeout: v4(60, 0, 2147483, 'F5.16'),
  tcp_orphan_retries: v4(0, 0, 255, 'F5.21'),
  tcp_retries2: v4(15, 0, 255, 'F12.3'),
  tcp_rto_max_ms: v4(120_000, 1000, 120_000, 'F12.2'),
  tcp_invalid_ratelimit: v4(500, 0, 2147483647, 'F12.6'),
  tcp_challenge_ack_limit: v4(2147483647, -2147483648, 2147483647, 'F11.9'),
} as const satisfies Record<string, SysctlSpec>;

export type SysctlName = keyof typeof SYSCTLS;
export type SysctlTable = Record<SysctlName, number>;

export const SYSCTL_NAMES = Object.keys(SYSCTLS) as SysctlName[];

export type SysctlSpecs = Readonly<Record<SysctlName, SysctlSpec>>;

/** The values that a host starts with. */
export function defaultSysctls(specs: SysctlSpecs = SYSCTLS): SysctlTable {
  let defaults = DEFAULTS.get(specs);
  if (defaults === undefined) {
    defaults = Object.fromEntries(SYSCTL_NAMES.map((name) => [name, specs[name].default])) as SysctlTable;
    DEFAULTS.set(specs, defaults);
  }
  return { ...defaults };
}

/** Reckoned once a kernel: a quiz makes ten thousand hosts a second. */
const DEFAULTS = new WeakMap<SysctlSpecs, Readonly<SysctlTable>>();

/** `net.ipv4.tcp_syncookies` or `tcp_syncookies` -> `tcp_syncookies`; null when there is none of that name. */
export function sysctlName(text: string): SysctlName | null {
  const bare = text.trim().replace(/^net\.(ipv4|core)\./, '').replace(/^net\/(ipv4|core)\//, '');
  if (!(bare in SYSCTLS)) return null;
  const name = bare as SysctlName;
  if (text.includes('.') && text.trim() !== SYSCTLS[name].prefix + name) return null;
  return name;
}

/** The value as the file under /proc/sys says it, two ports with a blank between. */
export function sysctlText(name: SysctlName, value: number): string {
  const { first, last } = portsOf(value);
  return 'pair' in SYSCTLS[name] ? `${first} ${last}` : String(value);
}

export type SysctlWrite =
  | { readonly ok: true; readonly name: SysctlName; readonly value: number }
  | { readonly ok: false; readonly error: 'no-such-sysctl' | 'not-a-number' | 'not-two-ports' | 'out-of-range'; readonly name: string; readonly min?: number; readonly max?: number };

/** What a write to /proc/sys would say: ENOENT, EINVAL, or the number that is stored. `specs`: those of the host's kernel. */
export function parseSysctl(nameText: string, valueText: string, specs: SysctlSpecs = SYSCTLS): SysctlWrite {
  const name = sysctlName(nameText);
  if (name === null || specs[name].absent) return { ok: false, error: 'no-such-sysctl', name: nameText };
  const spec = specs[name];
  if (spec.pair) return parsePorts(name, spec, valueText);
  if (!/^-?\d{1,10}$/.test(valueText.trim())) return { ok: false, error: 'not-a-number', name };
  const value = Number(valueText);
  if (value < spec.min || value > spec.max) return { ok: false, error: 'out-of-range', name, min: spec.min, max: spec.max };
  return { ok: true, name, value };
}

/** Source: sysctl_net_ipv4.c:ipv4_local_port_range; a first port after the last one is EINVAL. */
function parsePorts(name: SysctlName, { min, max }: SysctlSpec, text: string): SysctlWrite {
  const [, first, last] = /^\s*(\d{1,10})\s+(\d{1,10})\s*$/.exec(text)?.map(Number) ?? [];
  if (first === undefined || last === undefined || first > last) return { ok: false, error: 'not-two-ports', name };
  return first < min || last > max ? { ok: false, error: 'out-of-range', name, min, max } : { ok: true, name, value: portRange(first, last) };
}
