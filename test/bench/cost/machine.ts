import { bindCall, listenCall, openSocket, socketCall } from '../../../source/kernel/calls.ts';
import { contextOf, type Context, type Output } from '../../../source/kernel/context.ts';
import { createHost, type Host } from '../../../source/kernel/host.ts';
import { LINUX_RULES } from '../../../source/kernel/rule.ts';
import { ip } from '../../../source/tcp/address.ts';
import { SYN } from '../../../source/tcp/flags.ts';
import type { Segment } from '../../../source/tcp/segment.ts';

export const SERVER = ip('192.0.2.80');
const OPTIONS = { mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 7 };
export const SILENT: Output = { send: () => undefined, note: () => undefined };

export function machine(): Host {
  return createHost('server', [SERVER], '6.18', 1, 1_000_000);
}

export function at(host: Host, now: number, out: Output = SILENT): Context {
  return contextOf(host, LINUX_RULES, now, out);
}

/** Opens a listener on port 80 with the backlog of most servers today. */
export function listen(host: Host, backlog = 4096): void {
  const ctx = at(host, 0);
  const made = socketCall(ctx);
  const socket = openSocket(ctx, made.ok === true ? made.value : -1)!;
  bindCall(ctx, socket, 0, 80);
  listenCall(ctx, socket, backlog);
}

/** A SYN from the i-th of many sources, spread over all addresses and ports as forged ones are. */
export function syn(i: number): Segment {
  return { srcIp: Math.imul(i, 0x9e3779b1) >>> 0, srcPort: 1024 + (i % 60_000), dstIp: SERVER, dstPort: 80, flags: SYN, seq: Math.imul(i, 0x85ebca6b) >>> 0, ack: 0, win: 64_240, options: OPTIONS, length: 0 };
}
