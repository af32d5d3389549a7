import { contextOf, type KernelEvent, type Output } from '../../kernel/context.ts';
import { createHost, type Host } from '../../kernel/host.ts';
import { profileOf, type ProfileId } from '../../kernel/profile.ts';
import { nextTimerAt, receive, runTimer } from '../../kernel/receive.ts';
import type { Rules } from '../../kernel/rule.ts';
import { parseSysctl } from '../../kernel/sysctl.ts';
import type { Ip } from '../../tcp/address.ts';
import { inWireOrder } from '../../tcp/option-order.ts';
import type { Segment } from '../../tcp/segment.ts';
import type { Ms } from '../../time.ts';
import type { CallOutcome, Fd, SystemCall } from '../run/system-call.ts';
import type { Need, Outbound, Running, Setup, Target } from '../run/target.ts';
import type { WireSegment } from '../run/wire-segment.ts';
import { counterOf, countersOf } from '../../kernel/counter-group.ts';
import type { Blocked } from './descriptor.ts';
import { socketLines, type SocketLine } from '../../kernel/socket-lines.ts';
import { AFTER_IDLE, EARLY_RETRANS, lacksOfTwin, MIN_TSO, RMEM, WMEM } from './twin-lacks.ts';
import { enterCall, enterClose, resumeCall, type Descriptors } from './twin-calls.ts';
import { fromWire } from './from-wire.ts';
import { hasNoEffect } from './settings-without-effect.ts';
import { tcpInfo } from './tcp-info.ts';
import { EXPANDED_SEND_BUFFER, refuseBeyondModel, refuseLossRecovery, refuseUnknown, refuseWrite } from './beyond-model.ts';

/** Secret and uptime of every twin: what a script sees does not depend on them. */
const SECRET = 20_261_122;
const UPTIME: Ms = 1_000_000;

interface RunningCall {
  readonly call: SystemCall;
  blocked: Blocked | null;
  outcome: CallOutcome | null;
}

/** The simulated kernel as a target of scripts: all times are virtual, nothing waits. */
export class TwinTarget implements Target {
  readonly kernel: string;
  readonly profile: ProfileId;
  readonly rules: Rules;
  host: Host;
  time: Ms = 0;
  remoteIp: Ip = 0;
  /** What a connection takes of what is written, when SO_SNDBUF is not set. */
  sendBuffer = EXPANDED_SEND_BUFFER;
  readonly outbox: Outbound[] = [];
  readonly descriptors: Descriptors = new Map();
  running: RunningCall | null = null;

  constructor(profile: ProfileId, rules: Rules = profileOf(profile).rules) {
    this.profile = profile;
    this.rules = rules;
    this.kernel = profile;
    this.host = createHost('twin', [], profile, SECRET, UPTIME);
  }

  get output(): Output {
    return {
      send: (segment) => {
        this.outbox.push({ at: this.time, segment: toWire(segment) });
      },
      note: (event) => this.noted(event),
    };
  }

  lacks(need: Need): string | null {
    return need.kind === 'counter' && counterOf(need.name) === null ? `counter ${need.name}` : lacksOfTwin(need, profileOf(this.profile));
  }

  async open({ localIp, remoteIp, mtu, pieces }: Setup): Promise<void> {
    this.host = createHost('twin', [localIp], this.profile, SECRET, UPTIME);
    this.remoteIp = remoteIp;
    this.host.mtu = mtu;
    this.host.pieces = pieces;
  }

  async sysctl(name: string, value: string): Promise<boolean> {
    if (name === RMEM) return this.setBuffer(value);
    if (name === WMEM) return this.setSendBuffer(value);
    if (name === MIN_TSO) return this.setLeastAtOnce(value);
    if (name === AFTER_IDLE) return this.setAfterIdle(value);
    if (name === EARLY_RETRANS) return this.setEarlyRetransmit(value);
    if (hasNoEffect(name, value)) return true;
    const write = parseSysctl(name, value, profileOf(this.profile).sysctls);
    if (write.ok) this.host.sysctl[write.name] = write.value;
    return write.ok;
  }

