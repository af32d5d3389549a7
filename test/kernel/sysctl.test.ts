import { describe, expect, it } from 'vitest';
import { LINUX_6_18 } from '../../source/kernel/constants.ts';
import { defaultSysctls, parseSysctl, portRange, SYSCTL_NAMES, SYSCTLS, sysctlText } from '../../source/kernel/sysctl.ts';

describe('the sysctls of 6.18', () => {
  it('F8.13 have no tcp_tw_recycle: writing it is ENOENT', () => {
    expect(parseSysctl('net.ipv4.tcp_tw_recycle', '1')).toEqual({ ok: false, error: 'no-such-sysctl', name: 'net.ipv4.tcp_tw_recycle' });
  });

  it('F12.6 F7.21 F4.2 F3.10 have their defaults', () => {
    expect(defaultSysctls()).toMatchObject({ tcp_invalid_ratelimit: 500, tcp_fin_timeout: 60, tcp_max_tw_buckets: 131_072, somaxconn: 4096, tcp_max_syn_backlog: 2048, tcp_challenge_ack_limit: 2_147_483_647 });
    expect(LINUX_6_18).toMatchObject({ timeoutMin: 2 * LINUX_6_18.jiffy, timeWait: 60_000, minRto: 200, maxRto: 120_000 });
  });

  it.each(SYSCTL_NAMES.filter((name) => name !== 'tcp_tw_recycle' && name !== 'ip_local_port_range'))('%s takes its default and its ends, and nothing beyond', (name) => {
    const { prefix, default: initial, min, max } = SYSCTLS[name];
    for (const value of [initial, min, max]) expect(parseSysctl(prefix + name, String(value))).toEqual({ ok: true, name, value });
    for (const value of [min - 1, max + 1]) expect(parseSysctl(name, String(value)).ok).toBe(false);
  });

  it('F8.8 the range of ports takes two of them in their order', () => {
    expect(sysctlText('ip_local_port_range', defaultSysctls().ip_local_port_range)).toBe('32768 60999');
    expect(parseSysctl('net.ipv4.ip_local_port_range', ' 1024\t65535 ')).toEqual({ ok: true, name: 'ip_local_port_range', value: portRange(1024, 65_535) });
    for (const value of ['1023 2000', '1024 65536']) expect(parseSysctl('ip_local_port_range', value)).toMatchObject({ error: 'out-of-range', min: 1024, max: 65_535 });
    for (const value of ['40000', '40000 39999', '1024-65535', '1024 2000 3000', '']) expect(parseSysctl('ip_local_port_range', value)).toMatchObject({ error: 'not-two-ports' });
  });

  it.each(['net.core.tcp_sack', 'tcp_sak', '', 'net.ipv4.'])('%s is none', (name) => {
    expect(parseSysctl(name, '1')).toMatchObject({ ok: false, error: 'no-such-sysctl' });
  });

  it.each(['', 'one', '1.5', '0x10', '99999999999'])('"%s" is no number', (value) => {
    expect(parseSysctl('tcp_sack', value)).toMatchObject({ ok: false, error: 'not-a-number' });
  });
});
