import { expect, test } from 'vitest';
import { levelHash } from '../../source/classroom/level-hash.ts';
import { builtCourse } from '../terminal/course-files.ts';

const level = { ...builtCourse().levels[0]! };

test('a corrected sentence, a new proof or search, another place make no other level', () => {
  expect(levelHash({ ...level, proof: null, bots: null, search: null, minutes: 99, world: 4, needs: ['x'], title: { en: 'x', 'zh-Hans': 'x' }, texts: { en: {}, 'zh-Hans': {} } })).toBe(levelHash(level));
});

test('what decides how it goes does', () => {
  for (const change of [{ version: 2 }, { par: 99 }, { goals: [] }, { setup: {} }, { predictions: [] }, { kernel: '4.4' as const }]) expect(levelHash({ ...level, ...change }), JSON.stringify(change)).not.toBe(levelHash(level));
});

test('all levels have hashes of their own', () => {
  const hashes = builtCourse().levels.map(levelHash);
  expect(new Set(hashes).size).toBe(hashes.length);
});
