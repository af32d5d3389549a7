import { describe, expect, test } from 'vitest';
import { ACCEPTED, CONNECTED, onTwin, resultOf } from '../run-on-twin.ts';

describe('a script passes when everything happens as written', () => {
  test.each<[string, string]>([
    ['a passive open', ACCEPTED],
    ['an active open', CONNECTED],
    ['data and its ACK', `${ACCEPTED}+0 < P. 1:11(10) ack 1 win 1000\n+0 > . 1:1(0) ack 11\n+0 read(4, ..., 100) = 10`],
    ['a blocking accept that returns when the handshake is done', ACCEPTED.replace('+0 accept(3, ..., ...) = 4\n', '').replace('+0 < S 0', '+0...0.2 accept(3, ..., ...) = 4\n+.1 < S 0')],
    ['a blocking read that returns when data come', `${ACCEPTED}+0...0.3 read(4, ..., 10) = 5\n+.3 < P. 1:6(5) ack 1 win 1000\n+0 > . 1:1(0) ack 6`],
    ['a call that waits longer than the events after it', `${ACCEPTED}+0...0.7 read(4, ..., 10) = 0\n+.2 < . 1:1(0) ack 1 win 1000\n+.5 < F. 1:1(0) ack 1 win 1000`],
    ['numbers of a SYN are its own, others count from it', ACCEPTED.replace('S 0:0(0)', 'S 7000:7000(0)').replace('S. 0:0(0) ack 1', 'S. 500:500(0) ack 7001')],
    ['any time', `${ACCEPTED}+0 close(4) = 0\n* > F. 1:1(0) ack 1`],
    ['a range of time', `${ACCEPTED}+0 < F. 1:1(0) ack 1 win 1000\n+0~+.05 > . 1:1(0) ack 2`],
    ['absolute times', '0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n0.1 connect(3, ..., ...) = -1 ECONNREFUSED\n'.replace('0.1 connect', '0.1...0.2 connect') + '0.1 > S 0:0(0) <...>\n0.2 < R. 0:0(0) ack 1 win 0'],
    ['any options', `${ACCEPTED}+0 close(4) = 0\n+0 > F. 1:1(0) ack 1 <...>`],
    ['a segment to a port where nobody is', '0 < S 5:5(0) win 10\n+0 > R. 0:0(0) ack 1'],
    ['what is written in several pieces is expected as one', ACCEPTED.replace('win 1000\n', 'win 9000\n') + '+0 write(4, ..., 2500) = 2500\n+0 > P. 1:2501(2500) ack 1'],
  ])('%s', async (_, text) => {
    expect(await resultOf(text)).toBe('pass');
  });
});

