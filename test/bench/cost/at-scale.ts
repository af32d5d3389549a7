import { acceptCall, closeCall, connectCall, openSocket, socketCall } from '../../../source/kernel/calls.ts';
import type { Output } from '../../../source/kernel/context.ts';
import type { Host } from '../../../source/kernel/host.ts';
import { nextTimerAt, receive, runTimer } from '../../../source/kernel/receive.ts';
import { LINUX_RULES } from '../../../source/kernel/rule.ts';
import { enterTimeWait } from '../../../source/kernel/time-wait-enter.ts';
import { createSocket } from '../../../source/kernel/socket.ts';
import { ip } from '../../../source/tcp/address.ts';
import { ACK, RST } from '../../../source/tcp/flags.ts';
import type { Segment } from '../../../source/tcp/segment.ts';
import { rounds, type Measure } from '../measure.ts';
import { growth, type Task } from './growth.ts';
import { at, listen, machine, SERVER, SILENT, syn } from './machine.ts';

/** SYNs a ms of virtual time: a million in ten seconds. */
const RATE = 100;

/** Forged SYNs into an empty queue, without cookies: what fits is kept and times out, the rest is dropped. */
const spoofedSyns: Task = (size) => {
  const host = machine();
  host.sysctl.tcp_syncookies = 0;
  listen(host);
  let sent = 0;
  const out: Output = { send: () => void sent++, note: () => undefined };
  for (let i = 0; i < size; i++) {
    const now = i / RATE;
    while (nextTimerAt(host) <= now) runTimer(host, LINUX_RULES, nextTimerAt(host), out);
    receive(host, LINUX_RULES, now, syn(i), out);
  }
  return { kept: host, done: host.listeners.values().next().value?.listener?.qlen ?? 0 };
};

/**
 * Cookies made, and each brought back by an ACK: the connection that it makes is accepted, closed and reset at once, so that the next
 * has room.
 */
const cookies: Task = (size) => {
  const host = machine();
  host.sysctl.tcp_syncookies = 2;
  listen(host);
  const listener = host.listeners.values().next().value!;
  let answer: Segment | null = null;
  const out: Output = { send: (segment) => { answer = segment; }, note: () => undefined };
  let accepted = 0;
  for (let i = 0; i < size; i++) {
    const now = i / RATE;
    const first = syn(i);
    receive(host, LINUX_RULES, now, first, out);
    const cookie = answer as Segment | null;
    if (!cookie) continue;
    const final = { ...first, flags: ACK, seq: (first.seq + 1) >>> 0, ack: (cookie.seq + 1) >>> 0, options: { ts: { val: 2, ecr: cookie.options.ts?.val ?? 0 } } };
    receive(host, LINUX_RULES, now, final, out);
    const ctx = at(host, now, out);
    const child = acceptCall(ctx, listener);
    if (child.ok !== true) continue;
    accepted++;
    receive(host, LINUX_RULES, now, { ...final, flags: RST, ack: 0, options: {} }, out);
    closeCall(ctx, openSocket(ctx, child.value)!);
  }
  return { kept: host, done: accepted };
};

function withTimeWaits(size: number): Host {
  const host = machine();
  host.sysctl.tcp_max_tw_buckets = size;
  for (let i = 0; i < size; i++) {
    const ctx = at(host, (i * 10_000) / size);
    const socket = createSocket(host, 1000);
    Object.assign(socket, { bound: true, open: false, localIp: SERVER, localPort: 80, remoteIp: Math.imul(i, 0x9e3779b1) >>> 0, remotePort: 1024 + (i % 60_000), state: 'FIN-WAIT-2' });
    enterTimeWait(ctx, socket, 'TIME-WAIT', 60_000);
  }
  return host;
}

/** TIME_WAIT records that begin within ten seconds: their memory while they last. */
const heldTimeWaits: Task = (size) => {
  const host = withTimeWaits(size);
  return { kept: host, done: host.timeWaitCount };
};

/** The same, until all have expired. */
const expiredTimeWaits: Task = (size) => {
  const host = withTimeWaits(size);
  while (nextTimerAt(host) < Infinity) runTimer(host, LINUX_RULES, nextTimerAt(host), SILENT);
  return { kept: host, done: size - host.timeWaitCount };
};

/** connect() to one destination until there are no ports: 28,232 of them, even ones first (F8.7, F8.9). */
const ports: Task = (size) => {
  const host = machine();
  const destination = ip('198.51.100.1');
  let connected = 0;
  for (let i = 0; i < size; i++) {
    const ctx = at(host, i / RATE);
    const made = socketCall(ctx);
    const socket = openSocket(ctx, made.ok === true ? made.value : -1)!;
    if (connectCall(ctx, socket, destination, 443).ok === 'blocks') connected++;
  }
  return { kept: host, done: connected };
};

/** Ephemeral ports that there are for one destination. */
export const EPHEMERAL_PORTS = 28_232;

const decades = (most: number, effort: number): readonly number[] => [most / 100, most / 10, most].map((size) => rounds(size, effort));

export function spoofedSynsAtScale(effort: number): readonly Measure[] {
  return growth('spoofed SYNs', 'left in the SYN queue', spoofedSyns, decades(1_000_000, effort));
}

export function cookiesAtScale(effort: number): readonly Measure[] {
  return growth('cookies made and checked', 'cookies', cookies, decades(1_000_000, effort));
}

export function timeWaitsAtScale(effort: number): readonly Measure[] {
  const sizes = decades(500_000, effort);
  return [...growth('TIME_WAIT records held', 'held', heldTimeWaits, sizes), ...growth('TIME_WAIT records expiring', 'expired', expiredTimeWaits, sizes)];
}

/** The last size asks for one port more than there are. */
export function portsAtScale(effort: number): readonly Measure[] {
  return growth('ports taken', 'connected', ports, [EPHEMERAL_PORTS / 16, EPHEMERAL_PORTS / 4, EPHEMERAL_PORTS + 1].map((size) => rounds(size, effort)));
}
