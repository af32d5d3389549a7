import { createHost } from '../../../source/kernel/host.ts';
import { profileOf, type ProfileId } from '../../../source/kernel/profile.ts';
import { parseSysctl, type SysctlName } from '../../../source/kernel/sysctl.ts';
import type { Probe } from './probe.ts';

const initial = (kernel: ProfileId, name: SysctlName): number => createHost('server', [], kernel, 1, 0).sysctl[name];
const takes = (kernel: ProfileId, name: SysctlName, value: number): boolean => parseSysctl(name, String(value), profileOf(kernel).sysctls).ok;

/** Counters that this kernel has, of those. */
function countersOf(kernel: ProfileId, names: readonly string[]): string[] {
  return names.filter((name) => ![...profileOf(kernel).noCounters].some((absent) => absent === name));
}

export const SETTINGS: Readonly<Record<string, Probe>> = {
  'somaxconn-128': { seen: (kernel) => initial(kernel, 'somaxconn'), expected: 128 },
  'somaxconn-16-bit': { seen: (kernel) => [takes(kernel, 'somaxconn', 65_535), takes(kernel, 'somaxconn', 65_536)], expected: [true, false] },
  'max-syn-backlog-1024': { seen: (kernel) => initial(kernel, 'tcp_max_syn_backlog'), expected: 1024 },
  'tw-buckets-180000': { seen: (kernel) => initial(kernel, 'tcp_max_tw_buckets'), expected: 180_000 },
  'cookies-off': { seen: (kernel) => initial(kernel, 'tcp_syncookies'), expected: 0 },
  'ports-from-1': { seen: (kernel) => parseSysctl('ip_local_port_range', '1 2', profileOf(kernel).sysctls).ok, expected: true },
  'wide-sysctls': { seen: (kernel) => takes(kernel, 'tcp_synack_retries', 1000), expected: true },
  'wide-syncookies': { seen: (kernel) => takes(kernel, 'tcp_syncookies', 1000), expected: true },
  'counters-since-3.10': { seen: (kernel) => countersOf(kernel, ['TCPChallengeACK', 'TCPReqQFullDrop', 'ListenDrops']), expected: ['ListenDrops'] },
  'counters-since-4.4': { seen: (kernel) => countersOf(kernel, ['TCPSynRetrans', 'TCPACKSkippedSeq', 'ListenDrops']), expected: ['ListenDrops'] },
  'counters-since-5.10': { seen: (kernel) => countersOf(kernel, ['TCPDSACKIgnoredDubious', 'ListenDrops']), expected: ['ListenDrops'] },
  'counters-since-6.18': { seen: (kernel) => countersOf(kernel, ['BeyondWindow', 'PAWSOldAck', 'ListenDrops']), expected: ['ListenDrops'] },
};
