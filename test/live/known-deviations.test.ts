import { describe, expect, test } from 'vitest';
import type { Dialogue, Step } from '../../source/live/dialogue/dialogue.ts';
import { NO_OPTIONS } from '../../source/tcp/options.ts';
import { NOTHING, type Difference } from './compare.ts';
import { knownDeviation } from './known-deviations.ts';

const from = (srcPort: number, dstPort: number): Step => ({ at: 0, do: 'segment', segment: { srcIp: 1, srcPort, dstIp: 2, dstPort, flags: 2, seq: 0, ack: 0, win: 0, length: 0, options: NO_OPTIONS } });
const dialogue = (...steps: Step[]): Dialogue => ({ ip: 2, sysctls: {}, steps, until: 100 });
const excused = (difference: Difference, ...steps: Step[]): string | null => knownDeviation(difference, dialogue(...steps))?.id ?? null;

describe('a port that a kernel drew by chance', () => {
  const answer: Difference = { about: 'sent', step: 0, kernel: '40000 R. 0:0(0) ack 1', twin: '40000 S. 0:0(0) ack 1' };

  test('excuses another answer to what was sent there', () => {
    expect(excused(answer, from(40_000, 51_234))).toBe('port-by-chance');
    expect(excused({ ...answer, kernel: NOTHING }, from(40_000, 51_234))).toBe('port-by-chance');
    expect(excused({ ...answer, kernel: `${answer.kernel}; 40001 R. 0:0(0)` }, from(40_000, 51_234))).toBeNull();
    expect(excused({ about: 'time', step: 0, kernel: '5.0 ms 40000 R 1:1(0)', twin: '9.0 ms 40000 R 1:1(0)' }, from(40_000, 51_234))).toBe('port-by-chance');
  });

  test('excuses nothing on a port that a program named, nothing before, and nothing that another peer hears', () => {
    expect(excused(answer, from(40_000, 8080))).toBeNull();
    expect(excused(answer, from(40_000, 8080), from(40_000, 51_234))).toBeNull();
    expect(excused({ ...answer, step: 1 }, from(40_001, 51_234), from(40_000, 8080))).toBeNull();
    expect(excused({ about: 'state', step: 0, kernel: '8080 LISTEN 0', twin: '' }, from(40_000, 51_234))).toBeNull();
  });
});
