import { acceptCall, bindCall, closeCall, connectCall, listenCall, openSocket, readCall, shutdownCall, socketCall, writeCall } from '../../source/kernel/calls.ts';
import type { CallResult } from '../../source/kernel/call-errnos.ts';
import { type Context, contextOf, type KernelEvent } from '../../source/kernel/context.ts';
import type { CounterName, Counters } from '../../source/kernel/counter.ts';
import type { DecisionName } from '../../source/kernel/decision.ts';
import { createHost, type HashEntry, type Host, type Socket } from '../../source/kernel/host.ts';
import { findEntry } from '../../source/kernel/lookup.ts';
import { nextTimerAt, receive, runTimer } from '../../source/kernel/receive.ts';
import { DEFAULT_PROFILE, type ProfileId } from '../../source/kernel/profile.ts';
import type { Rules } from '../../source/kernel/rule.ts';
import type { SysctlTable } from '../../source/kernel/sysctl.ts';
import { ip } from '../../source/tcp/address.ts';
import { ACK, has, SYN } from '../../source/tcp/flags.ts';
import type { Scope } from '../../source/tcp/notation/formula.ts';
import { parseSegment } from '../../source/tcp/notation/parse-segment.ts';
import { printPacketdrill } from '../../source/tcp/notation/print-packetdrill.ts';
import { add } from '../../source/tcp/sequence.ts';
import type { Segment } from '../../source/tcp/segment.ts';
import type { Ms } from '../../source/time.ts';

/** The host under test heard or said something else than the conversation has it. */
export class Misheard extends Error {
  override name = 'Misheard';
}

export interface Heard {
  /** ms since the conversation began. */
  readonly at: Ms;
  readonly segment: Segment;
  readonly retransmission: boolean;
}

export interface ConversationSetup {
  readonly rules?: Rules | undefined;
  readonly kernel?: ProfileId | undefined;
  readonly sysctl?: Partial<SysctlTable> | undefined;
}

export const HOST_IP = ip('192.0.2.80');
export const PEER_IP = ip('192.0.2.1');
export const SERVER_PORT = 80;
export const PEER_PORT = 40_000;
/** The peer's initial sequence number unless it says another. */
export const PEER_ISN = 1000;

/**
 * A host in virtual time with somebody who talks to it: what is said arrives at once, what the host sends waits to be
 * heard. Whoever speaks or asks for the state while something is unheard gets a Misheard: nothing is sent unnoticed.
 */
export class Conversation {
  readonly host: Host;
  readonly rules: Rules | null;
  now: Ms = 0;
  outbox: Heard[] = [];
  events: KernelEvent[] = [];
  /** The listening socket and the connection that the calls without a number mean. */
  listener = 0;
  fd = 0;
  readonly peer: Peer;

  constructor(setup: ConversationSetup = {}) {
    this.rules = setup.rules ?? null;
    this.host = createHost('server', [HOST_IP], setup.kernel ?? DEFAULT_PROFILE, 0x5eed, 1_000_000);
    Object.assign(this.host.sysctl, setup.sysctl);
    this.peer = new Peer(this, PEER_IP, PEER_PORT, SERVER_PORT);
  }

  /** Somebody else, or the same host from another port. */
  other(port: number, address = PEER_IP, hostPort = SERVER_PORT): Peer {
    return new Peer(this, address, port, hostPort);
  }

  get output(): { send(segment: Segment, retransmission: boolean): void; note(event: KernelEvent): void } {
    return {
      send: (segment, retransmission) => void this.outbox.push({ at: this.now, segment, retransmission }),
      note: (event) => void this.events.push(event),
    };
  }

  get context(): Context {
    return contextOf(this.host, this.rules, this.now, this.output);
  }

  deliver(segment: Segment): void {
    receive(this.host, this.rules, this.now, segment, this.output);
  }

  /** Lets virtual time pass; timers that are due run, in order. */
  after(ms: Ms): void {
    const end = this.now + ms;
    for (let due = nextTimerAt(this.host); due <= end; due = nextTimerAt(this.host)) {
      this.now = due;
      runTimer(this.host, this.rules, due, this.output);
    }
    this.now = end;
  }

