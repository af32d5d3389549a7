import { allEntries } from '../../source/kernel/lookup.ts';
import type { HashEntry } from '../../source/kernel/host.ts';
import { windowLeft } from '../../source/kernel/receive-window.ts';
import type { Dialogue, Step } from '../../source/live/dialogue/dialogue.ts';
import { createRandom, nextInt, nextUnit, type Random } from '../../source/random.ts';
import { ip } from '../../source/tcp/address.ts';
import { ACK, FIN, PSH, RST, SYN } from '../../source/tcp/flags.ts';
import type { TcpOptions } from '../../source/tcp/options.ts';
import type { Segment } from '../../source/tcp/segment.ts';
import { add } from '../../source/tcp/sequence.ts';
import type { Ms } from '../../source/time.ts';
import type { Call } from '../../source/world/move.ts';
import { Twin } from './twin.ts';

export const HOST = ip('192.168.0.1');
export const PEER = ip('192.0.2.1');
const SERVER_PORT = 8080;
const CLIENT_PORT = 9000;
const PEER_PORT = 40_000;

const pick = <T>(random: Random, items: readonly T[]): T => items[nextInt(random, 0, items.length - 1)]!;
const chance = (random: Random, p: number): boolean => nextUnit(random) < p;

/** Settings that are worth varying, with values at their edges. */
const SYSCTLS: ReadonlyArray<readonly [string, readonly number[]]> = [
  ['tcp_syncookies', [0, 1, 2]],
  ['tcp_abort_on_overflow', [0, 1]],
  ['tcp_rfc1337', [0, 1]],
  ['tcp_timestamps', [0, 1, 2]],
  ['tcp_sack', [0, 1]],
  ['tcp_window_scaling', [0, 1]],
  ['tcp_invalid_ratelimit', [0, 500]],
  ['tcp_max_tw_buckets', [0, 1, 131_072]],
  ['tcp_fin_timeout', [0, 1, 60, 61]],
  ['tcp_syn_linear_timeouts', [0, 1, 4]],
  ['tcp_syn_retries', [1, 2, 6]],
  ['tcp_synack_retries', [0, 1, 5]],
  ['tcp_orphan_retries', [0, 1, 2]],
  ['somaxconn', [0, 1, 4096]],
  ['tcp_max_syn_backlog', [2, 8, 2048]],
  ['tcp_tw_reuse', [0, 1, 2]],
  ['tcp_tw_reuse_delay', [1, 1000]],
  ['tcp_retries2', [0, 1, 15]],
];

/** How the other side opens. */
interface Peer {
  readonly port: number;
  readonly isn: number;
  readonly ts: boolean;
  readonly sack: boolean;
  readonly scale: boolean;
  readonly mss: number | null;
}

/** Writes a dialogue while the simulated kernel lives through it, so that segments can aim at what it has. */
class Writer {
  readonly random: Random;
  readonly twin: Twin;
  readonly steps: Step[] = [];
  readonly sysctls: Record<string, number> = {};
  readonly peers: Peer[];
  now: Ms = 5;
  /** Descriptors that the dialogue names. */
  descriptors: number[] = [];
  nextDescriptor = 1;
  listener = 0;

  constructor(seed: number) {
    this.random = createRandom(seed);
    for (const [name, values] of SYSCTLS) if (chance(this.random, 0.1)) this.sysctls[name] = pick(this.random, values);
    this.twin = new Twin({ ip: HOST, sysctls: this.sysctls });
    const ts = chance(this.random, 0.6);
    this.peers = [0, 1, 2, 3].map((i) => ({
      port: PEER_PORT + i,
      isn: pick(this.random, [1000, 0, 4_294_967_295, 2_147_483_647, nextInt(this.random, 0, 4_294_967_295)]),
      ts,
      sack: chance(this.random, 0.8),
      scale: chance(this.random, 0.8),
      mss: chance(this.random, 0.9) ? pick(this.random, [1460, 1460, 1000, 536, 8960]) : null,
    }));
  }

