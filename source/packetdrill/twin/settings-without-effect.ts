/**
 * Settings that the model has no use for, because what they govern is beyond it: they are taken and change nothing. What needs
 * them (congestion control beyond a few segments, Fast Open) is beyond the model, and scripts that use it are skipped for that.
 * Where a list of values is given, others would change what the model does: they are not known. Any other name is not known either.
 */
const SETTINGS: Readonly<Record<string, readonly string[] | 'any'>> = {
  tcp_congestion_control: 'any',
  tcp_frto: 'any',
  tcp_fack: 'any',
  tcp_reordering: 'any',
  tcp_recovery: 'any',
  tcp_tso_win_divisor: 'any',
  tcp_pacing_ss_ratio: ['200'],
  tcp_pacing_ca_ratio: 'any',
  tcp_notsent_lowat: 'any',
  tcp_no_metrics_save: 'any',
  tcp_moderate_rcvbuf: ['0', '1'],
  tcp_mtu_probing: ['0'],
  tcp_keepalive_time: 'any',
  tcp_keepalive_intvl: 'any',
  tcp_keepalive_probes: 'any',
  tcp_max_orphans: 'any',
  tcp_retries1: 'any',
  tcp_fastopen: 'any',
  tcp_fastopen_key: 'any',
  tcp_ecn_option: 'any',
  tcp_ecn: ['0', '2'],
  tcp_dsack: ['1'],
};

/** Does this setting, with this value, leave the model as it is? */
export function hasNoEffect(name: string, value: string): boolean {
  const values = name.startsWith('net.ipv4.') ? SETTINGS[name.slice('net.ipv4.'.length)] : undefined;
  return values === 'any' || (values?.includes(value) ?? false);
}
