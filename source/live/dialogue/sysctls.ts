import { MEASURED_PROFILE, profileOf } from '../../kernel/profile.ts';
import { defaultSysctls, SYSCTL_NAMES } from '../../kernel/sysctl.ts';

const { sysctls } = profileOf(MEASURED_PROFILE);

/** Every setting the model knows, at its default: whatever the machine's own namespace copies or presets, a dialogue begins with these. */
export const PROFILE_SYSCTLS: Readonly<Record<string, number>> = defaultSysctls();

/** Settings that only older kernels have. */
export const GONE: ReadonlySet<string> = new Set(SYSCTL_NAMES.filter((name) => sysctls[name].absent));
