import { describe, expect, test } from 'vitest';
import { plainText } from '../../../source/components/line.ts';
import { wordsFor } from '../../../source/components/words.ts';
import type { Lang } from '../../../source/language.ts';
import { histogramOf, type Scores } from '../../../source/referee/histogram.ts';
import { debriefRows, INITIAL_DEBRIEF_STATE, partsOf, type DebriefState } from '../../../source/screens/debrief/debrief-rows.ts';
import type { DebriefView } from '../../../source/screens/debrief/debrief-view.ts';
import { histogramRows } from '../../../source/screens/debrief/histogram-rows.ts';
import { CASES, expectFits, glyphs } from '../fits.ts';
import { sampleDebrief, sampleTexts } from './sample-debrief.ts';

const bots = [{ right: 80, histogram: histogramOf({ plays: 10, won: { 1: 5, 2: 2 } }, 1) }];
const rows = (over: Partial<DebriefView> = {}, lang: Lang = 'en', width = 47): readonly string[] => histogramRows({ ...sampleDebrief, bots, ...over }, wordsFor(lang), width).map((row) => plainText(row).trimEnd());

describe('what bots made of a level', () => {
  test('is drawn with a number beside each bar, and says where this run stands', () => {
    expect(rows().slice(-6)).toEqual([
      ' par 1      ############ 5',
      ' 2          ##### 2 < you',
      ' 3-4         0',
      ' 5-8         0',
      ' 9+          0',
      ' not won    ####### 3',
    ]);
  });

  test('says that they are bots', () => {
    expect(rows().slice(0, -6).join(' ')).toMatch(/^How many moves bots took\. .*Right in 80 of 100 moves, 10 plays:$/);
  });

  test('counts a run that was not solved among those that did not win', () => {
    expect(rows({ solved: false }).at(-1)).toBe(' not won    ####### 3 < you');
  });

  test('lines up in Chinese, and fits a narrow panel', () => {
    expect(rows({}, 'zh-Hans').slice(-1)).toEqual([' 没有过关   ####### 3']);
    expect(rows({}, 'en', 28).every((row) => row.length <= 28)).toBe(true);
  });

  test('is nothing where nobody has let them play', () => {
    expect(rows({ bots: [] })).toEqual([]);
  });
});

describe("the player's own plays, and a class that is loaded", () => {
  const own: Scores = { label: { id: 'debrief.own', params: { n: 3, begun: 5 } }, won: [1, 2, 2], notWon: null };

  test('stand above the bots, with their label, and no bar for what nobody counted', () => {
    const all = rows({ scores: [own] }, 'en', 80);
    expect(all.slice(0, 7)).toEqual(['Your own plays that solved it: 3, of 5 begun. By the moves they took:', ' par 1      ######## 1', ' 2          ################ 2 < you', ' 3-4         0', ' 5-8         0', ' 9+          0', expect.stringMatching(/^How many moves bots took/)]);
  });

  test('have a bar for plays that did not win where these were counted', () => {
    const all = rows({ bots: [], scores: [own, { ...own, won: [], notWon: 4 }] }, 'en', 80);
    expect(all.at(-1)).toBe(` not won    ${'#'.repeat(24)} 4`);
    expect(all.filter((row) => row.startsWith(' not won'))).toHaveLength(1);
  });
});

test.each(CASES)('what bots made of it fits the debrief at %s, and is at the end of the takeaway', (_name, size, lang) => {
  const view: DebriefView = { ...sampleDebrief, bots };
  const state: DebriefState = { ...INITIAL_DEBRIEF_STATE, next: '1-2', panel: 'takeaway' };
  const drawn = debriefRows(view, { ...state, scroll: 999 }, wordsFor(lang, sampleTexts), size, glyphs);
  expectFits(drawn, size);
  const { rows: all } = partsOf(view, state, wordsFor(lang, sampleTexts), size);
  expect(all.map(plainText).join('\n')).toContain(lang === 'en' ? 'not won    #' : '没有过关   #');
});
