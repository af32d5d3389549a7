import { describe, expect, test } from 'vitest';
import { parseCourse } from '../../source/level/parse-course.ts';
import { SKILL_NAMES, SKILLS, type Skill } from '../../source/level/skill.ts';
import { teachingProblems } from '../../source/level/teaching-order.ts';
import { shippedFiles } from './level-files.ts';

interface Written {
  readonly needs?: readonly string[];
  readonly teaches?: readonly Skill[];
  readonly uses?: readonly Skill[];
  readonly fade?: 0 | 1 | 2 | 3;
}

const level = (id: string, { needs = [], teaches = [], uses = [], fade = 1 }: Written) => ({ id, needs, teaches, uses, fade });
const first = level('a', { teaches: ['syn-counts-one'], fade: 0 });
const said = (...levels: Parameters<typeof teachingProblems>[0]) => teachingProblems(levels).map(({ file, expected, came }) => `${file}: ${expected}: ${came}`);

describe('the order in which a course teaches', () => {
  test('is sound where a level rests on what the levels that it needs, or they need, have taught', () => {
    expect(said(first, level('b', { needs: ['a'] }), level('c', { needs: ['b'], uses: ['syn-counts-one'] }))).toEqual([]);
  });

  test('is not where an idea is taught later, by a level that is not needed, or by none', () => {
    const user = level('b', { uses: ['syn-counts-one'] });
    expect(said(user, first)).toEqual([expect.stringContaining('b: in "uses" only')]);
    expect(said(first, user)).toEqual([expect.stringContaining('"syn-counts-one", taught by a')]);
    expect(said(level('b', { uses: ['tw-reuse'] }))).toEqual([expect.stringContaining('taught by no level')]);
  });

  test('is not where two levels teach the same', () => {
    expect(said(first, level('b', { teaches: ['syn-counts-one'] }))).toEqual([expect.stringContaining('no level before it teaches')]);
  });

  test('begins an idea with a level that can be watched first, and no other level is so', () => {
    expect(said({ ...first, fade: 1 })).toEqual(['a: fade: 0, since it is the first level of an idea: fade: 1']);
    expect(said(first, level('b', { teaches: ['numbers-wrap'], fade: 0 }))).toEqual([expect.stringContaining('b: a fade from 1 to 3')]);
    expect(said(level('c', { fade: 0 }))).toEqual([expect.stringContaining('c: a fade from 1 to 3')]);
  });
});

describe('the course', () => {
  const { course, problems } = parseCourse(shippedFiles());

  test('teaches in a sound order', () => {
    expect(problems).toEqual([]);
  });

  test('leaves more to the player from level to level of an idea, never less', () => {
    const reached = new Map<string, number>();
    for (const { id, role, teaches, fade } of course.levels) {
      if (role !== 'kernel') continue;
      for (const idea of new Set(teaches.map((skill) => SKILLS[skill]))) {
        expect(fade, `${id}, ${idea}`).toBeGreaterThanOrEqual(reached.get(idea) ?? 0);
        reached.set(idea, fade);
      }
    }
  });

  test('has no skill that no level teaches', () => {
    const taught = new Set(course.levels.flatMap(({ teaches }) => teaches));
    expect(SKILL_NAMES.filter((skill) => !taught.has(skill))).toEqual([]);
  });
});
