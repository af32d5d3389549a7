import { describe, expect, test } from 'vitest';
import { createNumbers } from '../../source/live/dialogue/numbers.ts';
import { ACK, RST, SYN } from '../../source/tcp/flags.ts';
import { segment, type Segment } from '../../source/tcp/segment.ts';

const PEER = 1;
const HOST = 2;
const out = (fields: Partial<Segment> & Pick<Segment, 'flags'>): Segment => segment({ srcIp: HOST, srcPort: 80, dstIp: PEER, dstPort: 4000, ...fields });
const into = (fields: Partial<Segment> & Pick<Segment, 'flags'>): Segment => segment({ srcIp: PEER, srcPort: 4000, dstIp: HOST, dstPort: 80, ...fields });

describe('numbers of a host', () => {
  test('count from its initial sequence number, whatever that was', () => {
    for (const iss of [0, 77, 4_294_967_295]) {
      const numbers = createNumbers();
      expect(numbers.hear(out({ flags: SYN | ACK, seq: iss, ack: 11, win: 100 }))).toBe('4000 S. 0:0(0) ack 11 win 100');
      const acked = numbers.toHost(into({ flags: ACK, ack: 1, seq: 11 }));
      expect(acked.ack).toBe((iss + 1) >>> 0);
      expect(numbers.toDialogue(acked).ack).toBe(1);
    }
  });

  test('are those on the wire before the host has said any', () => {
    const numbers = createNumbers();
    expect(numbers.toHost(into({ flags: ACK, ack: 555 })).ack).toBe(555);
    expect(numbers.hear(out({ flags: RST, seq: 555 }))).toBe('4000 R 555:555(0)');
  });

  test('echo the last timestamp that the host sent', () => {
    const numbers = createNumbers();
    numbers.hear(out({ flags: SYN | ACK, seq: 5, ack: 1, options: { ts: { val: 9000, ecr: 3 } } }));
    expect(numbers.toHost(into({ flags: ACK, ack: 1, options: { ts: { val: 4, ecr: 0 } } })).options.ts).toEqual({ val: 4, ecr: 9000 });
    expect(numbers.toHost(into({ flags: SYN, options: { ts: { val: 4, ecr: 0 } } })).options.ts).toEqual({ val: 4, ecr: 0 });
  });

  test('echo the timestamp of an earlier one where the other side did', () => {
    const [twin, kernel] = [createNumbers(), createNumbers()];
    for (const [numbers, start, gap] of [[twin, 9000, 1000], [kernel, 400, 996]] as const) for (const val of [start, start + gap]) numbers.hear(out({ flags: SYN, seq: 5, options: { ts: { val, ecr: 0 } } }));
    const answer = into({ flags: SYN | ACK, ack: 6, options: { ts: { val: 4, ecr: 9000 } } });
    expect(twin.echoes(answer)).toBe(1);
    const said = twin.toDialogue(answer, twin.echoes(answer));
    expect(said.options.ts).toEqual({ val: 4, ecr: 0 });
    expect(kernel.toHost(said, 1).options.ts).toEqual({ val: 4, ecr: 400 });
    expect(twin.echoes(into({ flags: ACK, ack: 6, options: { ts: { val: 4, ecr: 10_000 } } }))).toBe(0);
  });

  test('say when a new connection goes on above an old one, and when it does not', () => {
    const numbers = createNumbers();
    numbers.hear(out({ flags: SYN | ACK, seq: 100, ack: 1 }));
    numbers.hear(out({ flags: ACK | 1, seq: 101, ack: 1 }));
    expect(numbers.hear(out({ flags: SYN | ACK, seq: 102 + 65_536, ack: 1 }))).toContain('(old number + 65537)');
    expect(numbers.hear(out({ flags: SYN | ACK, seq: 5, ack: 1 }))).toContain('(new number)');
  });
});
