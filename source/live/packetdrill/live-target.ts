import { existsSync } from 'node:fs';
import { release } from 'node:os';
import type { CallOutcome, Fd, SystemCall } from '../../packetdrill/run/system-call.ts';
import type { Need, Outbound, Running, Setup, Target } from '../../packetdrill/run/target.ts';
import { infoFeature } from '../../packetdrill/run/info-name.ts';
import type { WireSegment } from '../../packetdrill/run/wire-segment.ts';
import type { Ms } from '../../time.ts';
import { type Bench, openBench } from '../bench.ts';
import type { BlockingCaller } from '../blocking-caller.ts';
import { readEntries, readNamedCounters } from '../kernel-tables.ts';
import type { Libc } from '../libc.ts';
import { writeSysctl } from '../write-sysctl.ts';
import { hasInfoField, IPPROTO_TCP, MEMINFO_BYTES, readMemory, readTcpInfo, SO_MEMINFO, TCP_INFO, TCP_INFO_BYTES } from '../tcp-info.ts';
import { LEVELS } from './constants.ts';
import { blockingRequest, performCall, optionNumber, type Outcome, outcome, readPolled } from './perform-call.ts';
import { fromBytes, toBytes } from './wire-bytes.ts';
import type { SocketLine } from '../../kernel/socket-lines.ts';

/** A call that does not block comes back within this, ms: what is then still on its way is called running. */
const AT_ONCE = 3;

/** This machine's kernel as a target of packetdrill scripts: a namespace of its own, real time. */
export class LiveTarget implements Target {
  readonly kernel = `Linux ${release()}`;
  readonly #libc: Libc;
  readonly #blocking: BlockingCaller;
  #bench: Bench | null = null;
  #startedAt: Ms = 0;
  #before: Readonly<Record<string, number>> = {};
  readonly #outbound: Outbound[] = [];
  readonly #nonBlocking = new Set<Fd>();
  #running: { call: SystemCall; outcome: CallOutcome | null } | null = null;

  constructor(libc: Libc, blocking: BlockingCaller) {
    this.#libc = libc;
    this.#blocking = blocking;
  }

  get #open(): Bench {
    if (!this.#bench) throw new Error('the target is not open');
    return this.#bench;
  }

  lacks(need: Need): string | null {
    if (need.kind === 'info') return hasInfoField(need.field) ? null : infoFeature(need.field);
    if (need.kind === 'sysctl') return existsSync(`/proc/sys/${need.name.replaceAll('.', '/')}`) ? null : `sysctl ${need.name}`;
    if (need.kind === 'counter') return Object.hasOwn(readNamedCounters(), need.name) ? null : `counter ${need.name}`;
    if (need.kind === 'advmss') return 'ip route advmss';
    const { call } = need;
    if (call.name === 'read' && call.control) return 'recvmsg() msg_control';
    if ((call.name === 'getsockopt' || call.name === 'setsockopt') && optionNumber(call.option) < 0) return call.option.name;
    return null;
  }

  async open({ localIp, mtu }: Setup): Promise<void> {
    this.#bench = openBench(this.#libc, this.#blocking, { addresses: [localIp], mtu });
    this.#before = readNamedCounters();
  }

  async sysctl(name: string, value: string): Promise<boolean> {
    try {
      writeSysctl(name, value);
      return true;
    } catch {
      return false;
    }
  }

  async advertise(): Promise<boolean> {
    return false;
  }

  async start(): Promise<void> {
    this.#startedAt = this.#open.now();
  }

  now(): Ms {
    return this.#open.now() - this.#startedAt;
  }

  async sleepUntil(at: Ms): Promise<void> {
    this.#listen(at, () => false);
  }

