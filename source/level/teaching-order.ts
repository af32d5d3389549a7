import type { Level } from './level.ts';
import type { Problem } from './problem.ts';
import { SKILLS } from './skill.ts';

type Taught = Pick<Level, 'id' | 'needs' | 'teaches' | 'uses' | 'fade'>;

/**
 * What is wrong with the order in which a course teaches, given its levels in their order: each skill is taught by one level;
 * what a level uses was taught by levels before it that the map asks for; the first level of an idea, and no other, leaves
 * but one number to the player, so that it can be watched before it is played. Where levels of another course come first
 * (`elsewhere`), their ideas may be taught again, and how much is left to the player is the author's choice.
 */
export function teachingProblems(levels: readonly Taught[], elsewhere: readonly Taught[] = []): readonly Problem[] {
  return levels.flatMap((level, index) => {
    const before = [...elsewhere, ...levels.slice(0, index)];
    const problem = (expected: string, came: string): Problem => ({ file: level.id, line: 0, column: 0, expected, example: null, came });
    const asked = neededBy(level, before);
    const taught = new Set(asked.flatMap(({ teaches }) => teaches));
    const first = level.teaches.some((skill) => !before.some(({ teaches }) => teaches.some((earlier) => ideaOf(earlier) === ideaOf(skill))));
    const unmet = level.uses.filter((skill) => !taught.has(skill)).map((skill) => problem('in "uses" only what the levels in "needs", or those that they need, teach', `"${skill}", taught by ${[...elsewhere, ...levels].find(({ teaches }) => teaches.includes(skill))?.id ?? 'no level'}`));
    if (elsewhere.length > 0) return unmet;
    return [
      ...level.teaches.filter((skill) => before.some(({ teaches }) => teaches.includes(skill))).map((skill) => problem('in "teaches" only what no level before it teaches', `"${skill}"`)),
      ...unmet,
      ...(first && level.fade !== 0 ? [problem('fade: 0, since it is the first level of an idea', `fade: ${level.fade}`)] : []),
      ...(!first && level.fade === 0 ? [problem('a fade from 1 to 3, since its ideas have been met', 'fade: 0')] : []),
    ];
  });
}

/** The levels that must be known before this one: those it needs, those that they need, and so on. */
function neededBy(level: Taught, before: readonly Taught[]): readonly Taught[] {
  const found = new Set<Taught>();
  const visit = ({ needs }: Taught): void => {
    for (const need of before) {
      if (!needs.includes(need.id) || found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(level);
  return [...found];
}

function ideaOf(skill: string): string {
  return (SKILLS as Readonly<Record<string, string>>)[skill] ?? skill;
}
