import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handleOf } from '../../../source/classroom/claim-code.ts';
import { readClassPack, type ClassPack } from '../../../source/classroom/class-pack.ts';
import { printPasted } from '../../../source/classroom/hand-in-text.ts';
import type { Level } from '../../../source/level/level.ts';
import { readCourse } from '../../../source/commands/course/read-course.ts';
import { handInOf, type Style } from '../../classroom/student.ts';
import { ClassFolder, type Said } from './class-folder.ts';
import { zipBytes, type ZipEntry } from './zip-bytes.ts';

const LEVELS = ['first-syn', 'the-listener', 'out-of-ports', 'close-wait'];
const STYLES: readonly Style[] = ['right', 'mistaken', 'hinted', 'gives-up', 'guesses'];
const mail = (n: number): string => `s${String(n).padStart(2, '0')}@example.edu`;
const NAMES = Array.from({ length: 30 }, (_, n) => (n === 7 ? '=Formula, Fay' : n === 8 ? '刘梅' : `Student ${n}`));
const quoted = (text: string): string => (text.includes(',') ? `"${text}"` : text);

let folder: ClassFolder;
let pack: ClassPack;
let levels: readonly Level[];
let said: Said;
const codeOf: Record<string, string> = {};
const textOf = (n: number, style: Style = STYLES[n % STYLES.length]!): string => handInOf(pack, levels, codeOf[mail(n)]!, style);
const file = (content: string): Uint8Array => new TextEncoder().encode(content);

/** As Moodle's archive names them. */
const moodle = (n: number, name: string, content: string): ZipEntry => ({ name: `${NAMES[n]}_${5500 + n}_assignsubmission_file/${name}`, data: file(content) });

beforeAll(async () => {
  folder = new ClassFolder();
  folder.write('roster.csv', Buffer.from(`\ufeffname;email;id;group\r\n${NAMES.map((name, n) => `${quoted(name)};${mail(n)};S${1000 + n};A`).join('\r\n')}\r\n`, 'utf16le'));
  await folder.teacher('new', 'net-101');
  expect(await folder.teacher('codes', '--roster', 'roster.csv', '--out', 'codes.csv')).toMatchObject({ code: 0, err: '' });
  expect(await folder.teacher('pack', '--levels', LEVELS.join(','), '--title', 'Lab 1', '--due', '2026-11-27T18:00+08:00', '--out', 'lab.ackclass')).toMatchObject({ code: 0, err: '' });
  const read = readClassPack(folder.read('lab.ackclass'));
  if (!read.ok) throw new Error(read.why);
  ({ pack } = read);
  levels = LEVELS.map((id) => readCourse().levels.find((level) => level.id === id)!);
  const rows = folder.read('codes.csv').trim().split('\r\n').slice(1);
  for (const row of rows) codeOf[/s\d\d@example\.edu/.exec(row)![0]] = row.split(',').at(-1)!;
  // Twenty in Moodle's archive; of 12 two, an earlier state and the whole.
  const whole = textOf(12, 'right');
  const earlier = whole.split('\n').slice(0, whole.split('\n').findIndex((line) => line.includes('"k":"end"'))).slice(0, 2);
  folder.write('moodle.zip', zipBytes([
    ...Array.from({ length: 20 }, (_, n) => moodle(n, 'lab.ackrun', n === 12 ? whole : n === 13 ? textOf(12, 'right') : textOf(n))),
    moodle(12, 'early.ackrun', `${earlier.join('\n')}\n{"k":"end","entries":1}\n`),
    { name: `${NAMES[15]}_5515_assignsubmission_file/../../escape.ackrun`, data: file('x') },
  ].filter(({ name }) => !name.includes('..'))));
  // Eight in a folder: text, pages, rubbish, a double, a forged seed.
  mkdirSync(folder.at('mails'));
  const pasted = (n: number): string => printPasted(textOf(n), { pack: 'lab', handle: handleOf(codeOf[mail(n)]!) });
  folder.write('mails/20.txt', `Dear teacher,\r\n> ${pasted(20).trim().split('\n').join('\r\n> ')}\r\n`);
  folder.write('mails/21.html', `<p>${pasted(21).replaceAll('\n', '<br>')}</p>`);
  folder.write('mails/22.ackrun', textOf(22));
  folder.write('mails/23.ackrun', textOf(23, 'right'));
  folder.write('mails/23-again.ackrun', textOf(23, 'mistaken'));
  folder.write('mails/24.ackrun', textOf(24).replaceAll(/"seed":"[0-9a-f]{16}"/g, '"seed":"0123456789abcdef"'));
  folder.write('mails/25.docx', zipBytes([{ name: 'word/document.xml', data: file('<x/>') }]));
  folder.write('mails/26.txt', 'My dog has eaten my segments.');
  folder.write('mails/27.ackrun', textOf(27).slice(0, -30));
  folder.write('mails/28.ackrun', textOf(28).replaceAll('"moves":', '"x":').replaceAll('"k":"end"', '"k":"end","claim":{"solved":true}'));
  const participants = NAMES.map((name, n) => `Participant ${5500 + n},"${name}",${mail(n)},${n === 3 ? '"Submitted for grading - 1 day late"' : 'Submitted for grading'},,10.00,-,`);
  folder.write('worksheet.csv', `Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (grade)","Feedback comments"\n${participants.join('\n')}\n`);
  folder.write('canvas-export.csv', `Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (48213)\n    Points Possible,,,,,20\n${NAMES.map((name, n) => `${quoted(name)},${90000 + n},S${1000 + n},${mail(n)},A,`).join('\n')}\n`);
  said = await folder.teacher('grade', 'lab.ackclass', 'moodle.zip', 'mails', '--codes', 'codes.csv', '--roster', 'roster.csv', '--moodle-worksheet', 'worksheet.csv', '--canvas', 'canvas-export.csv', '--moodle', 'email', '--out', 'graded');
}, 120_000);
afterAll(() => folder.remove());

