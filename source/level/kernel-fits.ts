import { isProfile, profileOf, PROFILES, type ProfileId } from '../kernel/profile.ts';
import { sysctlName } from '../kernel/sysctl.ts';
import type { Phrase } from '../phrase.ts';
import type { Level } from './level.ts';

/**
 * Why a level cannot be played on a kernel, or null when it can: its author restricts it to some, or it sets a sysctl
 * that this kernel does not have.
 */
export function kernelProblem(level: Level, kernel: ProfileId): Phrase | null {
  if (level.kernels !== null && !level.kernels.includes(kernel)) return { id: 'kernel.level-restricted', params: { level: level.id, kernel, names: level.kernels.join(', '), example: level.kernels[0]! } };
  const missing = missingSysctl(level, kernel);
  if (missing === null) return null;
  const names = (level.kernels ?? PROFILES).filter((one) => missingSysctl(level, one) === null);
  return { id: 'kernel.level-sysctl', params: { level: level.id, kernel, sysctl: missing, names: names.join(', '), example: names[0] ?? level.kernel } };
}

function missingSysctl(level: Level, kernel: ProfileId): string | null {
  return sysctlsSet(level, kernel).find((name) => isMissing(name, kernel)) ?? null;
}

/** Names of the sysctls that a level's own start writes on hosts of this kernel. */
function sysctlsSet(level: Level, kernel: ProfileId): readonly string[] {
  const { hosts = {} } = level.setup as { readonly hosts?: Readonly<Record<string, { readonly kernel?: string; readonly sysctls?: object }>> };
  return Object.values(hosts).flatMap((host) => (host.kernel === undefined || host.kernel === kernel ? Object.keys(host.sysctls ?? {}) : []));
}

function isMissing(text: string, kernel: ProfileId): boolean {
  const name = sysctlName(text);
  return name !== null && profileOf(kernel).sysctls[name].absent === true;
}

/** The kernel of that name. Throws an Error for any other. */
export function kernelNamed(text: string): ProfileId {
  if (!isProfile(text)) throw new Error(`no kernel profile "${text}"; there are ${PROFILES.join(', ')}`);
  return text;
}
