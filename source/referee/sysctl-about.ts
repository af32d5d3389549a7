import { DEFAULT_PROFILE, isProfile, MEASURED_PROFILE, profileOf } from '../kernel/profile.ts';
import { sysctlName, sysctlText, type SysctlName } from '../kernel/sysctl.ts';

export type SysctlUnit = 'switch' | 'mode' | 'retries' | 'requests' | 'connections' | 'sockets' | 'answers' | 'ports' | 'seconds' | 'ms';

/** In what a sysctl counts, and the kernel function that reads it. `memory`: the default follows the memory of the machine. */
interface Written {
  readonly unit: SysctlUnit;
  readonly source: string;
  readonly memory?: true;
  /** The kernel in which it is there, when 6.18 no longer has it. */
  readonly tree?: string;
}

const ABOUT: Readonly<Record<SysctlName, Written>> = {
  tcp_syncookies: { unit: 'mode', source: 'net/ipv4/tcp_input.c tcp_syn_flood_action()' },
  tcp_max_syn_backlog: { unit: 'requests', source: 'net/ipv4/tcp_input.c tcp_conn_request()', memory: true },
  tcp_synack_retries: { unit: 'retries', source: 'net/ipv4/inet_connection_sock.c reqsk_timer_handler()' },
  tcp_syn_retries: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_write_timeout()' },
  tcp_syn_linear_timeouts: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_retransmit_timer()' },
  tcp_abort_on_overflow: { unit: 'switch', source: 'net/ipv4/tcp_minisocks.c tcp_check_req()' },
  somaxconn: { unit: 'connections', source: 'net/socket.c __sys_listen()' },
  tcp_timestamps: { unit: 'mode', source: 'net/core/secure_seq.c secure_tcp_seq_and_ts_off()' },
  tcp_sack: { unit: 'switch', source: 'net/ipv4/tcp_output.c tcp_syn_options()' },
  tcp_window_scaling: { unit: 'switch', source: 'net/ipv4/tcp_output.c tcp_syn_options()' },
  tcp_rfc1337: { unit: 'switch', source: 'net/ipv4/tcp_minisocks.c tcp_timewait_state_process()' },
  tcp_tw_reuse: { unit: 'mode', source: 'net/ipv4/tcp_ipv4.c tcp_twsk_unique()' },
  tcp_tw_reuse_delay: { unit: 'ms', source: 'net/ipv4/tcp_ipv4.c tcp_twsk_unique()' },
  ip_local_port_range: { unit: 'ports', source: 'net/ipv4/inet_hashtables.c __inet_hash_connect()' },
  tcp_max_tw_buckets: { unit: 'sockets', source: 'net/ipv4/inet_timewait_sock.c inet_twsk_alloc()', memory: true },
  tcp_fin_timeout: { unit: 'seconds', source: 'include/net/tcp.h tcp_fin_time()' },
  tcp_orphan_retries: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_orphan_retries()' },
  tcp_retries2: { unit: 'retries', source: 'net/ipv4/tcp_timer.c tcp_write_timeout()' },
  tcp_rto_max_ms: { unit: 'ms', source: 'net/ipv4/tcp.c tcp_init_sock()' },
  tcp_tw_recycle: { unit: 'switch', source: 'net/ipv4/tcp_ipv4.c tcp_v4_conn_request()', tree: '3.10' },
  tcp_invalid_ratelimit: { unit: 'ms', source: 'net/ipv4/tcp_input.c tcp_oow_rate_limited()' },
  tcp_challenge_ack_limit: { unit: 'answers', source: 'net/ipv4/tcp_input.c tcp_send_challenge_ack()' },
};

/** What is to know of a sysctl, whatever its value is now. */
export interface AboutSysctl {
  readonly name: SysctlName;
  readonly unit: SysctlUnit;
  /** As the file under /proc/sys has it. */
  readonly default: string;
  /** The default follows the memory of the machine. */
  readonly memory: boolean;
  readonly min: number;
  readonly max: number;
  /** The tree and the kernel function that reads it. */
  readonly source: string;
}

/** What a sysctl is in a kernel; its name with or without its prefix. Null for one that the engine does not know. */
export function aboutSysctl(kernel: string, name: string): AboutSysctl | null {
  const known = sysctlName(name);
  if (known === null) return null;
  const spec = profileOf(isProfile(kernel) ? kernel : DEFAULT_PROFILE).sysctls[known];
  const { unit, source, memory, tree = MEASURED_PROFILE } = ABOUT[known];
  return { name: known, unit, default: sysctlText(known, spec.default), memory: memory === true, min: spec.min, max: spec.max, source: `Linux ${tree} ${source}` };
}
