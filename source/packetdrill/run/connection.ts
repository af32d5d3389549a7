import type { Endpoint } from '../../tcp/address.ts';
import { ACK, FIN, has, PSH, SYN } from '../../tcp/flags.ts';
import { add } from '../../tcp/sequence.ts';
import type { Place, ScriptSegment, SegmentOption } from '../language/script.ts';
import { Mismatch } from './result.ts';
import type { Settings } from './settings.ts';
import type { Fd } from './system-call.ts';
import type { WireSegment } from './wire-segment.ts';

/**
 * One end of a connection as the script means it: which addresses its segments have, and how the script's numbers become
 * those on the wire. Numbers in segments with SYN are absolute, all others count from the first SYN of their side; what the
 * kernel's first number is, is learnt from its first SYN. Source: packetdrill's conventions, run_packet.c and socket.h.
 */
export interface Connection {
  phase: 'new' | 'listening' | 'connecting' | 'syn-sent' | 'open' | 'heard' | 'syn-ack-sent' | 'acknowledged';
  /** The script's descriptor and the target's; null until there is one. */
  scriptFd: number | null;
  fd: Fd | null;
  closed: boolean;
  local: Endpoint;
  remote: Endpoint;
  /** What the script writes for the kernel's first number, and what it was. */
  scriptIss: number;
  wireIss: number;
  /** The first number of the script's side; it is the same on the wire. */
  irs: number;
  /** Timestamps of the kernel that the script has named, and what they were. */
  readonly timestamps: Map<number, number>;
  firstTimestamp: { readonly script: number; readonly wire: number } | null;
}

const NOBODY: Endpoint = { ip: 0, port: 0 };

export function newConnection(scriptFd: number | null, fd: Fd | null): Connection {
  return { phase: 'new', scriptFd, fd, closed: false, local: NOBODY, remote: NOBODY, scriptIss: 0, wireIss: 0, irs: 0, timestamps: new Map(), firstTimestamp: null };
}

/** The child that a listener (or nobody) gets when the first segment comes in: from a new port of the peer. */
export function childOf(settings: Settings, remotePort: number, first: ScriptSegment): Connection {
  const child = newConnection(null, null);
  child.phase = 'heard';
  child.local = { ip: settings.localIp, port: settings.bindPort };
  child.remote = { ip: settings.remoteIp, port: remotePort };
  child.irs = first.seq;
  return child;
}

/** What the script puts in, as it goes on the wire. Throws a Mismatch for an echoed timestamp that was never sent. */
export function toWire(connection: Connection, segment: ScriptSegment, settings: Settings): WireSegment {
  const syn = has(segment.flags, SYN);
  if (connection.phase === 'syn-ack-sent' && has(segment.flags, ACK)) connection.phase = 'acknowledged';
  else if (connection.phase === 'syn-sent' && syn && has(segment.flags, ACK)) {
    connection.phase = 'open';
    connection.irs = segment.seq;
  }
  const ackBase = syn ? (connection.wireIss - connection.scriptIss) >>> 0 : connection.wireIss;
  const options = segment.options === 'any' ? [] : segment.options;
  return {
    srcIp: connection.remote.ip,
    srcPort: segment.ports?.src || connection.remote.port,
    dstIp: connection.local.ip,
    dstPort: segment.ports?.dst || connection.local.port,
    flags: segment.flags,
    seq: syn ? segment.seq : add(segment.seq, connection.irs),
    ack: has(segment.flags, ACK) ? add(segment.ack ?? 0, ackBase) : (segment.ack ?? 0),
    win: segment.win ?? 0,
    urg: segment.urg ?? 0,
    length: segment.length,
    options: options.map((option) => optionToWire(connection, option, ackBase, segment, settings)),
  };
}

