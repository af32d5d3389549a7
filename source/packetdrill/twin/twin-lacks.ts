import type { Profile } from '../../kernel/profile.ts';
import { sysctlName } from '../../kernel/sysctl.ts';
import { infoFeature } from '../run/info-name.ts';
import type { MessageFlag } from '../run/system-call.ts';
import type { Need } from '../run/target.ts';
import { hasNoEffect } from './settings-without-effect.ts';
import { knowsOption } from './socket-options.ts';
import { INFO_FIELDS } from './tcp-info.ts';

/** Three numbers, or nothing that a level has a use for, so no settings of the model's table. */
export const RMEM = 'net.ipv4.tcp_rmem';
export const EARLY_RETRANS = 'net.ipv4.tcp_early_retrans';
export const WMEM = 'net.ipv4.tcp_wmem';
export const MIN_TSO = 'net.ipv4.tcp_min_tso_segs';
export const AFTER_IDLE = 'net.ipv4.tcp_slow_start_after_idle';
const OWN_SETTINGS: ReadonlySet<string> = new Set([RMEM, WMEM, EARLY_RETRANS, MIN_TSO, AFTER_IDLE]);

const KNOWN_FLAGS: Readonly<Record<'read' | 'write', readonly MessageFlag[]>> = { read: ['MSG_DONTWAIT', 'MSG_PEEK', 'MSG_NOSIGNAL'], write: ['MSG_DONTWAIT', 'MSG_NOSIGNAL', 'MSG_MORE', 'MSG_EOR'] };

/** What the simulated kernel does not have, in a word or two; null when it has what is needed. */
export function lacksOfTwin(need: Need, { sysctls }: Profile): string | null {
  switch (need.kind) {
    case 'sysctl': {
      const name = sysctlName(need.name);
      const has = name === null ? OWN_SETTINGS.has(need.name) || hasNoEffect(need.name, need.value) : !sysctls[name].absent;
      return has ? null : `sysctl ${need.name}`;
    }
    case 'info':
      return INFO_FIELDS.includes(need.field) ? null : infoFeature(need.field);
    case 'advmss':
    case 'counter':
      return null;
    case 'call': {
      const { call } = need;
      const flag = call.name === 'read' || call.name === 'write' ? call.flags.find((one) => !KNOWN_FLAGS[call.name].includes(one)) : undefined;
      if (flag !== undefined) return flag;
      if (call.name === 'getsockopt' && !knowsOption(call.option, 'get', false)) return `${call.option.level} ${call.option.name}`;
      if (call.name === 'setsockopt' && !knowsOption(call.option, 'set', typeof call.value !== 'number')) return `${call.option.level} ${call.option.name}`;
      return null;
    }
  }
}