  get dialogue(): Dialogue {
    return { ip: HOST, sysctls: this.sysctls, steps: this.steps, until: this.now + 30 };
  }

  do(step: Step): void {
    this.steps.push(step);
    this.twin.make(step, step.at);
    this.now += this.gap();
  }

  /** Mostly little; sometimes beyond a timer. Never close to where the delayed ACK (40 ms) or the first retransmission (200 ms) is due. */
  gap(): Ms {
    const r = nextUnit(this.random);
    if (r < 0.82) return nextInt(this.random, 3, 14);
    if (r < 0.93) return nextInt(this.random, 55, 90);
    if (r < 0.985) return nextInt(this.random, 260, 330);
    return nextInt(this.random, 1120, 1300);
  }

  call(call: Call): string | null {
    const gives = call.call === 'socket' || call.call === 'accept' ? this.nextDescriptor++ : undefined;
    this.do({ at: this.now, do: 'call', call, ...(gives === undefined ? {} : { gives }) });
    const result = this.twin.results.at(-1) ?? null;
    if (gives !== undefined && result === 'fd') this.descriptors.push(gives);
    if (call.call === 'close') this.descriptors = this.descriptors.filter((fd) => fd !== call.socket);
    return result;
  }

  /** Lets so much more time pass before the next step. */
  wait(ms: Ms): void {
    this.now += ms + nextInt(this.random, 0, 60);
  }

  /** A segment in the kernel's own numbers; the dialogue gets relative ones. */
  say(segment: Segment): void {
    this.twin.advance(this.now);
    this.do({ at: this.now, do: 'segment', segment: this.twin.numbers.toDialogue(segment) });
  }

  entryOf(peer: Peer): HashEntry | undefined {
    this.twin.advance(this.now);
    return [...allEntries(this.twin.host)].find((entry) => entry.remotePort === peer.port && entry.remoteIp === PEER);
  }

  synOptions(peer: Peer): TcpOptions {
    return {
      ...(peer.mss === null ? {} : { mss: peer.mss }),
      ...(peer.sack ? { sackPermitted: true } : {}),
      ...(peer.ts ? { ts: { val: this.clock(), ecr: 0 } } : {}),
      ...(peer.scale ? { wscale: 7 } : {}),
    };
  }

  /** The other side's timestamp clock: 1 ms ticks. */
  clock(): number {
    return add(4_294_000_000, Math.floor(this.now));
  }

  /** A segment of this peer that is right: the next number, everything acknowledged. */
  right(peer: Peer, flags: number, length = 0, entry = this.entryOf(peer)): Segment {
    const { theirs, ours: expected, localPort, ts } = numbersOf(entry, peer);
    const ours = entry ? expected : (this.lastIss(localPort, peer) ?? expected);
    return {
      srcIp: PEER,
      srcPort: peer.port,
      dstIp: HOST,
      dstPort: localPort,
      flags,
      seq: theirs,
      ack: (flags & ACK) === 0 ? 0 : ours,
      win: 30_000,
      options: ts ? { ts: { val: this.clock(), ecr: this.lastTsval(localPort, peer) } } : {},
      length,
    };
  }

  lastTsval(localPort: number, peer: Peer): number {
    return this.#probe(localPort, peer).options.ts?.ecr ?? 0;
  }

  /** What the host's last SYN of this tuple has to be acknowledged by, cookies included; null when it never sent one. */
  lastIss(localPort: number, peer: Peer): number | null {
    const { ack } = this.#probe(localPort, peer);
    return ack === 1 ? null : ack;
  }

