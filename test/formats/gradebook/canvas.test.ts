import { describe, expect, test } from 'vitest';
import { printLike } from '../../../source/formats/csv/print-csv.ts';
import { readCsv, type Csv } from '../../../source/formats/csv/read-csv.ts';
import { fillCanvas } from '../../../source/formats/gradebook/canvas.ts';
import type { GradebookEntry, GradebookOptions } from '../../../source/formats/gradebook/gradebook.ts';

const EXPORT = `Student,ID,SIS User ID,SIS Login ID,Section,Lab 3 (48213),Final Score
    Points Possible,,,,,12,(read only)
"Liu, Mei",90211,S2023114,meiliu,NET-101-A,,77
"Okafor, Ada",90212,S2023115,aokafor,NET-101-A,EX,80
"=Nasty, O""Brien",90213,S2023116,nasty,NET-101-B,3,1
`;
const csvOf = (text: string): Csv => {
  const read = readCsv(text);
  if (!read.ok) throw new Error(read.why);
  return read.csv;
};
const entry = (keys: readonly string[], total: number): GradebookEntry => ({ keys, name: '', total, feedback: '', participant: null });
const ENTRIES = [entry(['s2023114'], 87.5), entry(['aokafor'], 50), entry(['s9999999'], 10)];
const OPTIONS: GradebookOptions = { title: 'Lab 3', column: null, outOf: 100, decimal: 'point' };
const fill = (text: string, options: Partial<GradebookOptions> = {}, entries = ENTRIES) => {
  const csv = csvOf(text);
  const filled = fillCanvas(csv, entries, { ...OPTIONS, ...options });
  return filled.ok ? { ...filled, text: printLike(csv, filled.rows, false) } : filled;
};

describe('the gradebook that Canvas exports', () => {
  test('gets the grade in the column of the title, in its points, and keeps all else to the byte', () => {
    expect(fill(EXPORT)).toMatchObject({ ok: true, column: 'Lab 3 (48213)', outOf: 12, text: EXPORT.replace('NET-101-A,,77', 'NET-101-A,10.5,77') });
  });

  test('keeps who is excused, and names whose row is missing', () => {
    const filled = fill(EXPORT);
    expect(filled.ok && filled.matched.length).toBe(2);
    expect(filled.ok && filled.unmatched).toEqual([ENTRIES[2]]);
  });

  test('writes a decimal comma where it is wanted, between quotation marks', () => {
    expect(fill(EXPORT, { decimal: 'comma' })).toMatchObject({ text: EXPORT.replace('NET-101-A,,77', 'NET-101-A,"10,5",77') });
  });

  test('with semicolons stays with semicolons', () => {
    const semicolons = 'Student;ID;SIS Login ID;Section;Lab 3 (1)\r\nPoints Possible;;;;12\r\nLiu;90211;meiliu;A;\r\n';
    expect(fill(semicolons, { decimal: 'comma' }, [entry(['meiliu'], 87.5)])).toMatchObject({ text: semicolons.replace('A;\r\n', 'A;10,5\r\n') });
  });

  test('gets a new column with its points where there is none of the title, every row as wide as the first', () => {
    const filled = fill(EXPORT, { title: 'Lab 4', outOf: 20 });
    expect(filled.ok && filled.text.split('\n')).toEqual([
      'Student,ID,SIS User ID,SIS Login ID,Section,Lab 3 (48213),Final Score,Lab 4',
      '    Points Possible,,,,,12,(read only),20',
      '"Liu, Mei",90211,S2023114,meiliu,NET-101-A,,77,17.5',
      '"Okafor, Ada",90212,S2023115,aokafor,NET-101-A,EX,80,10',
      '"=Nasty, O""Brien",90213,S2023116,nasty,NET-101-B,3,1,',
      '',
    ]);
  });

  test.each([
    ['a title that Canvas drops', EXPORT, { title: 'Lab Final Score' }, 'canvas-reserved'],
    ['another table', 'name,email\nLiu,x\n', {}, 'canvas-head'],
    ['a row that is too short', EXPORT.replace(',NET-101-B,3,1', ''), {}, 'rows-uneven'],
    ['two columns of one title', EXPORT.replace('Final Score', 'Lab 3 (9)'), {}, 'columns-several'],
  ])('is not filled: %s', (_, text, options, why) => {
    const filled = fill(text, options);
    expect(filled.ok ? null : filled.why).toBe(why);
  });

  test('is not filled where a column is read only', () => {
    expect(fill(EXPORT.replace(',,,,,12,', ',,,,,read only,'))).toMatchObject({ ok: false, why: 'canvas-read-only', line: 2 });
  });

  test('is not filled where two hand-ins fit one row, or one fits two', () => {
    expect(fill(EXPORT, {}, [entry(['s2023114'], 1), entry(['meiliu'], 2)])).toMatchObject({ ok: false, why: 'student-twice', line: 3 });
    expect(fill(EXPORT, {}, [entry(['s2023114', 'aokafor'], 1)])).toMatchObject({ ok: false, why: 'student-twice', line: 4 });
  });
});
