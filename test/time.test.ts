import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSchedule, inOrder, nextAt, schedule, takeNext } from '../source/time.ts';

/** A time to schedule something at, or null: take what is next. */
const steps = fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { maxLength: 200 });

describe('the schedule', () => {
  test('gives what is due first, and of equal times what was scheduled first, whatever was taken in between', () => {
    fc.assert(fc.property(steps, (tried) => {
      const queue = createSchedule<number>();
      let waiting: { readonly at: number; readonly item: number }[] = [];
      for (const [item, at] of tried.entries()) {
        if (at !== null) {
          schedule(queue, at, item);
          waiting.push({ at, item });
        } else if (waiting.length > 0) {
          const [first] = waiting.toSorted((a, b) => a.at - b.at || a.item - b.item);
          expect(nextAt(queue)).toBe(first!.at);
          expect(takeNext(queue)).toMatchObject(first!);
          waiting = waiting.filter(({ item: other }) => other !== first!.item);
        }
      }
      expect(inOrder(queue).map(({ at, item }) => ({ at, item }))).toEqual(waiting.toSorted((a, b) => a.at - b.at || a.item - b.item));
    }));
  });

  test('with nothing in it, is never due, and taking is a mistake of the caller', () => {
    const queue = createSchedule();
    expect(nextAt(queue)).toBe(Infinity);
    expect(() => takeNext(queue)).toThrow('empty schedule');
  });
});
