import { expect, test } from 'vitest';
import { NSTAT_ORDER, printNstat } from '../../../source/formats/operator/nstat.ts';
import { readTool, TOOL_LINES } from '../../../source/formats/operator/read-tool.ts';
import { runTool, type NstatHistory } from '../../../source/formats/operator/tool.ts';
import { COUNTER_NAMES, zeroCounters } from '../../../source/kernel/counter.ts';
import { createHost } from '../../../source/kernel/host.ts';
import type { ProfileId } from '../../../source/kernel/profile.ts';
import { ip } from '../../../source/tcp/address.ts';
import { SYN } from '../../../source/tcp/flags.ts';
import { segment } from '../../../source/tcp/segment.ts';
import type { Captured, Machine } from '../../../source/world/machine.ts';

function machine(name = 'server', { captured = [], kernel = '6.18' }: { captured?: readonly Captured[]; kernel?: ProfileId } = {}): Machine {
  return { host: createHost(name, [ip('10.0.0.9')], kernel, 1, 26_890_000), now: 5000, captured: () => captured };
}

/** What a typed line prints. */
function shown(line: string, machines: readonly Machine[] = [machine()], history: NstatHistory = {}): readonly string[] {
  const tool = readTool(line);
  if (!tool?.ok) throw new Error(`no tool: ${line}`);
  return runTool(tool.value, machines, history).lines;
}

/** Why a typed line is refused; null where it is no tool's. */
function refused(line: string): string | null {
  const tool = readTool(line);
  return tool === null ? null : tool.ok ? 'accepted' : tool.problem.id;
}

test('every tool that is offered can be typed', () => {
  for (const line of TOOL_LINES) expect(refused(line)).toBe('accepted');
});

test('with several hosts each prints under its name, and one that is named prints alone', () => {
  const machines = [machine('www'), machine('gateway')];
  expect(shown('ss -ltn', machines).filter((line) => line.endsWith(':'))).toEqual(['www:', 'gateway:']);
  expect(shown('on gateway: ss -ltn', machines)).toEqual(shown('ss -ltn', [machine('gateway')]));
  expect(shown('gateway: ss -ltn | wc -l', machines)).toEqual(['1']);
  expect(shown('on nowhere: ss -ltn', machines)).toEqual([]);
});

test('nstat prints name, value and rate in its columns, and nothing that is 0', () => {
  const counters = { ...zeroCounters(), ActiveOpens: 7, TW: 3, ListenDrops: 1_234_567 };
  expect(printNstat(counters, null, { absolute: false, zeros: false, patterns: [] })).toEqual([
    '#kernel',
    'TcpActiveOpens                  7                  0.0',
    'TcpExtTW                        3                  0.0',
    'TcpExtListenDrops               1234567            0.0',
  ]);
});

test('nstat knows every counter of the model, each once', () => {
  expect(NSTAT_ORDER.toSorted()).toEqual([...COUNTER_NAMES].toSorted());
});

test('nstat counts since it was last run, nstat -a since the start; what went backwards begins anew', () => {
  const before = { ...zeroCounters(), ListenDrops: 10 };
  const now = { ...zeroCounters(), ListenDrops: 12 };
  const asked = { absolute: false, zeros: false, patterns: ['TcpExtListenD*'] };
  const value = (rows: readonly string[]): string | undefined => rows[1]?.split(/ +/)[1];
  expect(value(printNstat(now, before, asked))).toBe('2');
  expect(value(printNstat(now, before, { ...asked, absolute: true }))).toBe('12');
  expect(value(printNstat(before, now, asked))).toBe('10');
  expect(printNstat(now, now, asked)).toEqual(['#kernel']);
});

test('a run of nstat is remembered, and a look with another tool is not', () => {
  const server = machine();
  server.host.counters.ListenDrops = 3;
  const run = (line: string, history: NstatHistory): NstatHistory => {
    const tool = readTool(line);
    return tool?.ok ? runTool(tool.value, [server], history).history : history;
  };
  const after = run('nstat', {});
  expect(after['server']?.ListenDrops).toBe(3);
  expect(run('ss -tan', after)).toBe(after);
  server.host.counters.ListenDrops = 5;
  expect(shown('nstat | grep Drops', [server], after)).toEqual(['TcpExtListenDrops               2                  0.0']);
});

test('dmesg has seconds since the start of the machine with six digits', () => {
  const server = machine();
  server.host.dmesg.push({ at: 686.547, text: 'TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:80. Sending cookies.' });
  expect(shown('dmesg', [server])).toEqual(['[26890.686547] TCP: request_sock_TCP: Possible SYN flooding on port 0.0.0.0:80. Sending cookies.']);
});

test('sysctl -a is sorted, has " = " between name and value, and the two ports as a terminal shows the tab', () => {
  const lines = shown('sysctl -a');
  expect(lines[0]).toBe('net.core.somaxconn = 4096');
  expect(lines).toContain('net.ipv4.tcp_syncookies = 1');
  expect(lines).toContain('net.ipv4.ip_local_port_range = 32768    60999');
  expect(lines).toEqual(lines.toSorted());
  expect(shown('sysctl -a | grep recycle')).toEqual([]);
  expect(shown('sysctl -a | grep recycle', [machine('old', { kernel: '2.6.32' })])).toEqual(['net.ipv4.tcp_tw_recycle = 0']);
});

test('tcpdump prints what passed the interface of the host', () => {
  const syn = segment({ srcIp: ip('10.0.0.5'), srcPort: 40_112, dstIp: ip('10.0.0.9'), dstPort: 80, flags: SYN, seq: 5000, win: 64_240 });
  expect(shown('tcpdump -n', [machine('server', { captured: [{ at: 1020, segment: syn }] })])).toEqual(['00:00:01.020000 IP 10.0.0.5.40112 > 10.0.0.9.80: Flags [S], seq 5000, win 64240, length 0']);
});

test('pipes count, choose and cut lines', () => {
  expect(shown('ss -ltn | wc -l')).toEqual(['1']);
  expect(shown('sysctl -a | grep tcp_syn | grep -v retries | wc -l')).toEqual(['2']);
  expect(shown('sysctl -a | head -1')).toEqual(['net.core.somaxconn = 4096']);
  expect(shown('sysctl -a | tail -n 1')).toEqual(['net.ipv4.tcp_window_scaling = 1']);
});

test('of several hosts each is under its name', () => {
  expect(shown('dmesg', [machine('client'), machine('server')])).toEqual(['client:', 'server:']);
});

test.each([
  ['ss -x', 'plain.parse.tool.ss'],
  ['ss', 'plain.parse.tool.ss'],
  ['ss -tan state timewait', 'plain.parse.tool.state'],
  ['ss -tan sport = http', 'plain.parse.tool.ss'],
  ['nstat -q', 'plain.parse.tool.nstat'],
  ['dmesg -w', 'plain.parse.tool.dmesg'],
  ['sysctl -a net', 'plain.parse.tool.sysctl'],
  ['tcpdump -n port 80', 'plain.parse.tool.tcpdump'],
  ['ss -tan | sort', 'plain.parse.tool.pipe'],
  ['sysctl tcp_syncookies=1', null],
  ['wait 3s', null],
])('%s: %s', (line, problem) => {
  expect(refused(line)).toBe(problem);
});