  /** `4096 131072 33554432`: least, initial and largest receive buffer. */
  setBuffer(value: string): boolean {
    const sizes = /^(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})$/.exec(value);
    if (!sizes) return false;
    this.host.rmem = { initial: Number(sizes[2]), max: Number(sizes[3]) };
    return true;
  }

  setSendBuffer(value: string): boolean {
    const sizes = /^(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})$/.exec(value);
    if (!sizes) return false;
    this.sendBuffer = Math.max(EXPANDED_SEND_BUFFER, Number(sizes[2]));
    return true;
  }

  setLeastAtOnce(value: string): boolean {
    if (!/^[1-9]\d{0,4}$/.test(value)) return false;
    this.host.leastAtOnce = Number(value);
    return true;
  }

  setAfterIdle(value: string): boolean {
    if (!/^[01]$/.test(value)) return false;
    this.host.forgetsIdleWindow = value === '1';
    return true;
  }

  /** From 3 on a probe goes out before the timeout; below it stands for what Linux no longer has. */
  setEarlyRetransmit(value: string): boolean {
    if (!/^[0-4]$/.test(value)) return false;
    this.host.probesLosses = Number(value) >= 3;
    return true;
  }

  async advertise(to: Ip, mss: number): Promise<boolean> {
    const { remoteIp } = this;
    if (to !== remoteIp) return false;
    this.host.advertisedMss = mss;
    return true;
  }

  async start(): Promise<void> {
    this.time = 0;
  }

  now(): Ms {
    return this.time;
  }

  async sleepUntil(at: Ms): Promise<void> {
    this.advance(at, () => false);
  }

  /** Runs timers until `until`, or until `enough` after one of them. */
  advance(until: Ms, enough: () => boolean): void {
    while (!enough()) {
      const next = Math.min(nextTimerAt(this.host), this.running?.blocked?.until ?? Infinity);
      if (next > until) {
        if (Number.isFinite(until)) this.time = Math.max(this.time, until);
        return;
      }
      if (next === Infinity) return;
      this.time = Math.max(this.time, next);
      if (nextTimerAt(this.host) <= this.time) runTimer(this.host, this.rules, this.time, this.output);
      this.resume();
    }
  }

  async inject(segment: WireSegment): Promise<void> {
    refuseUnknown(segment);
    const taken = fromWire(segment);
    refuseLossRecovery(this.host, taken);
    receive(this.host, this.rules, this.time, taken, this.output);
    this.resume();
    refuseBeyondModel(this.host);
  }

  async nextOutbound(until: Ms): Promise<Outbound | null> {
    this.advance(until, () => this.outbox.length > 0);
    return this.outbox.shift() ?? null;
  }

  async begin(call: SystemCall): Promise<Running> {
    const running: RunningCall = { call, blocked: null, outcome: null };
    this.running = running;
    const ctx = contextOf(this.host, this.rules, this.time, this.output);
    if (call.name === 'write') refuseWrite(this.descriptors.get(call.fd)?.socket, call.bytes, this.sendBuffer);
    const entered = call.name === 'close' ? enterClose(ctx, this.descriptors, call) : enterCall(ctx, this.descriptors, call);
    if ('result' in entered) this.finish(running, entered);
    else running.blocked = entered;
    refuseBeyondModel(this.host);
    return running;
  }

  finish(running: RunningCall, done: Omit<CallOutcome, 'at'>): void {
    running.outcome = { at: this.time, ...done };
    running.blocked = null;
    if (this.running === running) this.running = null;
  }

  /** Something happened: a blocked call may come back. */
  resume(): void {
    const { running } = this;
    if (!running?.blocked) return;
    const done = resumeCall(contextOf(this.host, this.rules, this.time, this.output), this.descriptors, running.blocked);
    if (done) this.finish(running, done);
  }

  /** A blocking connect() comes back by what the kernel tells. */
  noted(event: KernelEvent): void {
    const { running } = this;
    if (event.type !== 'returned' || event.call !== 'connect' || running?.call.name !== 'connect' || running.call.fd !== event.socket) return;
    this.finish(running, event.errno === null ? { result: 0, errno: null } : { result: -1, errno: event.errno });
  }

  async settle(running: Running, until: Ms): Promise<CallOutcome | null> {
    this.advance(until, () => running.outcome !== null);
    return running.outcome;
  }

  async info(fd: Fd): Promise<Readonly<Record<string, number>> | null> {
    const descriptor = this.descriptors.get(fd);
    return descriptor ? tcpInfo(descriptor.socket, this.time, profileOf(this.profile).constants) : null;
  }

  async sockets(): Promise<readonly SocketLine[]> {
    return socketLines(this.host);
  }

  async counters(): Promise<Readonly<Record<string, number>>> {
    return countersOf(this.host);
  }

  async close(): Promise<void> {
    this.running = null;
  }
}

/** As it crosses the wire: options in Linux's order. */
function toWire(segment: Segment): WireSegment {
  const { srcIp, srcPort, dstIp, dstPort, flags, seq, ack, win, length } = segment;
  return { srcIp, srcPort, dstIp, dstPort, flags, seq, ack, win, urg: 0, length, options: inWireOrder(segment.options) };
}
