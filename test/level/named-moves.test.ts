import { expect, test } from 'vitest';
import { namedMoves } from '../../source/level/named-moves.ts';

test.each<readonly [sentence: string, moves: readonly string[]]>([
  ['Send R. seq 0 ack SEG.SEQ+1', ['R. seq 0 ack SEG.SEQ+1']],
  ['Send . seq SEG.ACK ack SEG.SEQ+1, then choose state TIME-WAIT', ['. seq SEG.ACK ack SEG.SEQ+1', 'state TIME-WAIT']],
  ['Put it into the SYN queue (queue syn), then send S. seq 5 ack SEG.SEQ+1', ['queue syn', 'S. seq 5 ack SEG.SEQ+1']],
  ['Take it in and answer nothing (silent).', ['silent']],
  ['Type server-old: call listen 3 511, and then server-new: call listen 3 511', ['server-old: call listen 3 511', 'server-new: call listen 3 511']],
  ['Type sysctl tcp_syncookies=1', ['sysctl tcp_syncookies=1']],
  ['At 15 s: timer 16s. At 63 s: timer off', ['timer 16s', 'timer off']],
  ['Let time pass with wait until a segment arrives, then answer it.', ['wait']],
  ['发送 R seq SEG.ACK, 再选 state CLOSED', ['R seq SEG.ACK', 'state CLOSED']],
  ['The SYN and its ACK are in no queue. Look at them.', []],
])('%s', (sentence, moves) => {
  expect(namedMoves(sentence).map(({ line }) => line)).toEqual(moves);
});
