import { internetChecksum, IPPROTO_TCP, tcpChecksum } from './checksum.ts';
import { decodeOptions } from './decode-options.ts';
import { decodeError, type DecodeError } from './decode-error.ts';
import { ACK, has } from './flags.ts';
import type { Segment } from './segment.ts';

export type Decoded = { readonly ok: Segment; readonly error?: undefined } | DecodeError;

export interface DecodeSettings {
  /** 'ignore' for captures made on the sending host, where the network card fills in the checksum. Default 'verify'. */
  readonly checksums?: 'verify' | 'ignore';
}

const MIN_IP_HEADER = 20;
const MIN_TCP_HEADER = 20;

interface IpHeader {
  readonly ok: true;
  readonly srcIp: number;
  readonly dstIp: number;
  readonly headerBytes: number;
  readonly totalBytes: number;
}

function decodeIp(bytes: Uint8Array, verify: boolean): IpHeader | DecodeError {
  if (bytes.length < MIN_IP_HEADER) return decodeError('ip/too-short', 0, MIN_IP_HEADER, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(0) >> 4;
  if (version !== 4) return decodeError('ip/version', 0, 4, version);
  const headerBytes = (view.getUint8(0) & 0x0f) * 4;
  if (headerBytes < MIN_IP_HEADER) return decodeError('ip/header-length', 0, MIN_IP_HEADER, headerBytes);
  if (bytes.length < headerBytes) return decodeError('ip/too-short', 0, headerBytes, bytes.length);
  const totalBytes = view.getUint16(2);
  if (totalBytes < headerBytes) return decodeError('ip/total-length', 2, headerBytes, totalBytes);
  if (totalBytes > bytes.length) return decodeError('ip/too-short', 2, totalBytes, bytes.length);
  if (verify) {
    const off = internetChecksum(bytes.subarray(0, headerBytes));
    if (off !== 0) return decodeError('ip/checksum', 10, rightChecksum(bytes, 0, headerBytes, 10), view.getUint16(10));
  }
  const moreAndOffset = view.getUint16(6) & 0x3fff;
  if (moreAndOffset !== 0) return decodeError('ip/fragment', 6, 0, moreAndOffset);
  const protocol = view.getUint8(9);
  if (protocol !== IPPROTO_TCP) return decodeError('ip/protocol', 9, IPPROTO_TCP, protocol);
  return { ok: true, srcIp: view.getUint32(12), dstIp: view.getUint32(16), headerBytes, totalBytes };
}

/** What the checksum field at `field` (from `start`) would have to hold. */
function rightChecksum(bytes: Uint8Array, start: number, end: number, field: number, pseudo?: IpHeader): number {
  const copy = bytes.slice(start, end);
  copy.fill(0, field, field + 2);
  return pseudo ? tcpChecksum(pseudo.srcIp, pseudo.dstIp, copy) : internetChecksum(copy);
}

/** The payload as text when all of it can be read as text, otherwise undefined. */
function readableText(payload: Uint8Array): string | undefined {
  if (payload.length === 0) return undefined;
  let text = '';
  for (const byte of payload) {
    const readable = (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
    if (!readable) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

/**
 * Reads an IPv4 datagram with TCP in it. Never throws: what is wrong comes back as a named error with what was expected
 * and what was found (see decode-error). Bytes after the datagram (padding of a short frame) are ignored, and so are IP
 * options, TCP options that the game does not know, and the urgent pointer. `data` is set when the payload is
 * readable ASCII. Source: RFC 791 3.1, RFC 9293 3.1.
 */
export function decode(bytes: Uint8Array, settings: DecodeSettings = {}): Decoded {
  const verify = settings.checksums !== 'ignore';
  const ip = decodeIp(bytes, verify);
  if (!ip.ok) return ip;
  const start = ip.headerBytes;
  const tcp = bytes.subarray(start, ip.totalBytes);
  if (tcp.length < MIN_TCP_HEADER) return decodeError('tcp/too-short', start, MIN_TCP_HEADER, tcp.length);
  const view = new DataView(tcp.buffer, tcp.byteOffset, tcp.byteLength);
  const headerBytes = (view.getUint8(12) >> 4) * 4;
  if (headerBytes < MIN_TCP_HEADER) return decodeError('tcp/data-offset', start + 12, MIN_TCP_HEADER, headerBytes);
  if (headerBytes > tcp.length) return decodeError('tcp/too-short', start + 12, headerBytes, tcp.length);
  if (verify && tcpChecksum(ip.srcIp, ip.dstIp, tcp) !== 0) {
    const right = rightChecksum(bytes, start, ip.totalBytes, 16, ip);
    return decodeError('tcp/checksum', start + 16, right, view.getUint16(16));
  }
  const options = decodeOptions(tcp.subarray(MIN_TCP_HEADER, headerBytes), start + MIN_TCP_HEADER);
  if (!options.ok) return options;
  const flags = view.getUint8(13);
  const payload = tcp.subarray(headerBytes);
  const data = readableText(payload);
  return {
    ok: {
      srcIp: ip.srcIp,
      srcPort: view.getUint16(0),
      dstIp: ip.dstIp,
      dstPort: view.getUint16(2),
      flags,
      seq: view.getUint32(4),
      ack: has(flags, ACK) ? view.getUint32(8) : 0,
      win: view.getUint16(14),
      options: options.ok,
      length: payload.length,
      ...(data === undefined ? {} : { data }),
    },
  };
}
