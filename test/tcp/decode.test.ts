import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../source/tcp/decode.ts';
import { DECODE_ERROR_NAMES } from '../../source/tcp/decode-error.ts';
import { encode } from '../../source/tcp/encode.ts';
import { NO_OPTIONS } from '../../source/tcp/options.ts';
import { hex, LINUX_SYN, segments } from './arbitrary.ts';

/** The bytes of a bare SYN, changed: `[offset, byte]` pairs. Byte 20 is the first of the TCP header. */
function changed(changes: ReadonlyArray<readonly [number, number]>, bytes = encode(LINUX_SYN)): Uint8Array {
  for (const [at, byte] of changes) bytes[at] = byte;
  return bytes;
}

/** A SYN whose 20 bytes of options begin with these. */
function withOptions(options: string): Uint8Array {
  return changed([...hex(options)].map((byte, i) => [40 + i, byte] as const));
}

const ignoring = { checksums: 'ignore' } as const;

describe('decode', () => {
  it('gives back the segment that was encoded', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        expect(decode(encode(segment))).toEqual({ ok: segment });
      }),
    );
  });

  it('reads the SYN worked out by hand', () => {
    const bytes = hex(`4500 003c 0000 4000 4006 26af 0a00 0005 0a00 0009
                       9cb0 0050 0000 0000 0000 0000 a002 faf0 9c00 0000
                       0204 05b4 0402 080a 0000 0001 0000 0000 0103 0307`);
    expect(decode(bytes)).toEqual({ ok: LINUX_SYN });
  });

  it('notices every single flipped bit', () => {
    fc.assert(
      fc.property(segments, fc.nat(), (segment, position) => {
        const bytes = encode(segment);
        const bit = position % (bytes.length * 8);
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        expect(decode(bytes).error).toBeDefined();
      }),
    );
    const syn = encode(LINUX_SYN);
    for (let bit = 0; bit < syn.length * 8; bit++) {
      const bytes = syn.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(decode(bytes).error).toBeDefined();
    }
  });

  it('reads a segment that lies in the middle of a larger buffer, with padding behind it', () => {
    const syn = encode(LINUX_SYN);
    const buffer = new Uint8Array(14 + syn.length + 6).fill(0xee);
    buffer.set(syn, 14);
    expect(decode(buffer.subarray(14))).toEqual({ ok: LINUX_SYN });
  });

  it('gives payload as text only where all of it is readable', () => {
    const readable = { ...LINUX_SYN, length: 4, data: 'GET\n' };
    expect(decode(encode(readable)).ok?.data).toBe('GET\n');
    expect(decode(encode({ ...readable, data: 'GET\u0001' })).ok).not.toHaveProperty('data');
  });

  it('gives 0 for the acknowledgment number of a segment without ACK', () => {
    expect(decode(encode({ ...LINUX_SYN, ack: 77 })).ok?.ack).toBe(0);
  });

  it.each([
    ['nothing at all', new Uint8Array(), 'ip/too-short', 0, 20, 0],
    ['half an IP header', encode(LINUX_SYN).subarray(0, 10), 'ip/too-short', 0, 20, 10],
    ['IPv6', changed([[0, 0x65]]), 'ip/version', 0, 4, 6],
    ['an IP header of 4 words', changed([[0, 0x44]]), 'ip/header-length', 0, 20, 16],
    ['IP options that are not there', changed([[0, 0x4f]]).subarray(0, 40), 'ip/too-short', 0, 60, 40],
    ['a total length below the header', changed([[3, 19]]), 'ip/total-length', 2, 20, 19],
    ['a datagram cut off', encode(LINUX_SYN).subarray(0, 59), 'ip/too-short', 2, 60, 59],
    ['the first fragment', changed([[6, 0x20]]), 'ip/fragment', 6, 0, 0x2000],
    ['a later fragment', changed([[7, 5]]), 'ip/fragment', 6, 0, 5],
    ['UDP', changed([[9, 17]]), 'ip/protocol', 9, 6, 17],
    ['half a TCP header', changed([[3, 30]]), 'tcp/too-short', 20, 20, 10],
    ['a TCP header of 4 words', changed([[32, 0x40]]), 'tcp/data-offset', 32, 20, 16],
    ['a TCP header beyond the datagram', changed([[32, 0xf0]]), 'tcp/too-short', 32, 60, 40],
    ['an MSS option of 3 bytes', withOptions('0203'), 'tcp/option-length', 40, 4, 3],
    ['timestamps of 8 bytes', withOptions('0101 0808'), 'tcp/option-length', 42, 10, 8],
    ['a SACK option with half a block', withOptions('050e'), 'tcp/option-length', 40, 10, 14],
    ['an unknown option of no length, where a reader might hang', withOptions('fd00'), 'tcp/option-length', 40, 2, 0],
    ['an option without a length byte', changed([[57, 1], [58, 1], [59, 2]]), 'tcp/option-truncated', 59, 2, 1],
    ['an option that runs out of the header', withOptions('fd15'), 'tcp/option-truncated', 40, 21, 20],
  ] as const)('names %s', (_, bytes, error, at, expected, got) => {
    expect(decode(bytes, ignoring)).toEqual({ error, at, expected, got });
  });

  it('names a wrong checksum and the right one, of IP and of TCP', () => {
    expect(decode(changed([[11, 0]]))).toEqual({ error: 'ip/checksum', at: 10, expected: 0x26af, got: 0x2600 });
    expect(decode(changed([[36, 0]]))).toEqual({ error: 'tcp/checksum', at: 36, expected: 0x9c00, got: 0 });
  });

  it('does without right checksums when asked, as for captures made on the sending host', () => {
    expect(decode(changed([[36, 0]]), ignoring)).toEqual({ ok: LINUX_SYN });
  });

  it('skips unknown options and stops at the end of the list', () => {
    expect(decode(withOptions('fd04 1234 0204 05b4 00 03 03 07'), ignoring).ok?.options).toEqual({ mss: 1460 });
    expect(decode(withOptions('00'), ignoring).ok?.options).toBe(NO_OPTIONS);
  });

  it('lets the last of a repeated option count', () => {
    expect(decode(withOptions('0204 05b4 0204 0218 00'), ignoring).ok?.options).toEqual({ mss: 536 });
  });

  it('takes a window scale above 14 for 14 (RFC 7323 section 2.3)', () => {
    expect(decode(withOptions('01 0303 ff 00'), ignoring).ok?.options).toEqual({ wscale: 14 });
  });

  it('skips IP options', () => {
    const syn = encode(LINUX_SYN);
    const bytes = Uint8Array.from([...syn.subarray(0, 20), 1, 1, 1, 0, ...syn.subarray(20)]);
    expect(decode(changed([[0, 0x46], [3, 64]], bytes), ignoring)).toEqual({ ok: LINUX_SYN });
  });

  it('answers any bytes at all with a segment or one of its errors', () => {
    const nearlyRight = fc.tuple(segments, fc.array(fc.tuple(fc.nat(79), fc.nat(255)), { maxLength: 4 })).map(([segment, changes]) => {
      const bytes = encode(segment);
      return changed(changes.filter(([at]) => at < bytes.length), bytes);
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 100 }), nearlyRight), fc.constantFrom('verify', 'ignore'), (bytes, checksums) => {
        const result = decode(bytes, { checksums });
        if (result.error !== undefined) expect(DECODE_ERROR_NAMES).toContain(result.error);
        else expect(result.ok.length).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});