describe('a script fails with line, field, what was expected and what came', () => {
  test.each<[string, string, string]>([
    ['flags', `${ACCEPTED}+0 close(4) = 0\n+0 > R. 1:1(0) ack 1`, 'fail 10 flags: expected > R. 1:1(0) ack 1 got > F. 1:1(0) ack 1'],
    ['sequence number', `${ACCEPTED}+0 close(4) = 0\n+0 > F. 2:2(0) ack 1`, 'fail 10 seq: expected > F. 2:2(0) ack 1 got > F. 1:1(0) ack 1'],
    ['acknowledgment number', ACCEPTED.replace('ack 1 <mss 1460>', 'ack 2 <mss 1460>'), 'fail 6 ack: expected > S. 0:0(0) ack 2 <mss 1460> got > S. 0:0(0) ack 1 <mss 1460>'],
    ['window', ACCEPTED.replace('ack 1 <mss 1460>', 'ack 1 win 5 <mss 1460>'), 'fail 6 win: expected > S. 0:0(0) ack 1 win 5 <mss 1460> got > S. 0:0(0) ack 1 win 64240 <mss 1460>'],
    ['options', ACCEPTED.replace('<mss 1460>', '<mss 1400>'), 'fail 6 options: expected > S. 0:0(0) ack 1 <mss 1400> got > S. 0:0(0) ack 1 <mss 1460>'],
    ['no option list means no options', ACCEPTED.replace(' <mss 1460>', ''), 'fail 6 options: expected > S. 0:0(0) ack 1 got > S. 0:0(0) ack 1 <mss 1460>'],
    ['the order of options', ACCEPTED.replace('<mss 1000>', '<mss 1000,nop,wscale 7>').replace('<mss 1460>', '<nop,wscale 10,mss 1460>'), 'fail 6 options: expected > S. 0:0(0) ack 1 <nop,wscale 10,mss 1460> got > S. 0:0(0) ack 1 <mss 1460,nop,wscale 10>'],
    ['length', `${ACCEPTED}+0 write(4, ..., 5) = 5\n+0 > P. 1:7(6) ack 1`, 'fail 10 length: expected > P. 1:7(6) ack 1 got > P. 1:6(5) ack 1'],
    ['a segment that was not expected', `${ACCEPTED}+0 < P. 1:2(1) ack 1 win 9\n+0 close(4) = 0\n+0 > R. 1:1(0) ack 2`, 'fail 11 flags: expected > R. 1:1(0) ack 2 got > . 1:1(0) ack 2'],
    ['a segment that does not come', `${ACCEPTED}+0 > . 1:1(0) ack 1`, 'fail 9 segment: expected > . 1:1(0) ack 1 got packetdrill.none {"until":"2.1"}'],
    ['too late', `${ACCEPTED}+0 < P. 1:2(1) ack 1 win 9\n+.5 > . 1:1(0) ack 2`, 'fail 10 time: expected packetdrill.segment-due {"segment":"> . 1:1(0) ack 2","from":"0.6","to":"0.6","tolerance":"0.0625"} got packetdrill.segment-at {"segment":"> . 1:1(0) ack 2","at":"0.1"}'],
    ['result', `${ACCEPTED}+0 listen(4, 1) = 0`, 'fail 9 result: expected listen(4, 1) = 0 got listen() = -1 EINVAL'],
    ['errno', '0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n+0 accept(3, ..., ...) = -1 EAGAIN (note)', 'fail 2 errno: expected accept(3, ..., ...) = -1 EAGAIN (note) got accept() = -1 EINVAL'],
    ['stored value', `${ACCEPTED}+0 getsockopt(4, SOL_SOCKET, SO_ERROR, [ECONNRESET], [4]) = 0`, 'fail 9 value: expected [104] got [0]'],
    ['time of return', `${ACCEPTED}+0...0.2 read(4, ..., 10) = 5\n+.4 < P. 1:6(5) ack 1 win 9`, 'fail 9 return-time: expected packetdrill.return-due {"call":"read(4, ..., 10) = 5","at":"0.3","tolerance":"0.025"} got packetdrill.seconds {"at":"0.5"}'],
    ['a call that never returns', `${ACCEPTED}+0...0.2 read(4, ..., 10) = 5`, 'fail 9 return-time: expected read(4, ..., 10) = 5 got packetdrill.blocks {"until":"1.3"}'],
    ['assertion', `${ACCEPTED}+0 %{ assert tcpi_state == TCP_CLOSE_WAIT, tcpi_state }%`, 'fail 9 assertion: expected tcpi_state == TCP_CLOSE_WAIT got tcpi_state = 1, TCP_CLOSE_WAIT = 8'],
    ['command', `${ACCEPTED}+0 \`ss -Htan state time-wait | grep -c . | grep -x 1\``, 'fail 9 command: expected TIME-WAIT: 1 got TIME-WAIT: 0'],
    ['a descriptor that is not open', '0 close(7) = 0', 'fail 1 descriptor: expected packetdrill.descriptors {"open":"-"} got 7'],
    ['a segment before any connection', '0 > S 0:0(0)', 'fail 1 connection: expected packetdrill.no-connection {} got > S 0:0(0)'],
    ['an echo of a timestamp that never was sent', ACCEPTED.replace('ack 1 win 1000\n', 'ack 1 win 1000 <nop,nop,TS val 1 ecr 5>\n'), 'fail 7 options: expected packetdrill.echo {"known":"-"} got ecr 5'],
  ])('%s', async (_, text, expected) => {
    expect(await resultOf(text)).toBe(expected);
  });
});

