import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACK, PSH, RST, SYN } from '../../../source/tcp/flags.ts';
import { parseSegment } from '../../../source/tcp/notation/parse-segment.ts';
import { printPacketdrill } from '../../../source/tcp/notation/print-packetdrill.ts';
import { LINUX_SYN, segments } from '../arbitrary.ts';

describe('printPacketdrill', () => {
  it("prints a client's SYN", () => {
    expect(printPacketdrill(LINUX_SYN)).toBe('S 0:0(0) win 64240 <mss 1460,sackOK,TS val 1 ecr 0,nop,wscale 7>');
  });

  it('prints a SYN without timestamps with the padding it then has', () => {
    const options = { mss: 1460, sackPermitted: true, wscale: 7 };
    expect(printPacketdrill({ ...LINUX_SYN, options })).toBe('S 0:0(0) win 64240 <mss 1460,nop,nop,sackOK,nop,wscale 7>');
  });

  it('prints acknowledgment numbers of segments with ACK only', () => {
    expect(printPacketdrill({ flags: SYN | ACK, seq: 5000, ack: 1001, win: 65160 })).toBe('S. 5000:5000(0) ack 1001 win 65160');
    expect(printPacketdrill({ flags: PSH | ACK, seq: 777, ack: 1, length: 1 })).toBe('P. 777:778(1) ack 1');
  });

  it('leaves the empty window of a RST out, but never that of another segment', () => {
    expect(printPacketdrill({ flags: RST, seq: 1001, win: 0 })).toBe('R 1001:1001(0)');
    expect(printPacketdrill({ flags: RST, seq: 1001, win: 5 })).toBe('R 1001:1001(0) win 5');
    expect(printPacketdrill({ flags: ACK, seq: 1, ack: 1, win: 0 })).toBe('. 1:1(0) ack 1 win 0');
  });

  it('prints no flags as a dash', () => {
    expect(printPacketdrill({ flags: 0, seq: 1 })).toBe('- 1:1(0)');
  });

  it('wraps the last sequence number', () => {
    expect(printPacketdrill({ flags: ACK, seq: 0xffffffff, ack: 1, length: 2 })).toBe('. 4294967295:1(2) ack 1');
  });

  it('counts from a base when given one', () => {
    const segment = { flags: ACK, seq: 5001, ack: 1011, length: 10, options: { sack: [[1021, 1031]] as const } };
    expect(printPacketdrill(segment, { seqBase: 5000, ackBase: 1000 })).toBe('. 1:11(10) ack 11 <nop,nop,sack 21:31>');
  });

  it('prints what is read back as the same segment', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        const { flags, seq, ack, win, options, length } = segment;
        const read = parseSegment(printPacketdrill(segment), { defaults: { ack: 0, win: 0, options: {} } });
        expect(read).toMatchObject({ ok: true, fields: { flags, seq, ack, win, options, length } });
      }),
    );
  });
});