  /** Lets time pass and returns what the host sent meanwhile; `at` counts from now on. */
  overhear(ms: Ms): Heard[] {
    this.silence();
    const start = this.now;
    this.after(ms);
    return this.outbox.splice(0).map((heard) => ({ ...heard, at: heard.at - start }));
  }

  /** Nothing was sent that has not been heard. */
  silence(): void {
    const first = this.outbox[0];
    if (first) throw new Misheard(`expected silence, heard ${printPacketdrill(first.segment)} at ${first.at} ms (${this.outbox.length} unheard)`);
  }

  say(text: string): void {
    this.peer.say(text);
  }

  hear(text: string): Heard {
    return this.peer.hear(text);
  }

  /** Nothing more is heard, and the peer's tuple is in this state. */
  stateIs(state: string): void {
    this.silence();
    const now = this.peer.state();
    if (now !== state) throw new Misheard(`expected state ${state}, it is ${now}`);
  }

  /** These counters changed by so much since the last look; others are not looked at. */
  counted(expected: Partial<Counters>, since: Counters): void {
    for (const [name, by] of Object.entries(expected) as [CounterName, number][]) {
      const change = this.host.counters[name] - since[name];
      if (change !== by) throw new Misheard(`expected ${name} +${by}, it changed by ${change}`);
    }
  }

  counters(): Counters {
    return { ...this.host.counters };
  }

  /** What the kernel decided since the conversation began. */
  decisions(): DecisionName[] {
    return this.events.flatMap((event) => (event.type === 'decided' ? [event.decision] : []));
  }

  socketOf(fd = this.fd): Socket {
    const socket = openSocket(this.context, fd);
    if (!socket) throw new Misheard(`socket ${fd} is not open`);
    return socket;
  }

  socket(): number {
    const made = socketCall(this.context);
    if (made.ok !== true) throw new Misheard('socket() failed');
    return made.value;
  }

  bind(fd: number, port = SERVER_PORT, address = 0): CallResult {
    return bindCall(this.context, this.socketOf(fd), address, port);
  }

  listen(fd: number, backlog: number): CallResult {
    return listenCall(this.context, this.socketOf(fd), backlog);
  }

  /** A listening socket on the server's port. */
  serve(backlog: number, reuseAddr = true): number {
    this.listener = this.socket();
    this.socketOf(this.listener).reuseAddr = reuseAddr;
    for (const result of [this.bind(this.listener), this.listen(this.listener, backlog)]) if (result.ok !== true) throw new Misheard(`serve(): ${JSON.stringify(result)}`);
    return this.listener;
  }

  connect(fd = this.fd, port = PEER_PORT, address = PEER_IP): CallResult {
    return connectCall(this.context, this.socketOf(fd), address, port);
  }

  accept(): CallResult {
    const result = acceptCall(this.context, this.socketOf(this.listener));
    if (result.ok === true) this.fd = result.value;
    return result;
  }

  read(bytes = 4096, fd = this.fd): CallResult {
    return readCall(this.context, this.socketOf(fd), bytes);
  }

  write(data: string, fd = this.fd): CallResult {
    return writeCall(this.context, this.socketOf(fd), data);
  }

  shutdown(how: 'RD' | 'WR' | 'RDWR', fd = this.fd): CallResult {
    return shutdownCall(this.context, this.socketOf(fd), how);
  }

  close(fd = this.fd): CallResult {
    return closeCall(this.context, this.socketOf(fd));
  }
}

/** One end outside the host: an address and a port that talk to a port of it. */
export class Peer {
  readonly with: Conversation;
  readonly address: number;
  readonly port: number;
  hostPort: number;
  /** Numbers as the host last had them: they outlive its socket. */
  numbers: Record<string, number> = { IRS: PEER_ISN, ISS: 0, 'RCV.NXT': PEER_ISN, 'SND.NXT': 0, 'SND.UNA': 0, TSECR: 0 };
  /** Puts timestamps on everything it says. */
  ts = false;

  constructor(conversation: Conversation, address: number, port: number, hostPort: number) {
    this.with = conversation;
    this.address = address;
    this.port = port;
    this.hostPort = hostPort;
  }

