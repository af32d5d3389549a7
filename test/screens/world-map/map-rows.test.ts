import { describe, expect, test } from 'vitest';
import type { Progress } from '../../../source/storage/progress.ts';
import { mapModel } from '../../../source/screens/world-map/map-model.ts';
import { skillStates } from '../../../source/screens/world-map/skills.ts';
import { mapRows } from '../../../source/screens/world-map/map-rows.ts';
import type { MapView } from '../../../source/screens/world-map/map-rows.ts';
import { CASES, SIZES, expectFits, glyphs, screenText, sevenBit } from '../fits.ts';
import { sampleCourse } from '../sample-course.ts';

const done = (stars: 0 | 1 | 2 | 3) => ({ stars, moves: stars === 0 ? null : 4, attempts: 1, run: null });
const progress: Progress = { levels: { 'first-syn': done(3), 'the-listener': done(2), 'numbers-that-wrap': done(1) } };
const view = (over: Partial<MapView> = {}): MapView => ({ model: mapModel(sampleCourse(), progress), selected: 3, panel: 'map', scroll: 0, asking: false, find: null, ...over });
const at80 = { columns: 80, rows: 24 };

describe('the world map', () => {
  test.each(CASES)('fits %s, with a question or a field open as well', (_name, size, lang) => {
    for (const over of [{}, { panel: 'level' as const }, { asking: true, selected: 20 }, { find: 'wait' }, { selected: 45 }]) expectFits(mapRows(view(over), lang, size, glyphs), size);
  });

  test.each(SIZES)('shows the selected level at $columns x $rows, wherever it is in the course', (size) => {
    const model = view().model;
    for (const [selected, item] of model.levels.entries()) expect(screenText(mapRows(view({ selected }), 'en', size, glyphs))).toMatch(new RegExp(`\\[${item.place}\\b`));
  });

  test('marks what is at par, solved, solved with hints, open and locked', () => {
    const text = screenText(mapRows(view(), 'en', at80, glyphs));
    for (const entry of [' 1-1  *** first syn', ' 1-2  **. the', ' 1-3  *.. numbers', '[1-4  ... nobody', ' 1-5  --- crossed']) expect(text).toContain(entry);
    expect(text).toContain('3/46 solved, 6 stars');
  });

  test('marks an expert\'s win with +, and what it shows to be known with ===, which is neither locked nor next', () => {
    const levels = { 'nobody-home': { ...done(2), expert: true as const } };
    const model = mapModel(sampleCourse(), { levels });
    const text = screenText(mapRows(view({ model, selected: 4 }), 'en', at80, glyphs));
    for (const entry of [' 1-1  ===  first syn', ' 1-3  ===  numbers', ' 1-4  **.+ nobody', '[1-5  ...  crossed', '=== known  + expert', 'Next: 1-5']) expect(text).toContain(entry);
  });

  test('of a long course at 80 x 24, has the titles of one world and the headings of all', () => {
    const text = screenText(mapRows(view(), 'en', at80, glyphs));
    for (const part of ['1 Opening', '1-8  --- half open ghost', '2 Queues and floods', '3 Closing', '6 Incidents', 'needs 1-4']) expect(text).toContain(part);
    expect(text).not.toContain('two queues');
    const other = screenText(mapRows(view({ selected: 8 }), 'en', at80, glyphs));
    expect(other).toContain('[2-1  ... two queues');
    expect(other).toContain('par 2, 4 min');
    expect(other).not.toContain('first syn ');
  });

  test('says of each world how long it takes and how many of its levels are proved and solved, the former where there is room', () => {
    const [first] = screenText(mapRows(view(), 'en', at80, glyphs)).split('\n').filter((row) => row.includes('1 Opening'));
    expect(first).toMatch(/1 Opening .*32 min {2}\d proved {2}3\/8/);
    const [narrow] = screenText(mapRows(view(), 'en', { columns: 40, rows: 20 }, glyphs)).split('\n').filter((row) => row.includes('2 Queues'));
    expect(narrow).toMatch(/0\/\d+/);
  });

  test('at 120 x 40 has the title of every level', () => {
    const text = screenText(mapRows(view(), 'en', { columns: 120, rows: 40 }, glyphs));
    for (const { level } of view().model.levels) expect(text).toContain(level.title.en);
  });

  test('tells a new player where to begin, and everybody what is next and which key leads there', () => {
    const at = (selected: number, levels: Progress['levels']) => screenText(mapRows(view({ model: mapModel(sampleCourse(), { levels }), selected }), 'en', at80, glyphs));
    expect(at(0, {})).toContain('Begin here: 1-1 first syn, about 4 min. Enter plays it.');
    expect(at(0, {})).toContain('next, 4 min]');
    expect(at(5, {})).toContain('Next: 1-1 first syn, about 4 min. 0 goes there.');
    expect(at(3, progress.levels)).toContain('Next: 1-4 nobody home, about 4 min. Enter plays it.');
    const run = { format: 'ackademy-run', version: 1, level: 'first-syn', levelVersion: 1, engine: '1', kernel: '6.18', seed: 'a', expert: false, moves: [] } as const;
    expect(at(0, { 'first-syn': { ...done(0), run } })).toContain('Unfinished: 1-1 first syn. Enter goes on with it.');
    expect(at(1, { 'first-syn': { ...done(0), run } })).toContain('Unfinished: 1-1 first syn. 0 goes there.');
  });

  test('says of the selected level what to reach, par, best result, length, and what comes before', () => {
    const text = screenText(mapRows(view({ selected: 4 }), 'en', at80, glyphs));
    for (const fact of ['1-5 crossed syns', 'par     2 moves', 'best    not played', 'length  about 4 min', 'needs   1-4 first', 'The program calls']) expect(text).toContain(fact);
    expect(text).not.toContain('M01');
    expect(screenText(mapRows(view({ selected: 4 }), 'en', { columns: 120, rows: 40 }, glyphs))).not.toContain('M01');
  });

  test('of a course that fits, shows a level a row with its result, the skills that its levels ask for, and what may come next', () => {
    const course = sampleCourse();
    const few = { ...course, worlds: course.worlds.slice(0, 1) };
    const levels = course.levels.map((level) => (level.id === 'the-listener' ? { ...level, rows: ['S28', 'S4'], sources: ['F1.1', 'tcp_input.c:tcp_conn_request'] } : level));
    const model = mapModel({ ...few, levels }, progress);
    const text = screenText(mapRows(view({ model, selected: 1 }), 'en', { columns: 120, rows: 40 }, glyphs));
    for (const part of ['best 4, par 2', 'next, 4 min', 'needs 1-4', '3/8', 'read    tcp_conn_request()', 'opens   1-3', '1-4 nobody home: the next one, about 4 min.', '1-3 numbers that wrap: solved with hints', '1-2 the listener: solved in 4 moves; par is 2.']) expect(text).toContain(part);
    expect(text).toMatch(/SYN queue +\[#+\] 1\/1/);
    expect(text).not.toContain('accept queue');
    for (const size of [at80, { columns: 100, rows: 30 }, { columns: 120, rows: 40 }]) for (const lang of ['en', 'zh-Hans'] as const) expectFits(mapRows(view({ model, selected: 7 }), lang, size, glyphs), size);
  });

  test('counts the four-way close where it is taught, and the sysctls with the queue that they bound', () => {
    const course = sampleCourse();
    const [first] = course.levels;
    const levels = [{ ...first!, id: 'first-syn', world: 1, rows: ['S4'] }, { ...first!, id: 'the-listener', world: 3, rows: ['S4', 'S8'] }];
    const model = mapModel({ ...course, levels }, { levels: {} });
    expect(skillStates(model).map(({ skill, levels: n }) => [skill, n])).toEqual([['handshake', 1], ['syn-queue', 1], ['closing', 1]]);
  });

  test('every statement of the curriculum that a level names belongs to a skill, S3 alone to none', () => {
    const course = sampleCourse();
    const [first] = course.levels;
    for (const n of Array.from({ length: 35 }, (_, i) => i + 1)) {
      const model = mapModel({ ...course, levels: [{ ...first!, rows: [`S${n}`] }] }, { levels: {} });
      expect(skillStates(model), `S${n}`).toHaveLength(n === 3 ? 0 : 1);
    }
  });

  test('tells of an unfinished run where it goes on', () => {
    const run = { format: 'ackademy-run', version: 1, level: 'first-syn', levelVersion: 1, engine: '1', kernel: '6.18', seed: 'a', expert: false, moves: [{ at: 0, move: { do: 'drop' } }] } as const;
    const model = mapModel(sampleCourse(), { levels: { 'first-syn': { ...done(0), run } } });
    expect(screenText(mapRows(view({ model, selected: 0 }), 'en', at80, glyphs))).toContain('moves so');
  });

  test('draws with 7-bit characters alone when asked to', () => {
    expect(screenText(mapRows(view(), 'en', at80, sevenBit)).replaceAll('中文', '')).toMatch(/^[\x20-\x7e\n]+$/);
  });
});
