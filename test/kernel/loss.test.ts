import { describe, expect, it } from 'vitest';
import type { Conversation } from './conversation.ts';
import { established } from './fixture.ts';

/** What goes out in so much time: when, how long, and whether with a FIN. */
function sent(c: Conversation, ms: number): (readonly [at: number, length: number, fin: boolean])[] {
  return c.overhear(ms).map(({ at, segment }) => [at, segment.length, (segment.flags & 1) !== 0] as const);
}

/** Segments of the largest size, on their way. */
function onTheirWay(count: number): Conversation {
  const c = established({ sack: true });
  Object.assign(c.socketOf(), { srtt: 50, minRtt: 50, rto: 300, rttvar: 50 });
  c.write('x'.repeat(1460 * count));
  c.outbox = [];
  return c;
}

describe('a loss probe', () => {
  it('F12.3 is the FIN, when that alone has to wait', () => {
    const c = onTheirWay(10);
    c.shutdown('WR');
    expect(sent(c, 110)).toEqual([[102, 0, true]]);
  });
});

describe('what may only be late', () => {
  it('F12.3 is waited for as long as what arrived last took, even if that was not sent last', () => {
    const c = onTheirWay(3);
    // The probe is the third again, the timeout the first.
    expect(sent(c, 500).map(([, length]) => length)).toEqual([1460, 1460]);
    c.say('. ack SND.UNA+2920');
    c.silence();
    expect(sent(c, 300).map(([, length]) => length)).toEqual([1460]);
  });
});