  /** A first ACK as the dialogue would have it, in the host's numbers. */
  #probe(localPort: number, peer: Peer): Segment {
    return this.twin.numbers.toHost({ srcIp: PEER, srcPort: peer.port, dstIp: HOST, dstPort: localPort, flags: ACK, seq: 0, ack: 1, win: 0, length: 0, options: { ts: { val: 0, ecr: 0 } } });
  }

  listen(backlog: number): void {
    this.call({ call: 'socket' });
    this.listener = this.descriptors.at(-1)!;
    if (chance(this.random, 0.8)) this.call({ call: 'setsockopt', socket: this.listener, option: 'SO_REUSEADDR', value: 1 });
    this.call({ call: 'bind', socket: this.listener, ip: chance(this.random, 0.5) ? 0 : HOST, port: SERVER_PORT });
    this.call({ call: 'listen', socket: this.listener, backlog });
  }

  syn(peer: Peer): void {
    this.say({ srcIp: PEER, srcPort: peer.port, dstIp: HOST, dstPort: SERVER_PORT, flags: SYN, seq: peer.isn, ack: 0, win: 65_535, options: this.synOptions(peer), length: 0 });
  }

  handshake(peer: Peer): void {
    this.syn(peer);
    this.say(this.right(peer, ACK));
  }

  connect(peer: Peer): void {
    this.call({ call: 'socket' });
    const socket = this.descriptors.at(-1)!;
    if (chance(this.random, 0.5)) this.call({ call: 'setsockopt', socket, option: 'SO_REUSEADDR', value: 1 });
    // Without its port the kernel would draw one.
    if (this.call({ call: 'bind', socket, ip: HOST, port: CLIENT_PORT + peer.port - PEER_PORT }) !== '0') return;
    this.call({ call: 'connect', socket, ip: PEER, port: peer.port });
  }

  crossingSyn(peer: Peer): void {
    this.say({ ...this.right(peer, SYN), options: this.synOptions(peer), win: 65_535 });
  }

  synAck(peer: Peer): void {
    this.say(this.synAckOf(peer));
  }

  synAckOf(peer: Peer): Segment {
    const segment = this.right(peer, SYN | ACK);
    const echo = this.lastTsval(segment.dstPort, peer);
    const offered = this.synOptions(peer);
    return { ...segment, seq: peer.isn, win: 65_535, options: { ...offered, ...(offered.ts ? { ts: { val: offered.ts.val, ecr: echo } } : {}) } };
  }
}

/** What a segment of this peer aims at: its next number, the host's, and the host's port. */
function numbersOf(entry: HashEntry | undefined, peer: Peer): { theirs: number; ours: number; localPort: number; ts: boolean } {
  if (!entry) return { theirs: add(peer.isn, 1), ours: 77_777, localPort: SERVER_PORT, ts: peer.ts };
  if (entry.kind === 'request') return { theirs: entry.rcvNxt, ours: add(entry.iss, 1), localPort: entry.localPort, ts: entry.options.ts };
  if (entry.kind === 'time-wait') return { theirs: entry.rcvNxt, ours: entry.sndNxt, localPort: entry.localPort, ts: entry.ts };
  const theirs = entry.state === 'SYN-SENT' ? peer.isn : entry.rcvNxt;
  return { theirs, ours: entry.sndNxt, localPort: entry.localPort, ts: entry.state === 'SYN-SENT' ? peer.ts : entry.options.ts };
}

