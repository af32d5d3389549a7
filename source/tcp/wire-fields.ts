import { formatIp } from './address.ts';
import { encode } from './encode.ts';
import { FLAG_BITS, FLAG_NAMES, has } from './flags.ts';
import { inWireOrder, optionBytes, type OrderedOption } from './option-order.ts';
import type { Segment } from './segment.ts';

/** Fields of the IPv4 and TCP headers, in the order in which they stand on the wire. Source: RFC 791 3.1, RFC 9293 3.1. */
export type WireFieldName =
  | 'version' | 'tos' | 'total' | 'id' | 'fragment' | 'ttl' | 'protocol' | 'checksum' | 'source' | 'destination'
  | 'source-port' | 'destination-port' | 'seq' | 'ack' | 'offset' | 'flags' | 'window' | 'urgent' | 'option' | 'data';

/** A field with its bytes: where they begin in the packet, and what they say. */
export interface WireField {
  readonly part: 'ip' | 'tcp' | 'payload';
  readonly name: WireFieldName;
  /** Offset in bytes from the beginning of the IPv4 header. */
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly value: string;
}

const LAYOUT: ReadonlyArray<readonly [WireField['part'], WireFieldName, number]> = [
  ['ip', 'version', 1], ['ip', 'tos', 1], ['ip', 'total', 2], ['ip', 'id', 2], ['ip', 'fragment', 2], ['ip', 'ttl', 1], ['ip', 'protocol', 1], ['ip', 'checksum', 2], ['ip', 'source', 4], ['ip', 'destination', 4],
  ['tcp', 'source-port', 2], ['tcp', 'destination-port', 2], ['tcp', 'seq', 4], ['tcp', 'ack', 4], ['tcp', 'offset', 1], ['tcp', 'flags', 1], ['tcp', 'window', 2], ['tcp', 'checksum', 2], ['tcp', 'urgent', 2],
];

/** Every field of a segment as `encode` writes it, and its data as one field of at most `mostData` bytes. */
export function wireFields(segment: Segment, mostData = Infinity): WireField[] {
  const packet = encode(segment);
  let at = 0;
  const next = (part: WireField['part'], name: WireFieldName, length: number, value: (bytes: Uint8Array) => string): WireField => {
    const bytes = packet.subarray(at, at + length);
    const field = { part, name, at, bytes, value: value(bytes) };
    at += length;
    return field;
  };
  const fields = LAYOUT.map(([part, name, length]) => next(part, name, length, (bytes) => fixedValue(name, bytes)));
  for (const option of inWireOrder(segment.options)) fields.push(next('tcp', 'option', optionBytes(option), () => optionValue(option)));
  const data = Math.min(packet.length - at, mostData);
  if (data > 0) fields.push(next('payload', 'data', data, dataText));
  return fields;
}

function numberOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function fixedValue(name: WireFieldName, bytes: Uint8Array): string {
  const value = numberOf(bytes);
  switch (name) {
    case 'version':
      return `IPv${value >> 4}, ${(value & 15) * 4}`;
    case 'fragment':
      return value === 0x4000 ? 'DF' : String(value);
    case 'protocol':
      return value === 6 ? 'TCP' : String(value);
    case 'source':
    case 'destination':
      return formatIp(value);
    case 'offset':
      return String((value >> 4) * 4);
    case 'flags':
      return FLAG_NAMES.filter((flag) => has(value, FLAG_BITS[flag])).join(' ') || '-';
    case 'checksum':
      return `0x${value.toString(16).padStart(4, '0')}`;
    default:
      return String(value);
  }
}

function optionValue(option: OrderedOption): string {
  switch (option.kind) {
    case 'nop':
      return 'nop';
    case 'mss':
      return `mss ${option.mss}`;
    case 'sackOK':
      return 'sackOK';
    case 'ts':
      return `TS val ${option.val} ecr ${option.ecr}`;
    case 'wscale':
      return `wscale ${option.shift}`;
    case 'sack':
      return `sack ${option.blocks.map(([left, right]) => `${left}:${right}`).join(' ')}`;
  }
}

/** Printable ASCII as it is, everything else as a dot. */
function dataText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}
