import { cloneHost } from '../kernel/clone-host.ts';
import { contextOf } from '../kernel/context.ts';
import { allEntries, findEntry } from '../kernel/lookup.ts';
import { ACK, has, RST, SYN, type Flags } from '../tcp/flags.ts';
import { NO_OPTIONS, type TcpOptions } from '../tcp/options.ts';
import { sequenceLength, swapEnds, type Segment } from '../tcp/segment.ts';
import type { Decision } from './decision.ts';
import type { GivenSegment } from './move.ts';
import { performCall } from './react.ts';
import { add } from '../tcp/sequence.ts';
import { cookieHash } from '../kernel/syn-cookies.ts';
import { contextFor } from './program.ts';
import { endsOf } from './resolve.ts';
import { standingOptions } from './stamp.ts';
import { synWindowOf, windowFor } from './window.ts';
import { hostOf, setupOf, type World } from './world.ts';

/** Names that formulas may use, as numbers, on a host as things stand (in a decision: as they will stand once the arrival is taken in). */
export function scopeOf(world: World, hostName: string): Record<string, number> {
  const scope: Record<string, number> = {};
  const decision = world.pending?.host === hostName ? world.pending : null;
  if (decision?.cause.kind === 'segment') {
    const { segment } = decision.cause;
    scope['SEG.SEQ'] = segment.seq;
    scope['SEG.ACK'] = segment.ack;
    scope['SEG.LEN'] = sequenceLength(segment);
    Object.assign(scope, cookieNames(world, decision));
  }
  // An attacker knows the numbers of what he sent and got, and of nothing else.
  const isBlind = setupOf(world, hostName).side === 'attacker';
  for (const record of world.journal.segments.slice(-40)) {
    if (isBlind && record.from !== hostName && record.to !== hostName) continue;
    scope[`#${record.n}.seq`] = record.segment.seq;
    scope[`#${record.n}.ack`] = record.segment.ack;
  }
  const host = decision ? decision.expected.host : hostOf(world, hostName);
  const ends = decision ? endsOf(world, decision) : null;
  let entry = ends ? findEntry(host, ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort) : undefined;
  // A SYN that takes TIME-WAIT over: what the panel shows is the old connection, and the new number follows from it.
  if (ends && (entry?.kind === 'request' || (entry?.kind === 'socket' && decision?.cause.kind === 'call'))) {
    const before = findEntry(hostOf(world, hostName), ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort);
    if (before?.kind === 'time-wait') entry = before;
  }
  entry ??= ends && decision ? findEntry(hostOf(world, hostName), ends.localIp, ends.localPort, ends.remoteIp, ends.remotePort) : [...host.sockets.values()].find((s) => s.remotePort !== 0 && s.state !== 'CLOSED');
  if (!entry) return scope;
  scope['RCV.NXT'] = entry.rcvNxt;
  scope['RCV.WND'] = entry.rcvWnd;
  if (entry.kind === 'time-wait') {
    scope['SND.NXT'] = entry.sndNxt;
    return scope;
  }
  scope['ISS'] = entry.iss;
  scope['IRS'] = entry.irs;
  const sent = decision?.expected.sent[0];
  if (entry.kind === 'request') {
    scope['SND.UNA'] = entry.iss;
    scope['SND.NXT'] = entry.iss + 1;
    return scope;
  }
  scope['SND.UNA'] = entry.sndUna;
  scope['SND.NXT'] = sent && sequenceLength(sent) > 0 ? sent.seq : entry.sndNxt;
  scope['SND.WND'] = entry.sndWnd;
  return scope;
}

/**
 * HASH: what the server's secret, the four numbers of the connection and the minute make of a cookie (F3.14), where one is
 * to be made or checked; INDEX: what an ACK that returns one holds besides, 0 to 3 if it is good.
 */
function cookieNames(world: World, { host, cause, expected }: Decision): Record<string, number> {
  const made = expected.decisions.some((name) => name.startsWith('listen/syn-cookie'));
  const checked = expected.decisions.some((name) => name.startsWith('cookie/'));
  if (cause.kind !== 'segment' || (!made && !checked)) return {};
  const { segment } = cause;
  const ctx = contextFor(world, host);
  const sizes = ctx.constants.cookieMss.length;
  const ages = checked ? [...Array(ctx.constants.cookieTries).keys()] : [0];
  const indexWith = (hash: number): number => add(add(segment.ack, -segment.seq), -hash);
  const hashes = ages.map((age) => cookieHash(ctx, segment, age));
  const hash = hashes.find((one) => indexWith(one) < sizes) ?? hashes[0]!;
  return checked ? { HASH: hash, INDEX: indexWith(hash) } : { HASH: hash };
}

