import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestName } from '../../../source/tcp/notation/nearest-name.ts';

const word = fc.string({ maxLength: 8 });

describe('the nearest name', () => {
  it.each([
    ['seq', 'seq', 0],
    ['sqe', 'seq', 1],
    ['kitten', 'sitting', 3],
    ['', 'ack', 3],
  ])('is found by counting changes: from "%s" to "%s" it is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });

  it('is as far there as back, and at most as far as the longer word is long', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, a)).toBe(0);
      }),
    );
  });

  it('is given in its own spelling, and only when it is near', () => {
    expect(nearestName('sackok', ['mss', 'sackOK'])).toBe('sackOK');
    expect(nearestName('wsacle', ['mss', 'wscale'])).toBe('wscale');
    expect(nearestName('elephant', ['mss', 'wscale'])).toBeNull();
    expect(nearestName('x'.repeat(2000), ['mss'])).toBeNull();
  });
});