  entry(): HashEntry | undefined {
    return findEntry(this.with.host, HOST_IP, this.hostPort, this.address, this.port);
  }

  state(): string {
    const entry = this.entry();
    if (!entry) return 'CLOSED';
    if (entry.kind === 'request') return 'SYN-RECEIVED request';
    return entry.kind === 'time-wait' ? `${entry.substate} mini-socket` : entry.state;
  }

  private refresh(): Scope {
    const entry = this.entry();
    const n = this.numbers;
    if (entry?.kind === 'request') Object.assign(n, { IRS: entry.irs, ISS: entry.iss, 'SND.NXT': add(entry.iss, 1), 'SND.UNA': entry.iss, 'RCV.NXT': entry.rcvNxt });
    else if (entry?.kind === 'time-wait') Object.assign(n, { 'SND.NXT': entry.sndNxt, 'SND.UNA': entry.sndNxt, 'RCV.NXT': entry.rcvNxt });
    else if (entry) Object.assign(n, { ISS: entry.iss, 'SND.NXT': entry.sndNxt, 'SND.UNA': entry.sndUna, ...(entry.state === 'SYN-SENT' ? {} : { IRS: entry.irs, 'RCV.NXT': entry.rcvNxt }) });
    if (entry) n['RCV.WND'] = entry.rcvWnd;
    n.TSVAL = 5000 + this.with.now;
    return n;
  }

  private parse(text: string, defaults?: Partial<Segment>): Partial<Segment> {
    const parsed = parseSegment(text, { scope: this.refresh(), ...(defaults ? { defaults } : {}) });
    if (!parsed.ok) throw new TypeError(`"${text}": ${JSON.stringify(parsed)}`);
    return parsed.fields;
  }

  /**
   * Sends a segment to the host. What the text leaves out fits: seq RCV.NXT, ack SND.NXT, win 64240, and the timestamp
   * option once timestamps were agreed on. Names: IRS, ISS, RCV.NXT, RCV.WND, SND.NXT, SND.UNA, TSVAL, TSECR.
   */
  say(text: string): void {
    this.with.silence();
    const n = this.refresh();
    const fields = this.parse(text, {
      flags: 0,
      seq: n['RCV.NXT'] ?? 0,
      ack: n['SND.NXT'] ?? 0,
      win: 64_240,
      length: 0,
      options: this.ts ? { ts: { val: n.TSVAL ?? 0, ecr: n.TSECR ?? 0 } } : {},
    }) as Segment;
    const data = fields.data ?? 'x'.repeat(fields.length);
    const segment: Segment = { ...fields, ...(data ? { data } : {}), srcIp: this.address, srcPort: this.port, dstIp: HOST_IP, dstPort: this.hostPort };
    if (has(segment.flags, SYN)) this.numbers.IRS = segment.seq;
    this.with.deliver(segment);
    this.refresh();
  }

  /** Takes the next thing the host sent; it must go to this peer and have the fields that the text gives. */
  hear(text: string): Heard {
    const heard = this.with.outbox.shift();
    if (!heard) throw new Misheard(`expected ${text}, heard nothing`);
    const { segment } = heard;
    const came = printPacketdrill(segment);
    if (segment.dstIp !== this.address || segment.dstPort !== this.port) throw new Misheard(`expected ${text}, heard ${came} for somebody else`);
    if (has(segment.flags, SYN)) Object.assign(this.numbers, { ISS: segment.seq, 'SND.NXT': add(segment.seq, 1), ...(has(segment.flags, ACK) ? { 'RCV.NXT': segment.ack } : {}) });
    if (segment.options.ts) this.numbers.TSECR = segment.options.ts.val;
    const { options, ...fields } = this.parse(text);
    for (const [name, value] of Object.entries(fields)) {
      if (segment[name as keyof Segment] !== value) throw new Misheard(`expected ${text} (${name} ${value}), heard ${came}`);
    }
    for (const [name, value] of Object.entries(options ?? {})) {
      const is = segment.options[name as keyof Segment['options']];
      if (JSON.stringify(is) !== JSON.stringify(value)) throw new Misheard(`expected ${text} (${name} ${JSON.stringify(value)}), heard ${came}`);
    }
    return heard;
  }
}
