import { describe, expect, it } from 'vitest';
import { encode } from '../../source/tcp/encode.ts';
import { ACK, PSH } from '../../source/tcp/flags.ts';
import { hex, LINUX_SYN } from './arbitrary.ts';

describe('encode', () => {
  it("puts a client's SYN on the wire byte for byte as Linux does", () => {
    // IPv4: version 4, 5 words; no TOS; 60 bytes; id 0; don't fragment; TTL 64, TCP. Sum of the words:
    // 4500 + 003c + 4000 + 4006 + 0a00 + 0005 + 0a00 + 0009 = d950, complement 26af.
    // TCP: data offset 10 words (a0), SYN (02), window 64240 = faf0; checksum 9c00 as worked out in checksum.test.
    expect(encode(LINUX_SYN)).toEqual(
      hex(`4500 003c 0000 4000 4006 26af 0a00 0005 0a00 0009
           9cb0 0050 0000 0000 0000 0000 a002 faf0 9c00 0000
           0204 05b4  0402  080a 0000 0001 0000 0000  01  0303 07`),
    );
  });

  it('writes the text of a payload, and zero bytes where there is none', () => {
    const text = encode({ ...LINUX_SYN, flags: PSH | ACK, options: {}, length: 3, data: 'GET' });
    expect([...text.subarray(40)]).toEqual([0x47, 0x45, 0x54]);
    expect([...encode({ ...LINUX_SYN, flags: ACK, options: {}, length: 2 }).subarray(40)]).toEqual([0, 0]);
  });

  it('writes a question mark for what is not ASCII, so that the length stays true', () => {
    const bytes = encode({ ...LINUX_SYN, options: {}, length: 3, data: 'a\u00e9\u4e2d' });
    expect([...bytes.subarray(40)]).toEqual([0x61, 0x3f, 0x3f]);
  });

  it('writes SACK blocks behind two NOPs', () => {
    const bytes = encode({ ...LINUX_SYN, flags: ACK, options: { sack: [[0xffffffff, 1]] } });
    expect(bytes.subarray(40)).toEqual(hex('01 01 05 0a ffffffff 00000001'));
  });

  it('refuses a payload that no datagram can hold', () => {
    expect(() => encode({ ...LINUX_SYN, options: {}, length: 65496 })).toThrow(RangeError);
    expect(encode({ ...LINUX_SYN, options: {}, length: 65495 }).length).toBe(65535);
  });
});