  /** Keeps what the kernel sends, and what the blocked call comes back with, until `at` or until `enough`. */
  #listen(at: Ms, enough: () => boolean): void {
    const { wire } = this.#open;
    for (;;) {
      for (let heard = wire.next(); heard; heard = wire.next()) {
        const segment = fromBytes(heard.bytes);
        if (segment) this.#outbound.push({ at: heard.at - this.#startedAt, segment });
      }
      this.#collect();
      const left = at - this.now();
      if (left <= 0 || enough()) return;
      wire.sleep(left, this.#running && !this.#running.outcome ? this.#blocking.eventfd : undefined);
    }
  }

  /** Takes the result of the blocked call when it is there. */
  #collect(): void {
    const running = this.#running;
    if (!running || running.outcome) return;
    const returned = this.#blocking.result();
    if (!returned) return;
    running.outcome = this.#finished(running.call, { ...outcome(returned), ...(returned.polled ? { revents: readPolled(returned.polled) } : {}) });
  }

  #finished(call: SystemCall, result: Outcome): CallOutcome {
    if (result.errno === null) {
      if (call.name === 'socket' || call.name === 'accept') this.#open.own(result.result);
      if (call.name === 'close') this.#open.disown(call.fd);
      if (call.name === 'setfl') this.#nonBlocking[call.nonBlocking ? 'add' : 'delete'](call.fd);
      if (call.name === 'close') this.#nonBlocking.delete(call.fd);
    }
    return { ...result, at: this.now() };
  }

  async inject(segment: WireSegment): Promise<void> {
    this.#open.wire.injectBytes(toBytes(segment));
  }

  async nextOutbound(until: Ms): Promise<Outbound | null> {
    if (this.#outbound.length === 0) this.#listen(until, () => this.#outbound.length > 0);
    return this.#outbound.shift() ?? null;
  }

  async begin(call: SystemCall): Promise<Running> {
    const request = this.#canBlock(call) ? blockingRequest(call) : null;
    if (!request) return { outcome: this.#finished(call, performCall(this.#open, call)) };
    const running = { call, outcome: null as CallOutcome | null };
    this.#running = running;
    this.#blocking.start(request.call, request.request);
    this.#listen(this.now() + AT_ONCE, () => running.outcome !== null);
    return running;
  }

  #canBlock(call: SystemCall): boolean {
    if (call.name === 'poll') return true;
    if ((call.name === 'read' || call.name === 'write') && (call.badBuffer || call.flags.includes('MSG_DONTWAIT'))) return false;
    // close() blocks for SO_LINGER even on a descriptor that does not block (F5.12).
    return 'fd' in call && (call.name === 'close' || !this.#nonBlocking.has(call.fd));
  }

  async settle(running: Running, until: Ms): Promise<CallOutcome | null> {
    if (!running.outcome) this.#listen(until, () => running.outcome !== null);
    return running.outcome;
  }

  async info(fd: Fd): Promise<Readonly<Record<string, number>> | null> {
    const { calls } = this.#open;
    const { bytes, errno } = calls.getsockopt(fd, IPPROTO_TCP, TCP_INFO, TCP_INFO_BYTES);
    const memory = calls.getsockopt(fd, LEVELS.SOL_SOCKET, SO_MEMINFO, MEMINFO_BYTES).bytes;
    return errno === null && bytes && memory ? { ...readTcpInfo(bytes).fields, ...readMemory(memory) } : null;
  }

  async sockets(): Promise<readonly SocketLine[]> {
    const limits = this.#open.listenerLimits();
    return readEntries().map(({ state, local, remote, receiveQueue, sendQueue }) => ({
      state,
      localIp: local.ip,
      localPort: local.port,
      remoteIp: remote.ip,
      remotePort: remote.port,
      recvQ: receiveQueue,
      sendQ: state === 'LISTEN' ? (limits.get(local.port) ?? 0) : sendQueue,
    }));
  }

  async counters(): Promise<Readonly<Record<string, number>>> {
    return Object.fromEntries(Object.entries(readNamedCounters()).map(([name, count]) => [name, count - (this.#before[name] ?? 0)]));
  }

  async close(): Promise<void> {
    this.#bench?.close();
    this.#bench = null;
  }
}
