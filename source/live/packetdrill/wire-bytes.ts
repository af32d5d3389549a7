import type { SegmentOption } from '../../packetdrill/language/script.ts';
import type { WireSegment } from '../../packetdrill/run/wire-segment.ts';
import { internetChecksum, IPPROTO_TCP, tcpChecksum } from '../../tcp/checksum.ts';
import { encode } from '../../tcp/encode.ts';
import { NO_OPTIONS } from '../../tcp/options.ts';

const IP_BYTES = 20;
const TCP_BYTES = 20;

/** A script's segment as a datagram: options in the script's order, filled up to whole words, both checksums right. */
export function toBytes(segment: WireSegment): Uint8Array {
  const options = padded(segment.options.flatMap(optionBytes));
  const plain = Buffer.from(encode({ ...segment, options: NO_OPTIONS }));
  const bytes = Buffer.concat([plain.subarray(0, IP_BYTES + TCP_BYTES), Buffer.from(options), plain.subarray(IP_BYTES + TCP_BYTES)]);
  bytes.writeUInt16BE(bytes.length, 2);
  bytes.writeUInt16BE(0, 10);
  bytes.writeUInt16BE(internetChecksum(bytes.subarray(0, IP_BYTES)), 10);
  const tcp = bytes.subarray(IP_BYTES);
  tcp.writeUInt32BE(segment.ack, 8);
  tcp.writeUInt8(((TCP_BYTES + options.length) / 4) << 4, 12);
  tcp.writeUInt16BE(segment.urg, 18);
  tcp.writeUInt16BE(0, 16);
  tcp.writeUInt16BE(tcpChecksum(segment.srcIp, segment.dstIp, tcp), 16);
  return bytes;
}

function padded(bytes: readonly number[]): readonly number[] {
  return [...bytes, ...Array.from({ length: (4 - (bytes.length % 4)) % 4 }, () => 0)];
}

function optionBytes(option: SegmentOption): readonly number[] {
  switch (option.kind) {
    case 'nop':
      return [1];
    case 'eol':
      return [0];
    case 'mss':
      return [2, 4, ...word(option.mss, 2)];
    case 'wscale':
      return [3, 3, option.shift];
    case 'sackOK':
      return [4, 2];
    case 'sack':
      return [5, 2 + 8 * option.blocks.length, ...option.blocks.flatMap(([left, right]) => [...word(left, 4), ...word(right, 4)])];
    case 'ts':
      return [8, 10, ...word(option.val, 4), ...word(option.ecr, 4)];
    case 'foreign':
      throw new Error(`no way to write the option ${option.name}`);
  }
}

function word(value: number, bytes: 2 | 4): readonly number[] {
  const shifts = bytes === 2 ? [8, 0] : [24, 16, 8, 0];
  return shifts.map((shift) => (value >>> shift) & 255);
}

/** A datagram that the kernel sent, null when it is not TCP over IPv4. */
export function fromBytes(bytes: Uint8Array): WireSegment | null {
  const datagram = Buffer.from(bytes);
  if (datagram.length < IP_BYTES + TCP_BYTES || datagram[0]! >> 4 !== 4 || datagram[9] !== IPPROTO_TCP) return null;
  const tcp = datagram.subarray((datagram[0]! & 15) * 4, datagram.readUInt16BE(2));
  const header = (tcp[12]! >> 4) * 4;
  return {
    srcIp: datagram.readUInt32BE(12),
    srcPort: tcp.readUInt16BE(0),
    dstIp: datagram.readUInt32BE(16),
    dstPort: tcp.readUInt16BE(2),
    flags: tcp[13]!,
    seq: tcp.readUInt32BE(4),
    ack: tcp.readUInt32BE(8),
    win: tcp.readUInt16BE(14),
    urg: tcp.readUInt16BE(18),
    length: tcp.length - header,
    options: readOptions(tcp.subarray(TCP_BYTES, header)),
  };
}

function readOptions(bytes: Buffer): readonly SegmentOption[] {
  const options: SegmentOption[] = [];
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at]!;
    const length = kind < 2 ? 1 : Math.max(bytes[at + 1] ?? 2, 2);
    options.push(readOption(kind, bytes.subarray(at, at + length)));
    at += length;
  }
  return options;
}

function readOption(kind: number, option: Buffer): SegmentOption {
  if (kind === 0) return { kind: 'eol' };
  if (kind === 1) return { kind: 'nop' };
  if (kind === 2 && option.length === 4) return { kind: 'mss', mss: option.readUInt16BE(2) };
  if (kind === 3 && option.length === 3) return { kind: 'wscale', shift: option[2]! };
  if (kind === 4) return { kind: 'sackOK' };
  if (kind === 8 && option.length === 10) return { kind: 'ts', val: option.readUInt32BE(2), ecr: option.readUInt32BE(6) };
  if (kind !== 5) return { kind: 'foreign', name: String(kind), text: option.subarray(2).toString('hex') };
  const edges = Array.from({ length: (option.length - 2) / 4 }, (_, i) => option.readUInt32BE(2 + 4 * i));
  return { kind: 'sack', blocks: edges.filter((_, i) => i % 2 === 0).map((left, i) => [left, edges[2 * i + 1]!] as const) };
}
