import * as fc from 'fast-check';
import { allEntries } from '../../source/kernel/lookup.ts';
import { RST } from '../../source/tcp/flags.ts';
import type { Segment } from '../../source/tcp/segment.ts';
import { add } from '../../source/tcp/sequence.ts';
import { type Conversation, HOST_IP, PEER_IP, SERVER_PORT } from './conversation.ts';
import { closeWait, closing, established, finWait1, finWait2, lastAck, listening, synReceived, synSent, timeWait } from './fixture.ts';

/** Something that happens to a host: a segment, a call, time, a setting. Numbers say where it aims, not what it hits. */
export type Step =
  | { readonly do: 'segment'; readonly port: number; readonly flags: number; readonly seq: number; readonly ack: number; readonly length: number; readonly options: number; readonly win: number }
  | { readonly do: 'call'; readonly call: 'socket' | 'connect' | 'listen' | 'accept' | 'read' | 'write' | 'RD' | 'WR' | 'RDWR' | 'close' | 'linger'; readonly socket: number }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'sysctl'; readonly name: 'tcp_syncookies' | 'tcp_abort_on_overflow' | 'tcp_rfc1337' | 'tcp_max_tw_buckets' | 'tcp_fin_timeout' | 'tcp_invalid_ratelimit' | 'tcp_timestamps'; readonly value: number };

/** Distances from a number that matters: at it, beside it, at the edges of windows and of the number space. */
const near = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 2 }) },
  { weight: 2, arbitrary: fc.constantFrom(10, 100, 64_239, 64_240, 64_241, 65_160, 65_161, -64_240, -1000) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 31 - 1, 2 ** 31, -(2 ** 31) + 1, 2 ** 30) },
);
const flags = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0x10, 0x02, 0x11, 0x04, 0x14, 0x12, 0x18) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 63 }) },
);

const segmentStep = fc.record({
  do: fc.constant('segment' as const),
  port: fc.constantFrom(40_000, 40_001, 40_002),
  flags,
  seq: near,
  ack: near,
  length: fc.constantFrom(0, 0, 0, 1, 5, 1460),
  options: fc.integer({ min: 0, max: 15 }),
  win: fc.constantFrom(0, 1, 64_240, 65_535),
});
const callStep = fc.record({
  do: fc.constant('call' as const),
  call: fc.constantFrom('socket' as const, 'connect' as const, 'listen' as const, 'accept' as const, 'read' as const, 'write' as const, 'RD' as const, 'WR' as const, 'RDWR' as const, 'close' as const, 'linger' as const),
  socket: fc.nat(20),
});
const timeStep = fc.record({ do: fc.constant('time' as const), ms: fc.constantFrom(1, 4, 40, 200, 500, 1000, 7000, 60_000, 200_000) });
const sysctlStep = fc.oneof(
  fc.record({ do: fc.constant('sysctl' as const), name: fc.constantFrom('tcp_syncookies' as const, 'tcp_timestamps' as const), value: fc.nat(2) }),
  fc.record({ do: fc.constant('sysctl' as const), name: fc.constantFrom('tcp_abort_on_overflow' as const, 'tcp_rfc1337' as const, 'tcp_max_tw_buckets' as const), value: fc.nat(1) }),
  fc.record({ do: fc.constant('sysctl' as const), name: fc.constantFrom('tcp_fin_timeout' as const), value: fc.constantFrom(0, 60, 61, 120) }),
  fc.record({ do: fc.constant('sysctl' as const), name: fc.constantFrom('tcp_invalid_ratelimit' as const), value: fc.constantFrom(0, 500) }),
);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: segmentStep },
  { weight: 5, arbitrary: callStep },
  { weight: 3, arbitrary: timeStep },
  { weight: 1, arbitrary: sysctlStep },
);

