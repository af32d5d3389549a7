import { describe, expect, test } from 'vitest';
import { ofThisLevel, readLongSearch, searchHash, searchLong, SEARCH_FILE, usualGames } from '../../source/level/long-search.ts';
import { makeReport, reportLines, type ParReport } from '../../source/level/report.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { levelAt } from '../levels/play-level.ts';
import { shippedFiles } from './level-files.ts';

const level = levelAt('01-opening/01-first-syn');

describe('a long search', () => {
  test('proves par where every shorter way could be tried, and does the same every time', () => {
    const { search, findings } = searchLong(sessionEngine, level, 10);
    expect(findings).toEqual([]);
    expect(search).toMatchObject({ proved: true, atLeast: level.par, games: 0, best: null, hash: searchHash(level) });
    expect(searchLong(sessionEngine, level, 10).search).toEqual(search);
  });

  test('finds the shorter way that a par too high leaves', () => {
    const { search, findings } = searchLong(sessionEngine, { ...level, par: level.par + 1 }, 10);
    expect(search).toMatchObject({ proved: false, best: level.par });
    expect(findings.map(({ check, message }) => `${check} ${message}`)).toEqual([expect.stringMatching(/^par a way of 2 moves wins: /)]);
  });

  test('proves nothing where chance decides, and a lucky way is no fault', () => {
    const { search, findings } = searchLong(sessionEngine, { ...level, luck: true, par: level.par + 1 }, 10);
    expect({ proved: search.proved, best: search.best, findings }).toEqual({ proved: false, best: level.par, findings: [] });
  });

  test('has fewer games where each costs seconds', () => {
    expect(usualGames({ ...level, mode: 'live' })).toBeLessThan(usualGames(level));
  });
});

describe('what was kept of a long search', () => {
  const { search: kept } = searchLong(sessionEngine, level, 1);

  test('is read as it was written, and is stale once the level is another one', () => {
    const { search } = readLongSearch(SEARCH_FILE, JSON.stringify(kept));
    expect(search).toEqual(kept);
    expect(ofThisLevel(search, level)).toBe(search);
    expect(ofThisLevel(search, { ...level, par: level.par + 1 })).toEqual({ ...kept, stale: true });
  });

  test.each(['', 'null', '[]', JSON.stringify({ ...kept, version: 2 }), JSON.stringify({ ...kept, games: -1 }), JSON.stringify({ ...kept, best: 'two' })])('%j is refused with what was expected', (text) => {
    expect(readLongSearch('a/search.json', text)).toMatchObject({ search: null, problems: [{ file: 'a/search.json', line: 1, expected: 'what "ackademy check --long" writes' }] });
  });

  test('is nothing where there is no file', () => {
    expect(readLongSearch(SEARCH_FILE, undefined)).toEqual({ search: null, problems: [] });
  });

  const par: ParReport = { claimed: 4, proved: false, best: 4, atLeast: 2, withWrong: { atLeast: 4, best: null }, plays: 10, long: null };
  const long = { proved: false, atLeast: 3, games: 2000, best: 4, plays: 5 };
  test.each<[string, ParReport['long']]>([
    ['par 4 not proved (none of fewer than 2 moves wins), best found 4', null],
    ['par 4 not proved (none of fewer than 3 moves wins), best found 4; long search: nothing shorter in 2000 random plays (5 plays)', long],
    ['par 4 not proved in the daily check, best found 4; long search: proved (5 plays)', { ...long, proved: true }],
    ['par 4 not proved (none of fewer than 3 moves wins), best found 4; long search: 3 moves with luck (5 plays)', { ...long, best: 3 }],
  ])('the check says %s', (text, what) => {
    expect(reportLines(makeReport([{ id: 'a', ok: true, findings: [], par: { ...par, long: what }, idea: null }]))[0]).toBe(`OK  a: ${text}, 10 plays`);
  });
});

/** What is told of par must be of the level that is shipped. */
test('no long search that is shipped is stale', () => {
  const files = shippedFiles();
  const folders = Object.keys(files).filter((path) => path.endsWith(`/${SEARCH_FILE}`)).map((path) => path.slice(0, -SEARCH_FILE.length - 1));
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((folder) => levelAt(folder).search?.stale !== undefined)).toEqual([]);
});