/** Ways to begin: each leads into another part of the state diagram. */
const BEGINNINGS: readonly ((w: Writer, peer: Peer) => void)[] = [
  (w) => w.listen(pick(w.random, [0, 1, 5])),
  (w, peer) => {
    w.listen(pick(w.random, [0, 1, 5]));
    w.syn(peer);
  },
  (w, peer) => established(w, peer),
  (w, peer) => established(w, peer),
  (w, peer) => {
    established(w, peer);
    closeOurs(w);
  },
  (w, peer) => finWait2(w, peer),
  (w, peer) => {
    finWait2(w, peer);
    w.say(w.right(peer, FIN | ACK));
  },
  (w, peer) => {
    finWait2(w, peer);
    w.say(w.right(peer, FIN | ACK));
  },
  (w, peer) => {
    established(w, peer);
    w.say(w.right(peer, FIN | ACK));
  },
  (w, peer) => {
    established(w, peer);
    w.say(w.right(peer, FIN | ACK));
    closeOurs(w);
  },
  (w, peer) => {
    established(w, peer);
    closeOurs(w);
    const fin = w.right(peer, FIN | ACK);
    w.say({ ...fin, ack: add(fin.ack, -1) });
  },
  (w, peer) => w.connect(peer),
  (w, peer) => {
    w.connect(peer);
    w.synAck(peer);
  },
  crossed,
  (w, peer) => {
    // A wrong ACK hurries the SYN.
    w.connect(peer);
    w.say({ ...w.right(peer, ACK), ack: 5 });
    w.crossingSyn(peer);
  },
  (w, peer) => {
    crossed(w, peer);
    w.say({ ...w.synAckOf(peer), ...pick(w.random, [{}, {}, { length: 5 }, { flags: SYN | FIN | ACK }]) });
  },
  (w, peer) => {
    w.sysctls['tcp_tw_reuse'] ??= 1;
    w.connect(peer);
    w.synAck(peer);
    closeOurs(w);
    w.say(w.right(peer, FIN | ACK));
    if (chance(w.random, 0.7)) w.wait(1200);
    w.connect(peer);
  },
  (w, peer) => {
    // TIME-WAIT, and a SYN that may follow it.
    finWait2(w, peer);
    w.say(w.right(peer, FIN | ACK));
    const syn = w.right(peer, SYN);
    w.say({ ...syn, seq: add(syn.seq, pick(w.random, [0, 1, 1, 1000, -1])), options: w.synOptions(peer) });
  },
  (w, peer) => {
    // Cookies, and their answers.
    w.sysctls['tcp_syncookies'] = pick(w.random, [1, 2]);
    w.sysctls['somaxconn'] = pick(w.random, [0, 1]);
    w.listen(0);
    for (const one of w.peers.slice(0, 3)) w.syn(one);
    w.say(w.right(peer, ACK, pick(w.random, [0, 0, 10])));
    w.say(w.right(w.peers[2]!, ACK));
  },
  (w, peer) => {
    // More than the accept queue holds, at the last ACK.
    w.sysctls['tcp_abort_on_overflow'] = pick(w.random, [0, 1]);
    w.listen(1);
    w.handshake(peer);
    for (const one of w.peers.slice(1, 3)) w.syn(one);
    for (const one of w.peers.slice(1, 3)) w.say(w.right(one, ACK, pick(w.random, [0, 0, 10])));
    if (chance(w.random, 0.3)) w.call({ call: 'accept', socket: w.listener });
    w.say(w.right(w.peers[2]!, ACK));
  },
  (w, peer) => {
    // TIME-WAIT, and a SYN for it that the accept queue has no room for.
    w.listen(0);
    w.handshake(peer);
    w.call({ call: 'accept', socket: w.listener });
    closeOurs(w);
    w.say(w.right(peer, FIN | ACK));
    w.handshake(w.peers[1]!);
    const syn = w.right(peer, SYN);
    w.say({ ...syn, seq: add(syn.seq, pick(w.random, [1, 1000, 0])), options: w.synOptions(peer) });
  },
  (w) => {
    // The last quarter of the SYN queue, without cookies.
    w.sysctls['tcp_syncookies'] = 0;
    w.sysctls['tcp_max_syn_backlog'] = pick(w.random, [2, 4, 8]);
    w.listen(5);
    for (const one of w.peers) w.syn(one);
  },
  (w, peer) => {
    w.sysctls['tcp_syn_retries'] = 1;
    w.sysctls['tcp_syn_linear_timeouts'] = pick(w.random, [0, 1]);
    w.connect(peer);
    w.wait(3600);
  },
  (w) => {
    // More than the accept queue holds.
    w.listen(pick(w.random, [0, 1]));
    for (const one of w.peers.slice(0, 3)) w.syn(one);
    for (const one of w.peers.slice(0, 3)) w.say(w.right(one, ACK));
  },
  (w, peer) => {
    w.listen(1);
    w.call({ call: 'setsockopt', socket: w.listener, option: 'TCP_DEFER_ACCEPT', value: pick(w.random, [1, 5]) });
    w.handshake(peer);
    if (chance(w.random, 0.5)) w.say(w.right(peer, ACK | PSH, 10));
  },
  (w, peer) => {
    // The window is closed, or nearly, when the program writes.
    established(w, peer);
    w.say({ ...w.right(peer, ACK), win: pick(w.random, [0, 0, 1, 3]) });
    w.call({ call: 'write', socket: w.descriptors.at(-1)!, bytes: pick(w.random, [1, 5, 500]) });
    if (chance(w.random, 0.5)) closeOurs(w);
    if (chance(w.random, 0.5)) w.wait(300);
  },
  (w, peer) => {
    // Something was written, and is not acknowledged for a while.
    established(w, peer);
    for (let i = nextInt(w.random, 1, 3); i > 0; i--) w.call({ call: 'write', socket: w.descriptors.at(-1)!, bytes: pick(w.random, [1, 5, 500]) });
    if (chance(w.random, 0.5)) closeOurs(w);
    w.wait(pick(w.random, [300, 1200]));
  },
  (w, peer) => {
    // The SYN goes out twice.
    w.connect(peer);
    w.wait(1200);
    w.synAck(peer);
  },
  () => {},
];

