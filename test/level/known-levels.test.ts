import { expect, test } from 'vitest';
import { knownLevels, shownBy } from '../../source/level/known-levels.ts';

/** a <- b <- c, a <- d, and e that stands alone. */
const LEVELS = [
  { id: 'a', needs: [] },
  { id: 'b', needs: ['a'] },
  { id: 'c', needs: ['b'] },
  { id: 'd', needs: ['a', 'b'] },
  { id: 'e', needs: [] },
];
const known = (done: Readonly<Record<string, { stars: number; expert?: boolean }>>) => [...knownLevels(LEVELS, (id) => done[id] ?? { stars: 0 })];

test('a level that was solved is known, and what it builds on is not known by that', () => {
  expect(known({ c: { stars: 3 } })).toEqual(['c']);
});

test('a level solved in expert mode shows all that it builds on, however far before it', () => {
  expect(known({ c: { stars: 2, expert: true } })).toEqual(['a', 'b', 'c']);
  expect(known({ c: { stars: 2, expert: true }, e: { stars: 1 } })).toEqual(['a', 'b', 'c', 'e']);
});

test('a level solved without expert mode passes nothing on, also where an expert\'s win came over it', () => {
  expect(known({ b: { stars: 1 }, d: { stars: 2, expert: true } })).toEqual(['a', 'b', 'd']);
});

test('what a win would show is told in the order of the course, without the level itself', () => {
  expect(shownBy(LEVELS, 'd')).toEqual(['a', 'b']);
  expect(shownBy(LEVELS, 'a')).toEqual([]);
});