describe('a script with something unknown in it never passes', () => {
  test.each<[string, string]>([
    ['+0 < icmp unreachable host_unreachable [1:1(0)]', 'ICMP'],
    ['+0 sendmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 10}], msg_flags=0}, MSG_OOB) = 10', 'sendmsg() MSG_OOB'],
    ['+0 sendmsg(4, {msg_name(...)=..., msg_iov(1)=[{"abc", 10}], msg_flags=0}, 0) = 10', 'sendmsg() struct msghdr'],
    ['+0 recvmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 10}], msg_flags=0, msg_control=[{cmsg_level=SOL_IP, cmsg_type=IP_RECVERR, cmsg_data=1}]}, 0) = 10', 'recvmsg() struct msghdr'],
    ['+0 %{ assert SK_MEMINFO_OPTMEM == 1 }%', 'SO_MEMINFO SK_MEMINFO_OPTMEM'],
    ['+0 `tc qdisc add dev tun0 root pfifo limit 0`', '`tc qdisc add dev tun0 root pfifo limit 0`'],
    ['+0 setsockopt(4, SOL_TCP, TCP_FASTOPEN, [1], 4) = 0', 'SOL_TCP TCP_FASTOPEN'],
    ['+0 setsockopt(4, SOL_IP, IP_MTU_DISCOVER, [IP_PMTUDISC_DONT], 1) = 0', 'SOL_IP IP_MTU_DISCOVER'],
    ['+0 setsockopt(4, SOL_SOCKET, SO_TIMESTAMPING, [SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE], 4) = 0', 'SOL_SOCKET SO_TIMESTAMPING'],
    ['+0 `rm -rf /`', '`rm -rf /`'],
    ['+0 `sysctl -q net.ipv4.tcp_no_such_thing=1`', 'sysctl net.ipv4.tcp_no_such_thing'],
    ['+0 %{ import os }%', '%{ import os }%'],
    ['+0 %{ assert tcpi_pacing_rate == 1 }%', 'TCP_INFO tcpi_pacing_rate'],
    ['+0 > S. 0:0(0) ack 1 <FO 0123>', 'Fast Open'],
    ['+0 > [ect0] . 1:1(0) ack 1', 'IP header [ect0]'],
    ['+0 recv(4, ..., 10, MSG_ERRQUEUE) = 0', 'recv() MSG_ERRQUEUE'],
  ])('%s', async (line, feature) => {
    expect(await resultOf(`${ACCEPTED}${line}`)).toBe(`skip ${feature}`);
  });

  test('but it fails where it fails, when that is before', async () => {
    expect(await resultOf('0 close(99) = 0\n+0 > [ect0] . 1:1(0) ack 1')).toMatch(/^fail 1 descriptor/);
    expect(await resultOf(`${ACCEPTED}+0 listen(4, 1) = 0\n+0 \`rm -rf /\``)).toMatch(/^fail 9 result/);
  });

  test('a call that would come back only behind it is not held against the script', async () => {
    expect(await resultOf(`${ACCEPTED}+0...0.2 read(4, ..., 10) = 5\n+.1 > [ect0] . 1:1(0) ack 1`)).toBe('skip IP header [ect0]');
  });

  test('in the command that prepares the kernel, before anything', async () => {
    expect(await resultOf('`rm -rf /`\n0 close(99) = 0')).toBe('skip `rm -rf /`');
  });

  test('in the command at the end, behind everything', async () => {
    expect(await resultOf(`${ACCEPTED}\`rm -rf /\``)).toBe('skip `rm -rf /`');
    expect(await resultOf(`${ACCEPTED}+0 listen(4, 1) = 0\n\`rm -rf /\``)).toMatch(/^fail 9 result/);
  });

  test('more data after a loss than is mended here, said where it is noticed', async () => {
    const text = `${ACCEPTED.replace('win 1000\n', 'win 60000\n')}+0 write(4, ..., 5000) = 5000\n+0 > P. 1:5001(5000) ack 1\n* > . 1:1001(1000) ack 1\n+.1 write(4, ..., 100) = 100`;
    expect(await onTwin(text)).toEqual({ kind: 'skip', feature: 'congestion control', place: { line: 12, column: 5 } });
  });

  test('an unknown option', async () => {
    expect(await resultOf(`--ip_version=ipv6\n${ACCEPTED}`)).toBe('skip --ip_version=ipv6');
  });
});