describe('a class of thirty, of whom some cheat, some hand in rubbish and some are late', () => {
  const line = (part: string): string => said.out.split('\n').find((one) => one.includes(part)) ?? '';

  test('gets one line for each file, accepted or refused with the reason', () => {
    expect(said.err).toBe('');
    expect(said.code).toBe(0);
    expect(said.out.match(/^(?:accepted|refused): /gm)).toHaveLength(31);
    expect(line('5500_')).toMatch(/^accepted: .*, 100 of 100, receipt/);
    expect(line('5513_')).toMatch(/^refused: .*handed in by another student/);
    expect(line('early.ackrun')).toMatch(/^refused: .*an earlier state of/);
    expect(line('20.txt')).toMatch(/^accepted/);
    expect(line('21.html')).toMatch(/^accepted/);
    expect(line(': mails/23.ackrun: ')).toMatch(/^accepted: .*100 of 100.*; another hand-in with this code went another way$/);
    expect(line('23-again.ackrun')).toMatch(/^refused: .*double code: .* in mails\/23.ackrun, which counts/);
    expect(line('24.ackrun')).toMatch(/^refused: .*another claim code/);
    expect(line('25.docx')).toMatch(/^refused/);
    expect(line('26.txt')).toMatch(/^refused: .*no hand-in in it/);
    expect(line('27.ackrun')).toMatch(/^refused: .*line \d+/);
    expect(line('28.ackrun')).toMatch(/^accepted/);
  });

  test('gives the same bytes again', async () => {
    const args = ['--codes', 'codes.csv', '--roster', 'roster.csv', '--moodle-worksheet', 'worksheet.csv', '--canvas', 'canvas-export.csv', '--moodle', 'email', '--out', 'graded-again'];
    const again = await folder.teacher('grade', 'lab.ackclass', 'moodle.zip', 'mails', ...args);
    expect(again.out.replaceAll('graded-again', 'graded')).toBe(said.out);
    for (const name of ['grades.csv', 'grades.jsonl', 'files.csv', 'canvas.csv', 'moodle.csv', 'moodle-worksheet.csv']) expect(folder.read(`graded-again/${name}`), name).toBe(folder.read(`graded/${name}`));
  });

  test('has its grades in Canvas\'s and Moodle\'s own files, where the names begin with no formula of ours', () => {
    const [before, after] = [folder.read('canvas-export.csv').split('\n'), folder.read('graded/canvas.csv').split('\n')];
    expect(after[2]).toBe(`${before[2]}20`);
    expect(after.filter((row, index) => row !== before[index]).every((row, _, rows) => rows.length === 24 && /,[\d.]+$/.test(row))).toBe(true);
    const worksheet = folder.read('graded/moodle-worksheet.csv').split('\n');
    expect(worksheet[1]).toMatch(/^Participant 5500,"Student 0",s00@example.edu,Submitted for grading,10,10.00,-,"first-syn: solved in 2 moves, par 2, 0 taken back\. .*Receipt (?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}\."$/);
    expect(worksheet[25]).toBe(folder.read('worksheet.csv').split('\n')[25]);
    expect(folder.read('graded/moodle.csv').split('\r\n')[1]).toMatch(/^s00@example\.edu,100,/);
    expect(folder.read('graded/grades.csv')).toContain(`"'=Formula, Fay"`);
  });

  test('has who was refused apart from who handed in nothing', () => {
    const rows = folder.read('graded/grades.csv').trim().split('\r\n');
    const of = (n: number): string => rows.find((row) => row.includes(mail(n)))!;
    expect(of(0)).toContain(',graded,');
    // What lies in the submission of 13 was made with the code of 12.
    expect(of(13)).toMatch(/,refused,.*5513_/);
    expect(of(12)).toMatch(/,graded,.*,$/);
    expect(of(24)).toMatch(/,refused,.*mails\/24.ackrun$/);
    expect(of(23)).toMatch(/,graded,.*mails\/23.ackrun,mails\/23-again.ackrun$/);
    expect(of(29)).toMatch(/,none,,/);
  });

  test('has who is late by Moodle\'s word, and by nothing else', () => {
    const rows = folder.read('graded/grades.csv').trim().split('\r\n');
    expect(rows.filter((row) => row.includes(',yes,'))).toEqual([expect.stringContaining('s03@example.edu')]);
    expect(rows.find((row) => row.includes('s20@'))).not.toContain(',no,');
  });

  test('has a report of wrong ideas, levels and likeness, without a name', async () => {
    const { code, out } = await folder.teacher('report', 'graded');
    expect(code).toBe(0);
    for (const part of ['24 of 30 students', 'Wrong ideas', 'Levels as items', 'Where students stopped', 'Predictions', 'Nearly the same', 'M01', 'M06']) expect(out).toContain(part);
    // Codes are told in words, and no row of a histogram is empty.
    expect(out).toMatch(/first-syn: .* \| syn-sent\/ack-without-the-syn \| You acknowledged M, which is the SYN itself\. .* \| \d+\n/);
    expect(out).not.toMatch(/^\d+-\d+ \| 0$/m);
    expect(out).toContain('2 (at most par) | ');
    const page = folder.read('graded/report.html');
    for (const name of [...NAMES, 'example.edu', 'S1000']) expect(`${out}${page}${folder.read('graded/report.csv')}`).not.toContain(name);
    expect(page).not.toMatch(/<script|src=|href=|url\(/);
    const chinese = await folder.teacher('report', 'graded', '--lang', 'zh-Hans');
    expect(chinese.out).toContain('错误想法');
    const { ideas } = JSON.parse((await folder.teacher('report', 'graded', '--json')).out) as { readonly ideas: readonly { readonly idea: string; readonly seen: number; readonly corrected: number; readonly kept: number }[] };
    for (const { seen, corrected, kept } of ideas) expect(corrected + kept).toBe(seen);
  });

  test('writes for Gradescope and Classroom 50 what they read', async () => {
    await folder.teacher('grade', 'lab.ackclass', 'mails/22.ackrun', '--codes', 'codes.csv', '--ci', '--out', 'ci');
    const [scope, fifty] = [JSON.parse(folder.read('ci/results.json')), JSON.parse(folder.read('ci/result.json'))];
    expect(scope.tests).toHaveLength(4);
    expect(scope.tests[0]).toMatchObject({ name: 'first-syn', max_score: 100, status: 'passed' });
    expect(fifty).toMatchObject({ schema: 'classroom50/result/v1', 'max-score': 400, tests: [{ 'test-name': 'first-syn', passed: true, 'max-score': 100 }, {}, {}, {}] });
    expect(fifty.score).toBe(fifty.tests.reduce((sum: number, { score }: { score: number }) => sum + score, 0));
  });

  test('leaves nothing that is older than a day, when it is told to', async () => {
    expect(await folder.teacher('purge', '--before', '2000-01-01', 'graded')).toMatchObject({ code: 0 });
    expect(await folder.teacher('purge', '--before', '2999-01-01', 'graded')).toMatchObject({ code: 2 });
    expect(folder.read('graded/grades.csv')).not.toBe('');
    expect((await folder.teacher('purge', '--before', '2999-01-01', 'graded', '--yes')).out).toContain('files removed');
    expect(() => folder.read('graded/grades.csv')).toThrow();
    expect(() => folder.read('graded/report.html')).toThrow();
    expect((await folder.teacher('purge', '--before', 'soon')).err).toContain('--before 2026-06-30');
  });
});
