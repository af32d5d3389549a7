import { describe, expect, it } from 'vitest';
import { ACK, FIN, SYN } from '../../source/tcp/flags.ts';
import { NO_OPTIONS } from '../../source/tcp/options.ts';
import { hasAck, segment, sequenceLength, swapEnds } from '../../source/tcp/segment.ts';

const ends = { srcIp: 1, srcPort: 2, dstIp: 3, dstPort: 4 };

describe('segment', () => {
  it('counts SYN and FIN as one sequence number each beside the payload', () => {
    expect(sequenceLength({ flags: ACK, length: 10 })).toBe(10);
    expect(sequenceLength({ flags: SYN, length: 0 })).toBe(1);
    expect(sequenceLength({ flags: SYN | FIN, length: 10 })).toBe(12);
  });

  it('is empty where nothing is given, and as long as its text', () => {
    expect(segment({ ...ends, flags: SYN })).toEqual({ ...ends, flags: SYN, seq: 0, ack: 0, win: 0, options: NO_OPTIONS, length: 0 });
    expect(segment({ ...ends, flags: ACK, data: 'GET' }).length).toBe(3);
  });

  it('is answered to where it came from', () => {
    expect(swapEnds(segment({ ...ends, flags: SYN }))).toEqual({ srcIp: 3, srcPort: 4, dstIp: 1, dstPort: 2 });
  });

  it('has an acknowledgment only when the flag says so', () => {
    expect(hasAck(segment({ ...ends, flags: SYN, ack: 5 }))).toBe(false);
    expect(hasAck(segment({ ...ends, flags: SYN | ACK }))).toBe(true);
  });
});
