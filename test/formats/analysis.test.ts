import { expect, test } from 'vitest';
import { analyse } from '../../source/formats/analysis.ts';
import { ACK, PSH, SYN } from '../../source/tcp/flags.ts';
import { segment, type Segment } from '../../source/tcp/segment.ts';

const says = (fields: Partial<Segment> & Pick<Segment, 'flags'>): Segment => segment({ srcIp: 5, srcPort: 40_000, dstIp: 9, dstPort: 80, win: 512, ...fields });
const answers = (fields: Partial<Segment>): Segment => segment({ srcIp: 9, srcPort: 80, dstIp: 5, dstPort: 40_000, flags: ACK, win: 63, ...fields });

test('an ACK that repeats the last one is a duplicate, and one that answers a SYN with other numbers is none', () => {
  const [data, ack, syn] = [says({ flags: ACK | PSH, seq: 700, ack: 1, length: 1 }), answers({ seq: 9000, ack: 500 }), says({ flags: SYN, seq: 400 })];
  expect(analyse([data, ack, data, ack]).map((signs) => signs.duplicateAck)).toEqual([false, false, false, true]);
  expect(analyse([data, ack, syn, ack]).map((signs) => signs.duplicateAck)).toEqual([false, false, false, false]);
});
