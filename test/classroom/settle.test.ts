import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradeHandIn } from '../../source/classroom/grade.ts';
import { settleAll, type Entrant } from '../../source/classroom/settle.ts';
import { smallClass } from './small-class.ts';
import { handInOf, type Style } from './student.ts';

const { pack, levels, codes, book } = smallClass(['first-syn', 'nobody-home'], 2);
const texts = Object.fromEntries((['right', 'mistaken', 'hinted', 'gives-up', 'guesses'] as const).map((style) => [style, handInOf(pack, levels, codes[0]!, style)])) as Record<Style, string>;

function entrant(file: number, style: Style, owner: 'own' | 'other' | null = null): Entrant {
  const graded = gradeHandIn(texts[style], book);
  if (!graded.ok) throw new Error(graded.why);
  const { handle } = graded.grade;
  return { file, text: () => texts[style], grade: graded.grade, owner: owner === 'own' ? handle : owner, student: handle };
}

describe('hand-ins of one code', () => {
  test('that have gone different ways: the one with more points counts, wherever it lies, and the other is named', () => {
    for (const order of [[0, 1], [1, 0]] as const) {
      expect(settleAll([entrant(order[0], 'gives-up'), entrant(order[1], 'hinted')])).toContainEqual({ file: order[1], state: 'counts' });
      expect(settleAll([entrant(order[0], 'gives-up'), entrant(order[1], 'hinted')])).toContainEqual({ file: order[0], state: expect.stringMatching(/double|earlier/), with: order[1] });
    }
  });

  test('that have gone different ways: what lies in the student\'s own submission goes before what lies anywhere', () => {
    expect(settleAll([entrant(0, 'right'), entrant(1, 'mistaken', 'own')])).toEqual([{ file: 0, state: 'double', with: 1 }, { file: 1, state: 'counts' }]);
  });

  test('one of which lies in another\'s submission: it is refused, and harms nobody', () => {
    expect(settleAll([entrant(0, 'mistaken', 'own'), entrant(1, 'right', 'other')])).toEqual([{ file: 0, state: 'counts' }, { file: 1, state: 'other-student', with: null }]);
  });

  test('always leave exactly one that counts, and no copy can take points away', () => {
    const style = fc.constantFrom<Style>('right', 'mistaken', 'hinted', 'gives-up', 'guesses');
    fc.assert(fc.property(fc.array(style, { minLength: 1, maxLength: 6 }), (styles) => {
      const all = styles.map((one, file) => entrant(file, one));
      const counting = settleAll(all).filter(({ state }) => state === 'counts');
      expect(counting).toHaveLength(1);
      expect(all[counting[0]!.file]!.grade.total).toBe(Math.max(...all.map(({ grade }) => grade.total)));
    }), { numRuns: 60 });
  });
});
