import type { Ip } from './address.ts';

/** IPv4 protocol number of TCP. Source: RFC 9293 section 3.1. */
export const IPPROTO_TCP = 6;

/**
 * The 16-bit ones' complement sum of big-endian words; an odd last byte counts as the high half of a word.
 * `initial` is a sum to go on from. Source: RFC 1071 section 1.
 */
export function onesComplementSum(bytes: Uint8Array, initial = 0): number {
  let sum = initial;
  // Each word adds less than 2^16, and a datagram has less than 2^15 words: no precision is lost before folding.
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

/**
 * The Internet checksum: what to write into a checksum field that is zero in `bytes`. Over bytes that already carry
 * a right checksum the result is 0. Source: RFC 1071, RFC 791 section 3.1.
 */
export function internetChecksum(bytes: Uint8Array): number {
  return ~onesComplementSum(bytes) & 0xffff;
}

/**
 * The TCP checksum over pseudo header (addresses, protocol, TCP length), header and payload. `tcp` starts at the
 * source port. With the checksum field zero the result is what belongs there; with the field filled in rightly, 0.
 * Source: RFC 9293 section 3.1.
 */
export function tcpChecksum(srcIp: Ip, dstIp: Ip, tcp: Uint8Array): number {
  const pseudoHeader = (srcIp >>> 16) + (srcIp & 0xffff) + (dstIp >>> 16) + (dstIp & 0xffff) + IPPROTO_TCP + tcp.length;
  return ~onesComplementSum(tcp, pseudoHeader) & 0xffff;
}
