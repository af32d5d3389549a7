import { ip } from '../../../source/tcp/address.ts';
import { describe, expect, test } from 'vitest';
import { readCommand, type Step } from '../../../source/packetdrill/run/commands.ts';

const sysctl = (name: string, value: string, quiet = false): Step => ({ kind: 'sysctl', name: `net.ipv4.${name}`, value, quiet });

/** The steps, or what is unknown. */
function read(text: string): readonly Step[] | string {
  const command = readCommand(text);
  return command.ok ? command.steps : command.unknown;
}

describe('a command', () => {
  test.each<[string, readonly Step[]]>([
    ['sysctl -q net.ipv4.tcp_timestamps=0', [sysctl('tcp_timestamps', '0')]],
    ['sysctl -qw net.ipv4.tcp_timestamps=0 net.ipv4.tcp_sack=0', [sysctl('tcp_timestamps', '0'), sysctl('tcp_sack', '0')]],
    ['sysctl -q net/ipv4/tcp_rmem="4096 10000 2097152"', [sysctl('tcp_rmem', '4096 10000 2097152')]],
    ['sysctl -q net.ipv4.tcp_sack=0; sysctl -q net.ipv4.tcp_sack=1', [sysctl('tcp_sack', '0'), sysctl('tcp_sack', '1')]],
    ['sysctl -q net.ipv4.tcp_sack=0 # off\n# nothing else', [sysctl('tcp_sack', '0')]],
    ['./set_sysctls.py /proc/sys/net/ipv4/tcp_sack=0 \\\n /proc/sys/net/ipv4/tcp_timestamps=0', [sysctl('tcp_sack', '0'), sysctl('tcp_timestamps', '0')]],
    ['ss -Htan state time-wait | grep -c . | grep -x 1', [{ kind: 'ss', state: 'TIME-WAIT', count: 1 }]],
    ['ss -4Htan state syn-recv | grep -c . | grep -x 12 > /dev/null', [{ kind: 'ss', state: 'SYN-RECEIVED', count: 12 }]],
    ['ss -4 -n | grep :8080 | grep 192.168.0.1:8080 > /dev/null', [{ kind: 'ss-lines', states: 'established', words: [':8080', '192.168.0.1:8080'] }]],
    ['ss -4 -n state SYN-RECV | grep 192.168.0.1:8080', [{ kind: 'ss-lines', states: 'SYN-RECEIVED', words: ['192.168.0.1:8080'] }]],
    ["nstat -asz TcpExtListenDrops | grep -q '^TcpExtListenDrops *2 '", [{ kind: 'nstat', counter: 'TcpExtListenDrops', value: 2, since: false }]],
    ['nstat | grep TcpExtBeyondWindow | grep -q " 3 "', [{ kind: 'nstat', counter: 'TcpExtBeyondWindow', value: 3, since: true }]],
    ['nstat -n', [{ kind: 'nstat-begins' }]],
    ['ip route change 192.0.2.1 via 192.168.0.2 dev tun0 advmss 1400', [{ kind: 'advmss', to: ip('192.0.2.1'), mss: 1400 }]],
    ['sysctl -q net.ipv4.tcp_rmem="4096 131072 $((32*1024*1024))"', [sysctl('tcp_rmem', '4096 131072 33554432')]],
    ['ip tcp_metrics flush all > /dev/null 2>&1', [{ kind: 'nothing' }]],
    ['tc qdisc add dev tun0 root pfifo', [{ kind: 'nothing' }]],
    ['tc qdisc delete dev tun0 root 2>/dev/null', [{ kind: 'nothing' }]],
    ['/tmp/sysctl_restore_${PPID}.sh', [{ kind: 'nothing' }]],
  ])('%s', (text, steps) => {
    expect(read(text)).toEqual(steps);
  });

  test('of the suites stands for the settings that it makes', () => {
    expect(read('../../common/defaults.sh')).toContainEqual(sysctl('tcp_rmem', '4096 540000 15728640', true));
    expect(read('./defaults.sh\n./set_sysctls.py /proc/sys/net/ipv4/tcp_sack=0')).toContainEqual(sysctl('tcp_sack', '0'));
  });

  test.each([
    'reboot',
    'sysctl -q net.ipv4.tcp_sack=0 && reboot',
    'sysctl -a',
    'ss -tan | wc -l',
    'ss -Htan state no-such-state | grep -c . | grep -x 1',
    "nstat -asz TcpExtListenDrops | grep -q '^TcpExtOther *2 '",
    'sysctl -q net.ipv4.tcp_sack=$(reboot) ; reboot',
    './other.sh',
  ])('that is not on the list is named, not run: %s', (text) => {
    expect(read(text)).toBeTypeOf('string');
  });
});
