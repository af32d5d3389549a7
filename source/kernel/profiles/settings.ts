import type { Difference, SysctlChange } from '../difference.ts';

/** Any whole number: what a sysctl takes whose handler is proc_dointvec. */
const ANY_INT: SysctlChange = { min: -2147483648, max: 2147483647 };

/** Defaults and ranges of sysctls, and counters that do not exist yet. */
export const SETTINGS: readonly Difference[] = [
  {
    id: 'somaxconn-128',
    fact: 'F4.2',
    kernels: ['2.6.32', '3.10', '4.4', '4.19', null],
    what: 'somaxconn is 128.',
    source: 'socket.h:SOMAXCONN, 128 up to 5.3',
    sysctls: { somaxconn: { default: 128 } },
  },
  {
    id: 'somaxconn-16-bit',
    fact: 'F4.2',
    kernels: [null, '3.10', null, null, null],
    what: 'somaxconn is 65535 at most.',
    source: 'sysctl_net_core.c:somaxconn, extra2 = ushort_max in 3.10',
    sysctls: { somaxconn: { max: 65_535 } },
  },
  {
    id: 'max-syn-backlog-1024',
    fact: 'F3.10',
    kernels: ['2.6.32', '3.10', '4.4', '4.19', null],
    what: 'tcp_max_syn_backlog is 1024 on a machine with 24 GB.',
    source: 'tcp.c:tcp_init, 1024 in 2.6.32; ehash entries / 256 up to 5.3',
    sysctls: { tcp_max_syn_backlog: { default: 1024 } },
  },
  {
    id: 'tw-buckets-180000',
    fact: 'F7.21',
    kernels: ['2.6.32', null, null, null, null],
    what: 'tcp_max_tw_buckets is 180000.',
    source: 'tcp.c:tcp_init, 2.6.32',
    sysctls: { tcp_max_tw_buckets: { default: 180_000 } },
  },
  {
    id: 'cookies-off',
    fact: 'F3.4',
    kernels: ['2.6.32', null, null, null, null],
    what: 'tcp_syncookies is 0.',
    source: 'tcp_minisocks.c:SYNC_INIT, 0 in 2.6.32',
    sysctls: { tcp_syncookies: { default: 0, ...ANY_INT } },
  },
  {
    id: 'wide-sysctls',
    fact: 'F3.25',
    kernels: ['2.6.32', '3.10', '4.4', '4.19', '5.10'],
    what: 'Sysctls that 6.18 holds in a byte take any whole number.',
    source: 'sysctl_net_ipv4.c, proc_dointvec up to 5.10, proc_dou8vec_minmax in 6.18',
    sysctls: Object.fromEntries(
      ['tcp_synack_retries', 'tcp_abort_on_overflow', 'tcp_timestamps', 'tcp_sack', 'tcp_window_scaling', 'tcp_rfc1337', 'tcp_orphan_retries', 'tcp_retries2'].map((name) => [name, ANY_INT]),
    ),
  },
  {
    id: 'ports-from-1',
    fact: 'F8.8',
    kernels: ['2.6.32', '3.10', '4.4', null, null],
    what: 'ip_local_port_range may begin at 1.',
    source: 'sysctl_net_ipv4.c:ip_local_port_range_min, 1 up to 4.10; no ip_unprivileged_port_start yet',
    sysctls: { ip_local_port_range: { min: 1 } },
  },
  {
    id: 'wide-syncookies',
    fact: 'F3.25',
    kernels: [null, '3.10', '4.4', '4.19', '5.10'],
    what: 'tcp_syncookies takes any whole number.',
    source: 'sysctl_net_ipv4.c:tcp_syncookies, proc_dointvec up to 5.10',
    sysctls: { tcp_syncookies: ANY_INT },
  },
  {
    id: 'counters-since-3.10',
    fact: 'F11.4',
    kernels: ['2.6.32', null, null, null, null],
    what: 'There are no counters of challenge ACKs, full SYN queues, out-of-order segments and TIME-WAIT overflow.',
    source: 'proc.c:snmp4_net_list, 2.6.32',
    noCounters: ['TCPChallengeACK', 'TCPSYNChallenge', 'TCPReqQFullDoCookies', 'TCPReqQFullDrop', 'TCPTimeWaitOverflow', 'TCPOFOQueue', 'TCPOFOMerge', 'TCPDeferAcceptDrop'],
  },
  {
    id: 'counters-since-4.4',
    fact: 'F1.21',
    kernels: ['2.6.32', '3.10', null, null, null],
    what: 'There is no counter TCPSynRetrans, and none of skipped ACKs.',
    source: 'proc.c:snmp4_net_list, 3.10',
    noCounters: ['TCPSynRetrans', 'TCPWinProbe', 'TCPACKSkippedSynRecv', 'TCPACKSkippedTimeWait', 'TCPACKSkippedSeq', 'TCPACKSkippedPAWS', 'TCPACKSkippedChallenge', 'TCPACKSkippedFinWait2'],
  },
  {
    id: 'counters-since-5.10',
    fact: 'F2.2',
    kernels: ['2.6.32', '3.10', '4.4', '4.19', null],
    what: 'There is no counter TCPDSACKIgnoredDubious.',
    source: 'proc.c:snmp4_net_list, 4.19',
    noCounters: ['TCPDSACKIgnoredDubious'],
  },
  {
    id: 'counters-since-6.18',
    fact: 'F11.12',
    kernels: ['2.6.32', '3.10', '4.4', '4.19', '5.10'],
    what: 'There are no counters BeyondWindow, TSEcrRejected, PAWSOldAck and PAWSTimewait.',
    source: 'proc.c:snmp4_net_list, 5.10',
    noCounters: ['BeyondWindow', 'TSEcrRejected', 'PAWSOldAck', 'PAWSTimewait'],
  },
];