function optionToWire(connection: Connection, option: SegmentOption, ackBase: number, segment: ScriptSegment, settings: Settings): SegmentOption {
  if (option.kind === 'sack') return { kind: 'sack', blocks: option.blocks.map(([left, right]) => [add(left, ackBase), add(right, ackBase)] as const) };
  if (option.kind !== 'ts' || !has(segment.flags, ACK)) return option;
  const known = connection.timestamps.get(option.ecr);
  if (known !== undefined) return { ...option, ecr: known };
  const first = connection.firstTimestamp;
  if (settings.scalesEchoes && first) return { ...option, ecr: add(option.ecr - first.script, first.wire) };
  throw new Mismatch(segment.place, {
    field: 'options',
    expected: { id: 'packetdrill.echo', params: { known: [...connection.timestamps.keys()].join(' ') || '-' } },
    actual: `ecr ${option.ecr}`,
  });
}

/** Is this a segment that the kernel sent for this connection? A SYN of a connect() tells its own end. */
export function isFrom(connection: Connection, segment: WireSegment): boolean {
  const { local, remote } = connection;
  if (segment.dstIp !== remote.ip || segment.dstPort !== remote.port) return false;
  if (segment.srcIp === local.ip && segment.srcPort === local.port) return true;
  if (connection.phase !== 'syn-sent' || !has(segment.flags, SYN) || has(segment.flags, ACK)) return false;
  connection.local = { ip: segment.srcIp, port: segment.srcPort };
  connection.wireIss = segment.seq;
  return true;
}

/** Notes what an expected segment says before it is looked for: the number that the script gives to the kernel's SYN. */
export function expectSyn(connection: Connection, expected: ScriptSegment): void {
  if (!has(expected.flags, SYN)) return;
  if (has(expected.flags, ACK) ? connection.phase === 'heard' : connection.phase === 'connecting') connection.scriptIss = expected.seq;
  if (!has(expected.flags, ACK) && connection.phase === 'connecting') connection.phase = 'syn-sent';
}

/** A segment of the kernel in the script's numbers; learns the kernel's first number from the SYN-ACK that the script expects. */
export function toScript(connection: Connection, segment: WireSegment, expected: ScriptSegment): WireSegment {
  if (connection.phase === 'heard' && has(expected.flags, SYN) && has(expected.flags, ACK)) {
    connection.phase = 'syn-ack-sent';
    connection.wireIss = segment.seq;
  }
  const syn = has(segment.flags, SYN);
  const seqBase = syn ? connection.wireIss - connection.scriptIss : connection.wireIss;
  const ackBase = syn ? 0 : connection.irs;
  return {
    ...segment,
    seq: (segment.seq - seqBase) >>> 0,
    ack: has(segment.flags, ACK) ? (segment.ack - ackBase) >>> 0 : segment.ack,
    options: segment.options.map((option) =>
      option.kind === 'sack' ? { kind: 'sack', blocks: option.blocks.map(([left, right]) => [(left - ackBase) >>> 0, (right - ackBase) >>> 0] as const) } : option,
    ),
  };
}

/** Two segments of data that follow each other, as one with the flags of the last; null when they do not. Source: packetdrill's run_packet.c, aggregate_packets. */
export function joinSegments(one: WireSegment, next: WireSegment): WireSegment | null {
  const last = PSH | FIN;
  const fits = next.seq === add(one.seq, one.length) && next.ack === one.ack && (next.flags & ~last) === (one.flags & ~last) && next.length > 0;
  return fits ? { ...one, flags: next.flags, length: one.length + next.length } : null;
}

/** The kernel's timestamp in the script's numbers; the first one decides how they hang together. */
export function timestampToScript(connection: Connection, scriptVal: number, wireVal: number): number {
  connection.timestamps.set(scriptVal, wireVal);
  connection.firstTimestamp ??= { script: scriptVal, wire: wireVal };
  return (wireVal - connection.firstTimestamp.wire + connection.firstTimestamp.script) >>> 0;
}

/** A wire segment as the script would write it, for reports. */
export function asScriptSegment(segment: WireSegment, place: Place): ScriptSegment {
  return {
    kind: 'segment',
    place,
    direction: 'out',
    ports: null,
    ip: null,
    flags: segment.flags,
    seq: segment.seq,
    length: segment.length,
    ack: has(segment.flags, ACK) ? segment.ack : null,
    win: segment.win,
    urg: segment.urg === 0 ? null : segment.urg,
    options: segment.options,
  };
}
