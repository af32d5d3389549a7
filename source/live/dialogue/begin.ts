import type { Ip } from '../../tcp/address.ts';
import { ACK, FIN, type Flags, PSH, SYN } from '../../tcp/flags.ts';
import type { Segment } from '../../tcp/segment.ts';
import { add } from '../../tcp/sequence.ts';
import type { TcpState } from '../../tcp/state.ts';
import type { Ms } from '../../time.ts';
import type { Bench } from '../bench.ts';
import { writeSysctl } from '../write-sysctl.ts';
import { int32, type Returned } from '../system-call.ts';
import type { Beginning, BegunConnection } from './dialogue.ts';
import type { Numbers } from './numbers.ts';

/** Round-trip time of the handshake: it gives the timeout that the simulated connections have (240 ms). */
const ROUND_TRIP: Ms = 40;
/**
 * What a connection has received before: small segments, until the 16 quick acknowledgments are over and the delayed ones
 * begin (F12.5). Segments of 128 bytes or more would make the window grow, and each that does is acknowledged at once.
 * Source: tcp_input.c:tcp_event_data_recv, tcp_grow_window.
 */
const WARM_UP: readonly number[] = Array.from({ length: 20 }, () => 1);
const PAUSE: Ms = 2;
/** Longer than a delayed acknowledgment takes. */
const QUIET: Ms = 70;
const OUR_FIN: ReadonlySet<TcpState> = new Set(['FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);
const THEIR_FIN: ReadonlySet<TcpState> = new Set(['CLOSE-WAIT', 'CLOSING', 'LAST-ACK', 'TIME-WAIT']);

/** Sequence numbers that the host has used when a connection in this state begins: its SYN, and a FIN. */
export function usedNumbers(state: TcpState): number {
  return OUR_FIN.has(state) ? 2 : 1;
}

/** Brings the kernel to what a dialogue begins with: a listener, or a connection in any state, reached by its own history. */
export function begin(bench: Bench, ip: Ip, descriptors: Map<number, number>, numbers: Numbers, beginning: Beginning): void {
  if (beginning.kind === 'listener') {
    const fd = value(bench.calls.socket());
    bench.own(fd);
    if (beginning.reuseAddr) value(bench.calls.setsockopt(fd, 1, 2, int32(1)));
    value(bench.calls.bind(fd, 0, beginning.port));
    value(bench.calls.listen(fd, beginning.backlog));
    descriptors.set(beginning.gives, fd);
    return;
  }
  const fd = new Opening(bench, ip, numbers, beginning, listenerOn(bench, descriptors, beginning.localPort)).open();
  if (beginning.gives !== null) descriptors.set(beginning.gives, fd);
}

function value(returned: Returned): number {
  if (returned.errno !== null) throw new Error(`a beginning cannot be reached: ${returned.errno}`);
  return returned.value;
}

function listenerOn(bench: Bench, descriptors: ReadonlyMap<number, number>, port: number): number | null {
  const isListening = (fd: number): boolean => bench.listenerLimits().has(port) && bench.calls.localPort(fd) === port;
  return [...descriptors.values()].find(isListening) ?? null;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((all, length) => all + length, 0);
}

/** One connection on its way into its state. */
class Opening {
  readonly #bench: Bench;
  readonly #ip: Ip;
  readonly #numbers: Numbers;
  readonly #to: BegunConnection;
  readonly #listener: number | null;
  #next: number;
  #acked = 1;

  constructor(bench: Bench, ip: Ip, numbers: Numbers, to: BegunConnection, listener: number | null) {
    this.#bench = bench;
    this.#ip = ip;
    this.#numbers = numbers;
    this.#to = to;
    this.#listener = listener;
    this.#next = add(to.rcvNxt, -(1 + sum(this.#warmUp) + to.unread + (THEIR_FIN.has(to.state) ? 1 : 0)));
  }

  /** TIME-WAIT has no delayed acknowledgments, and remembers no bytes. */
  get #warmUp(): readonly number[] {
    return this.#to.state === 'TIME-WAIT' ? [] : WARM_UP;
  }

  open(): number {
    const fd = this.#listener === null ? this.#connect() : this.#accept(this.#listener);
    this.#receive(fd);
    this.#close(fd);
    return fd;
  }

  #accept(listener: number): number {
    this.#say(SYN);
    this.#rest(ROUND_TRIP);
    this.#say(ACK);
    this.#rest(PAUSE);
    const fd = value(this.#bench.calls.accept(listener));
    this.#bench.own(fd);
    return fd;
  }

  #connect(): number {
    const { calls } = this.#bench;
    const { localPort, remoteIp, remotePort } = this.#to;
    const fd = value(calls.socket());
    this.#bench.own(fd);
    if (this.#to.reuseAddr) value(calls.setsockopt(fd, 1, 2, int32(1)));
    // As a connect() without bind() has left it, where the kernel may choose that port: one that bind() chose is shunned later (F8.10).
    if (localPort < 1024) value(calls.bind(fd, this.#ip, localPort));
    else writeSysctl('net.ipv4.ip_local_port_range', `${localPort} ${localPort}`);
    calls.connect(fd, remoteIp, remotePort);
    this.#rest(ROUND_TRIP);
    this.#say(SYN | ACK);
    this.#rest(PAUSE);
    return fd;
  }

  #receive(fd: number): void {
    for (const length of this.#warmUp) {
      this.#say(ACK | PSH, length);
      this.#rest(PAUSE);
    }
    const bytes = sum(this.#warmUp);
    if (bytes > 0) value(this.#bench.calls.read(fd, bytes));
    if (this.#to.unread > 0) this.#say(ACK | PSH, this.#to.unread);
    if (bytes + this.#to.unread > 0) this.#rest(QUIET);
  }

  #close(fd: number): void {
    const { state, orphan } = this.#to;
    const finish = (): void => {
      if (orphan || state === 'TIME-WAIT') {
        value(this.#bench.calls.close(fd));
        this.#bench.disown(fd);
      } else value(this.#bench.calls.shutdown(fd, 1));
      this.#rest(PAUSE);
    };
    if (state === 'CLOSE-WAIT' || state === 'LAST-ACK') {
      this.#say(FIN | ACK);
      this.#rest(QUIET);
      if (state === 'LAST-ACK') finish();
      return;
    }
    if (!OUR_FIN.has(state)) return;
    finish();
    if (state === 'FIN-WAIT-1') return;
    if (state !== 'CLOSING') this.#acked = 2;
    this.#say(state === 'FIN-WAIT-2' ? ACK : FIN | ACK);
    this.#rest(PAUSE);
  }

  /** Says the next segment of the other side; relative ACK. */
  #say(flags: Flags, length = 0): void {
    const { localPort, remoteIp, remotePort, tsRecent } = this.#to;
    const isSyn = (flags & SYN) !== 0;
    const segment: Segment = {
      srcIp: remoteIp,
      srcPort: remotePort,
      dstIp: this.#ip,
      dstPort: localPort,
      flags,
      seq: this.#next,
      ack: (flags & ACK) === 0 ? 0 : this.#acked,
      win: isSyn ? 64_240 : 63,
      length,
      options: {
        ...(isSyn ? { mss: 1460, sackPermitted: true, wscale: 10 } : {}),
        ...(tsRecent === null ? {} : { ts: { val: tsRecent, ecr: 0 } }),
      },
    };
    this.#bench.wire.inject(this.#numbers.toHost(segment));
    this.#next = add(this.#next, length + (isSyn ? 1 : 0) + (flags & FIN));
  }

  /** Lets time pass and learns from what the kernel says. */
  #rest(ms: Ms): void {
    const { wire } = this.#bench;
    const until = this.#bench.now() + ms;
    for (;;) {
      for (let heard = wire.next(); heard; heard = wire.next()) if (heard.segment) this.#numbers.hear(heard.segment);
      const left = until - this.#bench.now();
      if (left <= 0) return;
      wire.sleep(left);
    }
  }
}