describe('time', () => {
  test('the tolerance is what the script says, or an eighth of the time since the event before', async () => {
    // The delayed ACK comes 40 ms after the data.
    const late = (options: string, when: string): string => `${options}\n${ACCEPTED}+0 < F. 1:1(0) ack 1 win 9\n${when} > . 1:1(0) ack 2`;
    expect(await resultOf(late('', '+.004'))).toBe('pass');
    expect(await resultOf(late('', '+.010'))).toMatch(/^fail 11 time/);
    expect(await resultOf(late('--tolerance_usecs=6000', '+.010'))).toBe('pass');
  });

  test('relative times of two segments that are put in add up without lateness', async () => {
    expect(await resultOf(`${ACCEPTED}+.1 < . 1:1(0) ack 1 win 9\n+.1 < . 1:1(0) ack 1 win 9\n0.3 close(4) = 0`)).toBe('pass');
  });

  test('a day of virtual time takes no real one', async () => {
    const before = performance.now();
    expect(await resultOf(`${ACCEPTED}+80000 close(4) = 0\n+0 > F. 1:1(0) ack 1`)).toBe('pass');
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('timestamps', () => {
  const withTimestamps = ACCEPTED.replace('<mss 1000>', '<mss 1000,sackOK,TS val 500 ecr 0>').replace('<mss 1460>', '<mss 1460,sackOK,TS val 100 ecr 500>').replace('ack 1 win 1000\n', 'ack 1 win 1000 <nop,nop,TS val 600 ecr 100>\n');

  test("the script's values stand for those of the kernel", async () => {
    expect(await resultOf(`${withTimestamps}+1 close(4) = 0\n+0 > F. 1:1(0) ack 1 <nop,nop,TS val 7 ecr 600>`)).toBe('pass');
  });

  test('they are compared when the script says how long a tick is', async () => {
    const closes = (val: number): string => `--tcp_ts_tick_usecs=1000\n${withTimestamps}+1 close(4) = 0\n+0 > F. 1:1(0) ack 1 <nop,nop,TS val ${val} ecr 600>`;
    expect(await resultOf(closes(1200))).toBe('pass');
    expect(await resultOf(closes(1500))).toMatch(/^fail 11 options: .* got > F\. 1:1\(0\) ack 1 <nop,nop,TS val 1200 ecr 600>$/);
  });

  test('what is echoed must be right', async () => {
    expect(await resultOf(`${withTimestamps}+1 close(4) = 0\n+0 > F. 1:1(0) ack 1 <nop,nop,TS val 7 ecr 601>`)).toMatch(/^fail 10 options/);
  });
});

describe('ports', () => {
  test('an explicit port fills a queue; its answers are not looked at', async () => {
    const text = ACCEPTED.replace('listen(3, 1) = 0\n', 'listen(3, 0) = 0\n').replace('+0 < S 0:0(0)', '+0 < 40001>8080 S 0:0(0)').replace('+0 > S. 0:0(0) ack 1 <mss 1460>\n', '').replace('+.1 < .', '+.1 < 40002>8080 S');
    expect(await resultOf(text.split('\n').slice(0, 6).join('\n'))).toBe('pass');
  });

  test('a second listener makes the next SYN come from a new port, still to the first', async () => {
    const again = '+0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 5\n+0 listen(5, 1) = 0\n+0 < S 0:0(0) win 1000 <mss 1000>\n+0 > S. 0:0(0) ack 1 <mss 1460>\n+.1 < . 1:1(0) ack 1 win 1000\n+0 accept(3, ..., ...) = 6\n';
    expect(await resultOf(ACCEPTED + again)).toBe('pass');
  });
});
