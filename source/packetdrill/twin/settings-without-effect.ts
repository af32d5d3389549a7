/**
 * Settings that the model has no use for, because what they govern is beyond it or at its default: they are taken and change
 * nothing. Any other unknown name is refused. What needs them (congestion control beyond a few segments, Fast Open) is beyond
 * the model, and scripts that use it are skipped for that.
 */
const NAMES: ReadonlySet<string> = new Set([
  'tcp_congestion_control',
  'tcp_wmem',
  'tcp_frto',
  'tcp_fack',
  'tcp_reordering',
  'tcp_slow_start_after_idle',
  'tcp_recovery',
  'tcp_tso_win_divisor',
  'tcp_ecn',
  'tcp_ecn_option',
  'tcp_ecn_fallback',
  'tcp_pacing_ss_ratio',
  'tcp_pacing_ca_ratio',
  'tcp_min_tso_segs',
  'tcp_no_metrics_save',
  'tcp_moderate_rcvbuf',
  'tcp_mtu_probing',
  'tcp_keepalive_time',
  'tcp_keepalive_intvl',
  'tcp_keepalive_probes',
  'tcp_max_orphans',
  'tcp_retries1',
]);

export function hasNoEffect(name: string): boolean {
  return name.startsWith('net.ipv4.') && NAMES.has(name.slice('net.ipv4.'.length));
}
