import { expect, test } from 'vitest';
import type { Predicate } from '../../source/level/goal.ts';
import { heldConditions, NOTHING_HELD, trackHeld, withHeld } from '../../source/level/held.ts';
import { holds } from '../../source/level/holds.ts';
import { fakeFacts } from './fake-facts.ts';

const served: Predicate = { service: { atLeast: 90, over: 1000 } };
const goal: Predicate = { held: { ms: 3000, what: served } };

/** Whether the goal holds at each time, given the service at that time. */
function run(course: readonly (readonly [at: number, service: number])[]): readonly boolean[] {
  const watched = heldConditions([goal]);
  let track = NOTHING_HELD;
  return course.map(([now, service]) => {
    const facts = fakeFacts({ now, service: () => service });
    track = trackHeld(track, watched, facts);
    return holds(goal, withHeld(facts, track));
  });
}

test('a condition must hold without a break', () => {
  expect(run([[0, 95], [1000, 95], [2999, 95], [3000, 95]])).toEqual([false, false, false, true]);
  expect(run([[0, 95], [2000, 10], [3000, 95], [5999, 95], [6000, 95]])).toEqual([false, false, false, false, true]);
  expect(run([[0, 95], [3000, 95], [3001, 10]])).toEqual([false, true, false]);
});

test('the track is plain data and the one given stays as it was', () => {
  const facts = fakeFacts({ now: 7, service: () => 100 });
  const before = {};
  const after = trackHeld(before, heldConditions([goal]), facts);
  expect(before).toEqual({});
  expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  expect(Object.values(after)).toEqual([7]);
});

test('conditions inside all, any, not and held itself are found, each once', () => {
  const nested: Predicate = { all: [goal, { any: [{ not: goal }, { held: { ms: 5, what: { not: goal } } }] }] };
  expect(heldConditions([nested, goal])).toEqual([served, { not: goal }]);
});

test('held inside held uses the inner track of the same moment', () => {
  const outer: Predicate = { held: { ms: 1000, what: goal } };
  const watched = heldConditions([outer]);
  let track = NOTHING_HELD;
  const at = [0, 3000, 4000].map((now) => {
    const facts = fakeFacts({ now, service: () => 100 });
    track = trackHeld(track, watched, facts);
    return holds(outer, withHeld(facts, track));
  });
  expect(at).toEqual([false, false, true]);
});
