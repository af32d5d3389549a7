import { describe, expect, test } from 'vitest';
import { checkMinutes, measuredMinutes } from '../../../source/commands/check/check-minutes.ts';
import type { Level } from '../../../source/level/level.ts';
import { levelAt } from '../../levels/play-level.ts';

const level = levelAt('01-opening/01-first-syn');

/** The level with other words in one section of both languages. */
const saying = (section: string, en: string, zh: string): Level => ({ ...level, texts: { en: { ...level.texts.en, [section]: en }, 'zh-Hans': { ...level.texts['zh-Hans'], [section]: zh } } });

describe('the minutes of a level', () => {
  test('grow by a minute with 114 more words, or 128 more Chinese characters, whichever takes longer', () => {
    const none = measuredMinutes(saying('takeaway', '', ''));
    expect(measuredMinutes(saying('takeaway', '', '学'.repeat(256))) - none).toBeCloseTo(2);
    const words = Array.from({ length: 1140 }, (_, n) => `word${n}`).join(' ');
    expect(measuredMinutes(saying('takeaway', words, '')) - none).toBeGreaterThan(8);
  });

  test('do not count what is read only by who asks or errs', () => {
    expect(measuredMinutes(saying('hint.else.1', 'x '.repeat(500), '学'.repeat(500)))).toBe(measuredMinutes(level));
  });

  test('are a finding where they are far from what is stated, and none where they are near', () => {
    expect(checkMinutes(level)).toEqual([]);
    expect(checkMinutes({ ...level, minutes: 12 })).toEqual([{ check: 'minutes', about: '12', message: expect.stringMatching(/^expected about \d: reading all texts/) }]);
    expect(checkMinutes({ ...level, minutes: 1 })).toHaveLength(1);
  });
});