function crossed(w: Writer, peer: Peer): void {
  w.connect(peer);
  w.crossingSyn(peer);
}

function established(w: Writer, peer: Peer): void {
  w.listen(pick(w.random, [0, 1, 5]));
  w.handshake(peer);
  if (chance(w.random, 0.85)) w.call({ call: 'accept', socket: w.listener });
}

function closeOurs(w: Writer): void {
  const socket = w.descriptors.at(-1)!;
  if (chance(w.random, 0.15)) w.call({ call: 'setsockopt', socket, ...pick(w.random, [{ option: 'SO_LINGER', value: 0 }, { option: 'TCP_LINGER2', value: -1 }, { option: 'TCP_LINGER2', value: 1 }] as const) });
  if (chance(w.random, 0.5)) w.call({ call: 'close', socket });
  else w.call({ call: 'shutdown', socket, how: pick(w.random, ['WR', 'RDWR'] as const) });
}

function finWait2(w: Writer, peer: Peer): void {
  established(w, peer);
  closeOurs(w);
  w.say(w.right(peer, ACK));
}

const FLAGS = [ACK, ACK, ACK, ACK | PSH, SYN, SYN, SYN, FIN | ACK, FIN | ACK, RST, RST, RST | ACK, SYN | ACK, SYN | ACK, FIN, SYN | FIN, SYN | RST, PSH, 0, FIN | RST, SYN | FIN | ACK] as const;

/** Distances from the number that would be right: at it, beside it, at the edges of windows and of the number space. */
function near(random: Random, edges: readonly number[]): number {
  const r = nextUnit(random);
  if (r < 0.55) return 0;
  if (r < 0.8) return nextInt(random, -3, 3);
  if (r < 0.93) return pick(random, [10, 100, 1460, ...edges.flatMap((edge) => [edge - 1, edge, edge + 1]), 60_000, 90_000, -100, -1000, -30_000, -70_000]);
  return pick(random, [2 ** 31 - 1, 2 ** 31, -(2 ** 31) + 1, 2 ** 30, -(2 ** 30)]);
}

function randomSegment(w: Writer): void {
  const { random } = w;
  const peer = chance(random, 0.85) ? w.peers[0]! : pick(random, w.peers);
  const entry = w.entryOf(peer);
  const flags = pick(random, FLAGS);
  const length = (flags & (SYN | RST)) !== 0 && chance(random, 0.8) ? 0 : pick(random, [0, 0, 0, 0, 1, 5, 20, 100, 100, 130, 300, ...(chance(random, 0.1) ? [600, 1400] : [])]);
  const base = w.right(peer, flags, length, entry);
  const isSyn = (flags & SYN) !== 0;
  const { ts, ...others } = isSyn ? { ...w.synOptions(peer), ...base.options } : base.options;
  const seq = add(base.seq, near(random, edgesOf(entry)) + (isSyn && chance(random, 0.5) ? -1 : 0));
  w.say({
    ...base,
    seq,
    ack: (flags & ACK) === 0 ? 0 : add(base.ack, near(random, [])),
    win: pick(random, [0, 1, 1000, 30_000, 65_535]),
    // A SYN echoes nothing.
    options: { ...others, ...(ts && chance(random, 0.95) ? { ts: isSyn && (flags & ACK) === 0 ? { ...strange(random, ts), ecr: 0 } : strange(random, ts) } : {}) },
  });
}

