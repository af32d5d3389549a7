import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, after, before, between, distance } from '../../source/tcp/sequence.ts';
import { sequenceNumber, u32 } from './arbitrary.ts';

const HALF = 0x80000000;

describe('sequence arithmetic', () => {
  it('wraps from the highest number to 0', () => {
    expect(add(0xffffffff, 1)).toBe(0);
    expect(add(0, -1)).toBe(0xffffffff);
    expect(before(0xffffffff, 0)).toBe(true);
    expect(after(5, 0xfffffff0)).toBe(true);
  });

  it('stays within 32 bits whatever is added', () => {
    fc.assert(
      fc.property(sequenceNumber, u32, (a, n) => {
        const sum = add(a, n);
        expect(sum).toBeGreaterThanOrEqual(0);
        expect(sum).toBeLessThanOrEqual(0xffffffff);
        expect(add(sum, -n)).toBe(a);
      }),
    );
  });

  it('finds the distance that leads from one number to the other', () => {
    fc.assert(
      fc.property(sequenceNumber, sequenceNumber, (a, b) => {
        expect(add(a, distance(a, b))).toBe(b);
      }),
    );
  });

  it('holds a number to be before what lies less than half the circle ahead, and after it seen from there', () => {
    fc.assert(
      fc.property(sequenceNumber, fc.integer({ min: 1, max: HALF - 1 }), (a, n) => {
        const b = add(a, n);
        expect([before(a, b), after(b, a), before(b, a), after(a, b)]).toEqual([true, true, false, false]);
      }),
    );
  });

  it('holds no number to be before or after itself', () => {
    fc.assert(
      fc.property(sequenceNumber, (a) => {
        expect([before(a, a), after(a, a)]).toEqual([false, false]);
      }),
    );
  });

  it('holds opposite numbers to be before each other both ways, as the signed comparison of Linux does', () => {
    fc.assert(
      fc.property(sequenceNumber, (a) => {
        expect([before(a, add(a, HALF)), before(add(a, HALF), a)]).toEqual([true, true]);
      }),
    );
  });

  it('does not change its mind when both numbers move on by the same amount', () => {
    fc.assert(
      fc.property(sequenceNumber, sequenceNumber, u32, (a, b, n) => {
        expect(before(add(a, n), add(b, n))).toBe(before(a, b));
      }),
    );
  });

  it('counts both edges of a window as inside, and what lies one step beyond as outside', () => {
    fc.assert(
      fc.property(sequenceNumber, fc.integer({ min: 0, max: HALF - 1 }), fc.nat(), (low, size, step) => {
        const high = add(low, size);
        expect(between(low, low, high)).toBe(true);
        expect(between(high, low, high)).toBe(true);
        expect(between(add(low, step % (size + 1)), low, high)).toBe(true);
        expect(between(add(low, -1), low, high)).toBe(false);
        expect(between(add(high, 1), low, high)).toBe(false);
      }),
    );
  });
});
