import { defaultSysctls } from '../../kernel/sysctl.ts';

/** Every setting the model knows, at its default: whatever the machine's own namespace copies or presets, a dialogue begins with these. */
export const PROFILE_SYSCTLS: Readonly<Record<string, number>> = defaultSysctls();