/** What a segment that answers the situation starts from: addresses, sequence number, window, and the options that Linux would send. */
export function templateOf(world: World, hostName: string): GivenSegment {
  const decision = world.pending?.host === hostName ? world.pending : null;
  const scope = scopeOf(world, hostName);
  const expected: Segment | undefined = decision?.expected.sent[0];
  if (expected) {
    const { srcIp, srcPort, dstIp, dstPort, seq, win, options } = expected;
    // A cookie is a sequence number that has to be made.
    const isCookie = has(expected.flags, SYN) && scope['HASH'] !== undefined;
    return { srcIp, srcPort, dstIp, dstPort, ...(isCookie ? {} : { seq }), win, options };
  }
  if (decision?.cause.kind === 'timer') {
    const { srcIp, srcPort, dstIp, dstPort, seq, win, options } = decision.cause.last;
    return { srcIp, srcPort, dstIp, dstPort, seq, win, options };
  }
  if (decision?.cause.kind === 'segment') {
    const ends = endsOf(world, decision);
    const { host } = decision.expected;
    return { ...swapEnds(decision.cause.segment), seq: scope['SND.NXT'] ?? decision.cause.segment.ack, win: windowFor(host, ends, ACK, undefined), options: standingOptions(host, ends, ACK, world.now) };
  }
  const refused = decision ? refusedSyn(decision) : null;
  if (refused) return { srcIp: refused.srcIp, srcPort: refused.srcPort, dstIp: refused.dstIp, dstPort: refused.dstPort, seq: refused.seq, win: refused.win };
  const host = hostOf(world, hostName);
  const socket = [...host.sockets.values()].find((s) => s.remotePort !== 0);
  const others = world.setup.hosts.filter((h) => h.name !== hostName);
  const peer = others.find((h) => h.listeners.length > 0) ?? others[0];
  return {
    srcIp: host.addresses[0]!,
    srcPort: socket?.localPort ?? 40_000,
    dstIp: socket?.remoteIp ?? peer?.ip ?? 0,
    dstPort: socket?.remotePort ?? peer?.listeners[0]?.port ?? 80,
    seq: socket?.sndNxt ?? 0,
    win: socket ? windowFor(host, socket, ACK, undefined) : synWindowOf(host),
    options: socket ? standingOptions(host, socket, ACK, world.now) : NO_OPTIONS,
  };
}

/**
 * The SYN that a connect() which Linux refuses would send if it could take over the TIME-WAIT that is in its way; null for
 * anything else. A copy of the host on which that is allowed sends it.
 */
export function refusedSyn({ cause, expected, at }: Decision): Segment | null {
  if (cause.kind !== 'call' || cause.call.call !== 'connect' || expected.result?.ok !== false) return null;
  const { socket, ip, port } = cause.call;
  const host = cloneHost(expected.host);
  host.portSearch = null;
  host.sysctl.tcp_tw_reuse = 1;
  for (const entry of allEntries(host)) if (entry.kind === 'time-wait') Object.assign(entry, { ts: true, enteredAt: -Infinity, timestamps: { ...entry.timestamps, recentAt: -Infinity } });
  let syn: Segment | null = null;
  performCall(contextOf(host, null, at, { send: (segment) => void (syn = segment), note: () => undefined }), { call: 'connect', socket, ip, port }, null);
  return syn;
}

/** Completes what a player gave: missing fields come from the situation; options that are not given, from what Linux sends here, or else from what the connection agreed on. */
export function completeSegment(world: World, hostName: string, given: GivenSegment): Segment {
  const template = templateOf(world, hostName);
  const flags = given.flags ?? 0;
  const decision = world.pending?.host === hostName ? world.pending : null;
  const expected = decision?.expected.sent[0];
  const sameKind = expected !== undefined && ((expected.flags ^ flags) & 0x07) === 0;
  const [srcIp, srcPort] = [given.srcIp ?? template.srcIp ?? 0, given.srcPort ?? template.srcPort ?? 0];
  const [dstIp, dstPort] = [given.dstIp ?? template.dstIp ?? 0, given.dstPort ?? template.dstPort ?? 0];
  const standing = (): TcpOptions => standingOptions(decision?.expected.host ?? hostOf(world, hostName), { localIp: srcIp, localPort: srcPort, remoteIp: dstIp, remotePort: dstPort }, flags, world.now);
  return {
    srcIp,
    srcPort,
    dstIp,
    dstPort,
    flags,
    seq: given.seq ?? template.seq ?? 0,
    ack: given.ack ?? 0,
    win: given.win ?? (sameKind ? expected.win : windowOf(world, hostName, flags, template.win)),
    options: given.options ?? (sameKind ? expected.options : standing()),
    length: given.length ?? given.data?.length ?? 0,
    ...(given.data !== undefined ? { data: given.data } : {}),
  };
}

/** The window of a segment with these flags, as Linux would write it here. */
function windowOf(world: World, hostName: string, flags: Flags, otherwise: number | undefined): number {
  const decision = world.pending?.host === hostName ? world.pending : null;
  if (decision) return windowFor(decision.expected.host, endsOf(world, decision), flags, decision.expected.sent[0]);
  const synWindow = synWindowOf(hostOf(world, hostName));
  return has(flags, RST) ? 0 : has(flags, SYN) ? synWindow : (otherwise ?? synWindow);
}