/** How far the window of this entry reaches from its next number on. */
function edgesOf(entry: HashEntry | undefined): readonly number[] {
  if (!entry) return [64_240];
  return entry.kind === 'socket' ? [windowLeft(entry)] : [entry.rcvWnd];
}

/** Timestamps from the past, from the future, and echoes of what was never sent. */
function strange(random: Random, ts: { readonly val: number; readonly ecr: number }): { val: number; ecr: number } {
  const val = chance(random, 0.75) ? ts.val : add(ts.val, pick(random, [-1, -2, -50, -10_000, 1_000_000, 2 ** 31 - 1, 2 ** 31]));
  const ecr = chance(random, 0.9) ? ts.ecr : pick(random, [add(ts.ecr, 100_000), add(ts.ecr, -100_000), 0]);
  return { val, ecr };
}

/** Options that programs set on the way. */
const OPTIONS = [
  { option: 'SO_LINGER', value: 0 },
  { option: 'SO_LINGER', value: -1 },
  { option: 'TCP_LINGER2', value: -1 },
  { option: 'TCP_LINGER2', value: 1 },
  { option: 'TCP_DEFER_ACCEPT', value: 1 },
  { option: 'TCP_SYNCNT', value: 1 },
  { option: 'TCP_USER_TIMEOUT', value: 300 },
  { option: 'SO_REUSEADDR', value: 0 },
  { option: 'SO_REUSEPORT', value: 1 },
] as const;

function randomCall(w: Writer): void {
  const { random } = w;
  const r = nextUnit(random);
  const socket = w.descriptors.length > 0 ? pick(random, w.descriptors) : 99;
  if (r < 0.2 && w.listener !== 0) w.call({ call: 'accept', socket: w.listener });
  else if (r < 0.4) w.call({ call: 'read', socket, bytes: pick(random, [1, 100, 10_000]) });
  else if (r < 0.55) w.call({ call: 'write', socket, bytes: pick(random, [1, 5, 100, 500]) });
  else if (r < 0.7) w.call({ call: 'close', socket });
  else if (r < 0.85) w.call({ call: 'shutdown', socket, how: pick(random, ['RD', 'WR', 'RDWR'] as const) });
  else if (r < 0.9) w.call({ call: 'setsockopt', socket, ...pick(random, OPTIONS) });
  else if (r < 0.91) w.call({ call: 'bind', socket, ip: pick(random, [PEER, 0]), port: pick(random, [SERVER_PORT, CLIENT_PORT]) });
  else if (r < 0.95) w.connect(pick(random, w.peers));
  else w.call({ call: 'listen', socket, backlog: pick(random, [0, 1, 5]) });
}

/** A random dialogue: the same seed gives the same one. */
export function generate(seed: number): Dialogue {
  const w = new Writer(seed);
  const { random } = w;
  pick(random, BEGINNINGS)(w, w.peers[0]!);
  const length = nextInt(random, 2, 9);
  for (let i = 0; i < length; i++) {
    const r = nextUnit(random);
    if (r < 0.14) {
      const entry = w.entryOf(w.peers[0]!);
      w.say(w.right(w.peers[0]!, pick(random, [ACK, ACK, FIN | ACK, ACK | PSH]), pick(random, [0, 0, 10]), entry));
    } else if (r < 0.2) w.syn(pick(random, w.peers));
    else if (r < 0.72) randomSegment(w);
    else if (r < 0.97) randomCall(w);
    else {
      const [name, values] = pick(random, SYSCTLS);
      w.do({ at: w.now, do: 'sysctl', name, value: pick(random, values) });
    }
  }
  return w.dialogue;
}