/** The segment that this step aims at whatever the tuple is now. */
function aimed(c: Conversation, s: Step & { do: 'segment' }): Segment {
  const known = [...allEntries(c.host)].find((other) => other.remotePort === s.port);
  const peer = c.other(s.port, PEER_IP, known?.localPort ?? SERVER_PORT);
  const entry = peer.entry();
  let theirs = 1000;
  let ours = 0;
  if (entry?.kind === 'socket') [theirs, ours] = [entry.rcvNxt, entry.sndNxt];
  else if (entry?.kind === 'time-wait') [theirs, ours] = [entry.rcvNxt, entry.sndNxt];
  else if (entry) [theirs, ours] = [entry.rcvNxt, add(entry.iss, 1)];
  const last = c.outbox.at(-1)?.segment;
  if (!entry && last) ours = add(last.seq, 1);
  return {
    srcIp: PEER_IP,
    srcPort: s.port,
    dstIp: HOST_IP,
    dstPort: peer.hostPort,
    flags: s.flags,
    seq: add(theirs, s.seq),
    ack: (s.flags & 0x10) === 0 ? 0 : add(ours, s.ack),
    win: s.win,
    options: {
      ...((s.options & 1) === 0 ? {} : { ts: { val: add(5000 + Math.floor(c.now), (s.options & 8) === 0 ? 0 : -10), ecr: last?.options.ts?.val ?? 0 } }),
      ...((s.options & 2) === 0 ? {} : { sackPermitted: true, wscale: 7 }),
      ...((s.options & 4) === 0 ? {} : { mss: 1460 }),
    },
    length: s.length,
    ...(s.length > 0 ? { data: 'x'.repeat(s.length) } : {}),
  };
}

function callOn(c: Conversation, s: Step & { do: 'call' }): unknown {
  if (s.call === 'socket') return c.socket();
  const open = [...c.host.sockets.values()].filter((socket) => socket.open && socket.parent === null);
  const socket = open[s.socket % Math.max(open.length, 1)];
  if (!socket) return null;
  const fd = socket.id;
  switch (s.call) {
    case 'connect':
      return c.connect(fd, 40_000 + (s.socket % 3));
    case 'listen':
      socket.reuseAddr = true;
      return [c.bind(fd), socket.localPort === SERVER_PORT ? c.listen(fd, s.socket % 3) : null];
    case 'accept':
      c.listener = fd;
      return c.accept();
    case 'read':
      return c.read(1 + s.socket * 100, fd);
    case 'write':
      return c.write('hello', fd);
    case 'close':
      return c.close(fd);
    case 'linger':
      socket.linger = 0;
      return null;
    default:
      return c.shutdown(s.call, fd);
  }
}

/** Lets a step happen; returns what can be seen of it. */
export function happen(c: Conversation, s: Step): { visible: string; rstAnswersRst: boolean } {
  const from = c.outbox.length;
  let result: unknown = null;
  let rst = false;
  if (s.do === 'segment') {
    const segment = aimed(c, s);
    rst = (segment.flags & RST) !== 0;
    c.deliver(segment);
  } else if (s.do === 'call') result = callOn(c, s);
  else if (s.do === 'time') c.after(s.ms);
  else c.host.sysctl[s.name] = s.value;
  const sent = c.outbox.slice(from);
  return { visible: JSON.stringify([result, sent]), rstAnswersRst: rst && sent.some(({ segment }) => (segment.flags & RST) !== 0) };
}

/** The states in which a walk may begin, each with a listener that holds two. */
const BEGINNINGS = { listening, synReceived, established, finWait1, finWait2, timeWait, closeWait, lastAck, closing, synSent };

export interface Beginning {
  readonly state: keyof typeof BEGINNINGS;
  readonly ts: boolean;
  readonly sack: boolean;
  readonly orphan: boolean;
}

export const beginning: fc.Arbitrary<Beginning> = fc.record({
  state: fc.constantFrom(...(Object.keys(BEGINNINGS) as Beginning['state'][])),
  ts: fc.boolean(),
  sack: fc.boolean(),
  orphan: fc.boolean(),
});

export function begin({ state, ts, sack, orphan }: Beginning): Conversation {
  return BEGINNINGS[state]({ backlog: 1, ts, sack, orphan });
}
