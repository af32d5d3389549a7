import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { internetChecksum, onesComplementSum, tcpChecksum } from '../../source/tcp/checksum.ts';
import { encode } from '../../source/tcp/encode.ts';
import { hex, LINUX_SYN, segments } from './arbitrary.ts';

describe('checksum', () => {
  it('gives the sum that RFC 1071 section 3 works out', () => {
    // 0001 + f203 = f204; + f4f5 = 1e6f9; + f6f7 = 2ddf0; the carry of 2 comes back in at the right: ddf2.
    const bytes = hex('0001 f203 f4f5 f6f7');
    expect(onesComplementSum(bytes)).toBe(0xddf2);
    expect(internetChecksum(bytes)).toBe(0x220d);
  });

  it('carries again when folding makes a new carry', () => {
    // ffff + ffff + 0001 = 1ffff; folded 10000; folded again 0001.
    expect(onesComplementSum(hex('ffff ffff 0001'))).toBe(1);
  });

  it('counts an odd last byte as the high half of a word', () => {
    expect(onesComplementSum(hex('12'))).toBe(0x1200);
  });

  it('of nothing is all ones', () => {
    expect(internetChecksum(new Uint8Array())).toBe(0xffff);
  });

  it('of a SYN is the one worked out by hand', () => {
    // Pseudo header: 0a00 0005 0a00 0009 protocol 0006, length 40 = 0028         sum 143c
    // Ports 9cb0 0050, seq 0, ack 0, offset and flags a002, window faf0          sum 237f2
    // MSS 0204 05b4, sackOK and TS 0402 080a, val 0001, ecr 0, NOP wscale 0103 0307   sum 17cf
    // Together 263fd; the carry comes back in: 63ff; its complement is 9c00.
    const tcp = hex('9cb0 0050 0000 0000 0000 0000 a002 faf0 0000 0000 0204 05b4 0402 080a 0000 0001 0000 0000 0103 0307');
    expect(tcpChecksum(LINUX_SYN.srcIp, LINUX_SYN.dstIp, tcp)).toBe(0x9c00);
  });

  it('is 0 over whatever already carries its checksum', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        const bytes = encode(segment);
        expect(internetChecksum(bytes.subarray(0, 20))).toBe(0);
        expect(tcpChecksum(segment.srcIp, segment.dstIp, bytes.subarray(20))).toBe(0);
      }),
    );
  });

  it('does not depend on the order of words', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (words) => {
        const bytes = (list: number[]): Uint8Array => Uint8Array.from(list.flatMap((word) => [word >> 8, word & 0xff]));
        expect(onesComplementSum(bytes(words.toReversed()))).toBe(onesComplementSum(bytes(words)));
      }),
    );
  });
});
