import { describe, expect, test } from 'vitest';
import { printLike } from '../../../source/formats/csv/print-csv.ts';
import { readCsv } from '../../../source/formats/csv/read-csv.ts';
import type { GradebookEntry, GradebookOptions } from '../../../source/formats/gradebook/gradebook.ts';
import { fillWorksheet, moodleGradebook, worksheetLate } from '../../../source/formats/gradebook/moodle.ts';

const WORKSHEET = `Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 5521","Liu Mei",mei@example.edu,"Submitted for grading - ",,10.00,Yes,"Friday, 27 November 2026, 5:05 PM",-,
"Participant 5522","Ada Okafor",ada@example.edu,"Submitted for grading - 2 days late",,10.00,Yes,"Sunday, 29 November 2026, 5:05 PM",-,"old ""words"""
"Participant 5523","Wei Chen",wei@example.edu,"No submission",,10.00,Yes,-,-,
`;
const OPTIONS: GradebookOptions = { title: 'Lab 3', column: null, outOf: 100, decimal: 'point' };
const entry = (keys: readonly string[], more: Partial<GradebookEntry> = {}): GradebookEntry => ({ keys, name: '', total: 87.5, feedback: 'solved, receipt K7QM', participant: null, ...more });
const fill = (text: string, entries: readonly GradebookEntry[], options: Partial<GradebookOptions> = {}) => {
  const read = readCsv(text);
  if (!read.ok) throw new Error(read.why);
  const filled = fillWorksheet(read.csv, entries, { ...OPTIONS, ...options });
  return filled.ok ? { ...filled, text: printLike(read.csv, filled.rows, false) } : filled;
};

describe('the offline worksheet of a Moodle assignment', () => {
  const FILLED = WORKSHEET.replace('grading - ",,10.00,Yes,"Friday, 27 November 2026, 5:05 PM",-,', 'grading - ",8.75,10.00,Yes,"Friday, 27 November 2026, 5:05 PM",-,"solved, receipt K7QM"');

  test.each([
    ['e-mail', entry(['mei@example.edu'])],
    ['the number of the participant', entry([], { participant: '5521' })],
    ['a full name that only one has', entry([], { name: 'Liu Mei' })],
  ])('gets grade and feedback of a student known by %s, and keeps all else to the byte', (_, one) => {
    expect(fill(WORKSHEET, [one])).toMatchObject({ ok: true, text: FILLED });
  });

  test('in Chinese is filled as well', () => {
    const chinese = WORKSHEET.replace('Identifier', '标识号').replace(',Grade,', ',成绩,').replace('"Last modified (grade)"', '最后修改时间（成绩）').replace('"Feedback comments"', '反馈评语').replace('"Email address"', '电子邮件地址').replace('"Maximum Grade"', '最高分');
    expect(fill(chinese, [entry(['mei@example.edu'])])).toMatchObject({ ok: true, text: chinese.replace('grading - ",,10.00,Yes,"Friday, 27 November 2026, 5:05 PM",-,', 'grading - ",8.75,10.00,Yes,"Friday, 27 November 2026, 5:05 PM",-,"solved, receipt K7QM"') });
  });

  test('in another language takes the name of the column of grades', () => {
    const other = WORKSHEET.replace(',Grade,', ',Arvosana,').replace('Last modified (grade)', 'Muokattu');
    expect(fill(other, [entry(['mei@example.edu'])])).toMatchObject({ ok: false, why: 'moodle-head' });
    expect(fill(other, [entry(['mei@example.edu'])], { column: 'Arvosana' })).toMatchObject({ ok: true, column: 'Arvosana' });
  });

  test('guards feedback that a spreadsheet would take for a formula', () => {
    const filled = fill(WORKSHEET, [entry(['mei@example.edu'], { feedback: '=cmd|x' })]);
    expect(filled.ok && filled.text).toContain(`,'=cmd|x\n`);
  });

  test('tells who is late, and says nothing of who has not handed in', () => {
    const read = readCsv(WORKSHEET);
    expect(read.ok && [...worksheetLate(read.csv)]).toEqual([['5521', false], ['5522', true]]);
  });

  test('leaves the rows of all others, and names who has none', () => {
    expect(fill(WORKSHEET, [entry(['nobody@example.edu'])])).toMatchObject({ text: WORKSHEET, unmatched: [{ keys: ['nobody@example.edu'] }] });
  });
});

test('the table for Moodle\'s gradebook has a number in each row, and none over 100', () => {
  const text = moodleGradebook('email', [{ value: 'mei@example.edu', entry: entry([], { total: 100, feedback: 'well, done' }) }], { ...OPTIONS, outOf: 250, decimal: 'comma' });
  expect(text).toBe('email,Lab 3,Lab 3 feedback\r\nmei@example.edu,100,"well, done"\r\n');
});
