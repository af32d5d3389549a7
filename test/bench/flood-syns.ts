import { bindCall, listenCall, openSocket, socketCall } from '../../source/kernel/calls.ts';
import { contextOf, type Output } from '../../source/kernel/context.ts';
import { createHost, type Host } from '../../source/kernel/host.ts';
import { receive } from '../../source/kernel/receive.ts';
import { LINUX_RULES } from '../../source/kernel/rule.ts';
import { ip } from '../../source/tcp/address.ts';
import { SYN } from '../../source/tcp/flags.ts';
import type { Segment } from '../../source/tcp/segment.ts';
import { heapInUse } from './heap.ts';
import { rounds, type Measure } from './measure.ts';

const MOST_SYNS = 1_000_000;
const SERVER = ip('192.0.2.80');
const OPTIONS = { mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 7 };

function syn(i: number): Segment {
  // The sources are spread over all addresses and ports, as forged ones are.
  return {
    srcIp: Math.imul(i, 0x9e3779b1) >>> 0,
    srcPort: 1024 + (i % 60_000),
    dstIp: SERVER,
    dstPort: 80,
    flags: SYN,
    seq: Math.imul(i, 0x85ebca6b) >>> 0,
    ack: 0,
    win: 64_240,
    options: OPTIONS,
    length: 0,
  };
}

/** A server with a full SYN queue and 4000 other sockets. */
function server(syncookies: number, out: Output): Host {
  const host = createHost('server', [SERVER], '6.18', 1, 1_000_000);
  host.sysctl.tcp_syncookies = syncookies;
  const ctx = contextOf(host, LINUX_RULES, 0, out);
  for (let i = 0; i < 4000; i++) socketCall(ctx);
  const made = socketCall(ctx);
  const listener = openSocket(ctx, made.ok === true ? made.value : -1)!;
  bindCall(ctx, listener, 0, 80);
  listenCall(ctx, listener, 128);
  for (let i = 0; i < 129; i++) receive(host, LINUX_RULES, 0, syn(-1 - i), out);
  return host;
}

function flood(syncookies: number, syns: number): { perSecond: number; bytesPerSyn: number; sent: number } {
  let sent = 0;
  const out: Output = { send: () => void sent++, note: () => undefined };
  const host = server(syncookies, out);
  for (let i = 0; i < syns / 20; i++) receive(host, LINUX_RULES, 1, syn(i), out);
  sent = 0;
  const before = heapInUse();
  const start = process.hrtime.bigint();
  for (let i = 0; i < syns; i++) receive(host, LINUX_RULES, 1 + i / 1000, syn(i), out);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const grown = heapInUse() - before;
  return { perSecond: syns / seconds, bytesPerSyn: grown / syns, sent };
}

/** How many SYNs a full listener takes in a second on one core, dropping them or answering with cookies; and what each leaves in memory. */
export function floodSyns(effort: number): Measure[] {
  const syns = rounds(MOST_SYNS, effort);
  return [0, 1].flatMap((syncookies) => {
    const { perSecond, bytesPerSyn, sent } = flood(syncookies, syns);
    const name = `flood-syns, tcp_syncookies=${syncookies}`;
    return [
      { name, value: Math.round(perSecond), unit: 'SYN/s', goal: '>= 1000000' },
      { name: `${name}, memory left behind`, value: Math.max(0, Math.round(bytesPerSyn * 10) / 10), unit: 'bytes/SYN' },
      { name: `${name}, answered`, value: sent / syns, unit: 'SYN-ACK/SYN' },
    ];
  });
}
