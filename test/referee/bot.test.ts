import { describe, expect, test } from 'vitest';
import { BOTS_FILE, readBots } from '../../source/level/bots.ts';
import { botPlays, STRENGTHS } from '../../source/referee/bot.ts';
import { histogramOf } from '../../source/referee/histogram.ts';
import { shippedFiles } from '../level/level-files.ts';
import { levelAt } from '../levels/play-level.ts';

const level = levelAt('01-opening/01-first-syn');
const won = (right: number): number => Object.values(botPlays(level, 40).bots.find((bot) => bot.right === right)!.won).reduce((sum, count) => sum + count, 0);

describe('bots', () => {
  test('play the same every time, and win more often the more they do right', () => {
    expect(botPlays(level, 40)).toEqual(botPlays(level, 40));
    expect(won(STRENGTHS[2])).toBeGreaterThan(won(STRENGTHS[0]));
  });

  test('made of first-syn what is kept beside it', () => {
    const { bots, problems } = readBots(BOTS_FILE, shippedFiles()[`01-opening/01-first-syn/${BOTS_FILE}`]);
    expect(problems).toEqual([]);
    expect(botPlays(level, bots!.bots[0]!.plays)).toEqual(bots);
  });
});

describe('what was kept of bots', () => {
  test.each(['', 'null', '[]', '{"format":"ackademy-bots","version":2,"levelVersion":1,"bots":[]}', '{"format":"ackademy-bots","version":1,"levelVersion":1,"bots":[{"right":50,"plays":1,"won":{"2":5}}]}', '{"format":"ackademy-bots","version":1,"levelVersion":1,"bots":[{"right":50,"plays":9,"won":{"two":5}}]}'])('%j is refused with what was expected', (text) => {
    const { bots, problems } = readBots('a/bots.json', text);
    expect(bots).toBeNull();
    expect(problems).toMatchObject([{ file: 'a/bots.json', line: 1, expected: 'what "ackademy check --bots" writes' }]);
  });

  test('nothing kept is no fault', () => {
    expect(readBots('a/bots.json', undefined)).toEqual({ bots: null, problems: [] });
  });
});

test('a histogram has a bin up to par, wider ones above, and those that did not win', () => {
  const { bins, notWon, plays } = histogramOf({ plays: 20, won: { 4: 1, 5: 6, 6: 1, 8: 2, 9: 1, 30: 3 } }, 5);
  expect(bins).toEqual([{ from: 0, to: 5, count: 7 }, { from: 6, to: 6, count: 1 }, { from: 7, to: 8, count: 2 }, { from: 9, to: 12, count: 1 }, { from: 13, to: null, count: 3 }]);
  expect(notWon).toBe(6);
  expect(bins.reduce((sum, { count }) => sum + count, notWon)).toBe(plays);
});
