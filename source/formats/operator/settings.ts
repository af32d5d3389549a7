import type { Host } from '../../kernel/host.ts';
import { profileOf } from '../../kernel/profile.ts';
import { SYSCTL_NAMES, SYSCTLS, sysctlText } from '../../kernel/sysctl.ts';

/** What `sysctl -a` prints of a host, in the order of the names: the settings that the model has, as far as this kernel has them. */
export function printSysctls({ profile, sysctl }: Pick<Host, 'profile' | 'sysctl'>): readonly string[] {
  const { sysctls } = profileOf(profile);
  const names = SYSCTL_NAMES.filter((name) => !sysctls[name].absent);
  return names.map((name) => `${SYSCTLS[name].prefix}${name} = ${sysctlText(name, sysctl[name]).replace(' ', '\t')}`).toSorted();
}
