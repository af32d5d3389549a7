import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACK, CWR, ECE, FIN, PSH, RST, SYN, URG } from '../../../source/tcp/flags.ts';
import { parseSegment } from '../../../source/tcp/notation/parse-segment.ts';
import { flagsText, printTcpdump } from '../../../source/tcp/notation/print-tcpdump.ts';
import { LINUX_SYN, segments } from '../arbitrary.ts';

const synAck = { ...LINUX_SYN, flags: SYN | ACK, seq: 5000, ack: 1001, win: 65160 };

describe('flags as letters', () => {
  it.each([
    [SYN | ACK, 'S.'],
    [ACK, '.'],
    [RST | ACK, 'R.'],
    [FIN | PSH | ACK, 'FP.'],
    [SYN | FIN | RST | PSH | URG, 'FSRPU'],
    [SYN | ECE | CWR, 'SEW'],
    [0, 'none'],
  ])('are in the order of tcpdump: %i is %s', (flags, text) => {
    expect(flagsText(flags)).toBe(text);
  });
});

describe('printTcpdump', () => {
  it('prints a SYN-ACK with its options', () => {
    expect(printTcpdump(synAck)).toBe('Flags [S.], seq 5000, ack 1001, win 65160, options [mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0');
  });

  it('prints first and last sequence number of data, and none for a bare ACK', () => {
    const plain = { ...synAck, options: {} };
    expect(printTcpdump({ ...plain, flags: PSH | ACK, length: 10 })).toBe('Flags [P.], seq 5000:5010, ack 1001, win 65160, length 10');
    expect(printTcpdump({ ...plain, flags: ACK })).toBe('Flags [.], ack 1001, win 65160, length 0');
    expect(printTcpdump({ ...plain, flags: FIN | ACK })).toBe('Flags [F.], seq 5000, ack 1001, win 65160, length 0');
    expect(printTcpdump({ ...plain, flags: RST, ack: 0, win: 0 })).toBe('Flags [R], seq 5000, win 0, length 0');
  });

  it('prints the sequence number of a bare ACK when asked for more', () => {
    expect(printTcpdump({ ...synAck, flags: ACK, options: {} }, { verbose: true })).toBe('Flags [.], seq 5000, ack 1001, win 65160, length 0');
  });

  it('puts the addresses in front when asked', () => {
    expect(printTcpdump({ ...LINUX_SYN, options: {} }, { addresses: true })).toBe('10.0.0.5.40112 > 10.0.0.9.80: Flags [S], seq 0, win 64240, length 0');
  });

  it("counts our numbers from our base and the peer's, SACK edges among them, from the peer's", () => {
    const segment = { ...synAck, flags: PSH | ACK, seq: 2, ack: 1003, length: 1, options: { sack: [[1010, 1020], [1030, 1040]] as const } };
    expect(printTcpdump(segment, { seqBase: 0xffffffff, ackBase: 1000 })).toBe(
      'Flags [P.], seq 3:4, ack 3, win 65160, options [nop,nop,sack 2 {10:20}{30:40}], length 1',
    );
  });

  it('prints what is read back as the same segment', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        const { data, ...printed } = segment;
        const line = printTcpdump(segment, { addresses: true, verbose: true });
        const defaults = { ack: 0, options: {} };
        expect(parseSegment(line, { defaults })).toMatchObject({ ok: true, fields: printed });
        expect(parseSegment(`12:34:56.789012 IP ${line}`, { defaults })).toMatchObject({ ok: true, fields: printed });
        expect(data?.length ?? segment.length).toBe(segment.length);
      }),
    );
  });
});
