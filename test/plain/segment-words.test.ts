import { expect, test } from 'vitest';
import { segmentText } from '../../source/plain/segment-words.ts';
import type { Voice } from '../../source/plain/voice.ts';
import { ACK, PSH } from '../../source/tcp/flags.ts';
import type { Segment } from '../../source/tcp/segment.ts';

const voice: Voice = { lang: 'en', texts: { en: {}, 'zh-Hans': {} }, numbers: {}, segments: 'words' };
const withData = (data: string): Segment => ({ srcIp: 1, dstIp: 2, srcPort: 1, dstPort: 2, flags: PSH | ACK, seq: 1, ack: 1, win: 1, length: data.length, options: {}, data });

test('a short payload is said whole, a long one by how it begins: nobody listens to 934 letters', () => {
  expect(segmentText(withData('hello'), voice)).toContain('5 bytes, "hello"');
  expect(segmentText(withData('x'.repeat(934)), voice)).toMatch(/934 bytes, beginning with "x{12}"$/);
});
