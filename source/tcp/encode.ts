import { internetChecksum, IPPROTO_TCP, tcpChecksum } from './checksum.ts';
import { inWireOrder, optionBytes, type OrderedOption } from './option-order.ts';
import type { Segment } from './segment.ts';

const IP_HEADER_BYTES = 20;
const TCP_HEADER_BYTES = 20;
const DONT_FRAGMENT = 0x4000;
const TTL = 64;

/** Writes one option at `at` and returns the offset after it. Source: RFC 9293 3.2, RFC 7323, RFC 2018. */
function writeOption(view: DataView, at: number, option: OrderedOption): number {
  const length = optionBytes(option);
  const head = (kind: number): void => {
    view.setUint8(at, kind);
    view.setUint8(at + 1, length);
  };
  switch (option.kind) {
    case 'nop':
      view.setUint8(at, 1);
      break;
    case 'mss':
      head(2);
      view.setUint16(at + 2, option.mss);
      break;
    case 'wscale':
      head(3);
      view.setUint8(at + 2, option.shift);
      break;
    case 'sackOK':
      head(4);
      break;
    case 'sack':
      head(5);
      for (const [i, [left, right]] of option.blocks.entries()) {
        view.setUint32(at + 2 + 8 * i, left);
        view.setUint32(at + 6 + 8 * i, right);
      }
      break;
    case 'ts':
      head(8);
      view.setUint32(at + 2, option.val);
      view.setUint32(at + 6, option.ecr);
      break;
  }
  return at + length;
}

/** The payload: the text where there is one (anything but ASCII becomes `?`), zero bytes for the rest. */
function writePayload(bytes: Uint8Array, at: number, segment: Segment): void {
  const text = segment.data ?? '';
  for (let i = 0; i < Math.min(text.length, segment.length); i++) {
    const code = text.charCodeAt(i);
    bytes[at + i] = code < 0x80 ? code : 0x3f;
  }
}

/**
 * The segment as Linux puts it on the wire: an IPv4 header without options (TTL 64, don't fragment, id 0) and TCP, both
 * checksums right. Fields wider than their place are cut to it; SACK blocks that do not fit are left out, as in Linux.
 * Throws a RangeError for a payload that does not fit in a datagram of 65,535 bytes.
 * Source: RFC 791 3.1, RFC 9293 3.1; order of options: fact F1.13.
 */
export function encode(segment: Segment): Uint8Array {
  const options = inWireOrder(segment.options);
  const headerBytes = TCP_HEADER_BYTES + options.reduce((bytes, option) => bytes + optionBytes(option), 0);
  const total = IP_HEADER_BYTES + headerBytes + segment.length;
  if (!(total <= 0xffff)) throw new RangeError(`expected a datagram of at most 65535 bytes, got ${total}`);

  const bytes = new Uint8Array(total);
  const ip = new DataView(bytes.buffer, 0, IP_HEADER_BYTES);
  ip.setUint8(0, 0x45); // version 4, header of 5 words
  ip.setUint16(2, total);
  ip.setUint16(6, DONT_FRAGMENT);
  ip.setUint8(8, TTL);
  ip.setUint8(9, IPPROTO_TCP);
  ip.setUint32(12, segment.srcIp);
  ip.setUint32(16, segment.dstIp);
  ip.setUint16(10, internetChecksum(bytes.subarray(0, IP_HEADER_BYTES)));

  const tcp = new DataView(bytes.buffer, IP_HEADER_BYTES);
  tcp.setUint16(0, segment.srcPort);
  tcp.setUint16(2, segment.dstPort);
  tcp.setUint32(4, segment.seq);
  tcp.setUint32(8, segment.ack);
  tcp.setUint8(12, (headerBytes / 4) << 4);
  tcp.setUint8(13, segment.flags);
  tcp.setUint16(14, segment.win);
  let at = TCP_HEADER_BYTES;
  for (const option of options) at = writeOption(tcp, at, option);
  writePayload(bytes, IP_HEADER_BYTES + headerBytes, segment);
  tcp.setUint16(16, tcpChecksum(segment.srcIp, segment.dstIp, bytes.subarray(IP_HEADER_BYTES)));
  return bytes;
}
