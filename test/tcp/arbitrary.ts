import * as fc from 'fast-check';
import { ACK } from '../../source/tcp/flags.ts';
import type { TcpOptions } from '../../source/tcp/options.ts';
import type { Segment } from '../../source/tcp/segment.ts';

export const u32 = fc.integer({ min: 0, max: 0xffffffff });
export const u16 = fc.integer({ min: 0, max: 0xffff });
/** Numbers where wrapping goes wrong, if it does. */
export const sequenceNumber = fc.oneof(u32, fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff));

const block = fc.tuple(sequenceNumber, sequenceNumber);

/** Options that fit in 40 bytes together: at most two SACK blocks beside everything else. */
export const tcpOptions: fc.Arbitrary<TcpOptions> = fc.record(
  {
    mss: u16,
    wscale: fc.integer({ min: 0, max: 14 }),
    sackPermitted: fc.constant(true),
    ts: fc.record({ val: u32, ecr: u32 }),
    sack: fc.array(block, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const ascii = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 40 });

/** Any segment that keeps the contract: ack is 0 without ACK, text is as long as the length says. */
export const segments: fc.Arbitrary<Segment> = fc
  .record({
    srcIp: u32,
    srcPort: u16,
    dstIp: u32,
    dstPort: u16,
    flags: fc.integer({ min: 0, max: 0xff }),
    seq: sequenceNumber,
    ack: sequenceNumber,
    win: u16,
    options: tcpOptions,
    payload: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1460 }), ascii),
  })
  .map(({ payload, ...fields }) => ({
    ...fields,
    ack: (fields.flags & ACK) === 0 ? 0 : fields.ack,
    length: typeof payload === 'number' ? payload : payload.length,
    ...(typeof payload === 'string' && payload !== '' ? { data: payload } : {}),
  }));

/** The SYN that a Linux client sends first, with timestamps at 1. */
export const LINUX_SYN: Segment = {
  srcIp: 0x0a000005,
  srcPort: 40112,
  dstIp: 0x0a000009,
  dstPort: 80,
  flags: 0x02,
  seq: 0,
  ack: 0,
  win: 64240,
  options: { mss: 1460, sackPermitted: true, ts: { val: 1, ecr: 0 }, wscale: 7 },
  length: 0,
};

/** Bytes as groups of hexadecimal digits; spaces and line ends are for the reader. */
export function hex(text: string): Uint8Array {
  const digits = text.replaceAll(/\s/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}
