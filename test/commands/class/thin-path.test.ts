import { mkdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { play } from '../../../source/commands/play/play.ts';
import { ClassFolder } from './class-folder.ts';

let folder: ClassFolder;
beforeAll(async () => {
  folder = new ClassFolder();
  folder.write('roster.csv', 'name,email\nLiu Mei,mei@example.edu\nAda Okafor,ada@example.edu\n');
  mkdirSync(folder.at('submissions'));
});
afterAll(() => folder.remove());

test('a class is made with a key that only the teacher may read, and shows its fingerprint', async () => {
  const { code, out } = await folder.teacher('new', 'net-101', '--lang', 'zh-Hans,en');
  expect(out).toMatch(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/);
  expect(code).toBe(0);
  expect(statSync(folder.at('net-101', 'key.pem')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(folder.read('net-101/class.json'))).toMatchObject({ name: 'net-101', languages: ['zh-Hans', 'en'] });
});

test('each student gets a code, and codes that are there stay when a student comes later', async () => {
  expect(await folder.teacher('codes', '--roster', 'roster.csv')).toMatchObject({ code: 0, err: '' });
  const before = folder.codes();
  expect(Object.keys(before)).toEqual(['mei@example.edu', 'ada@example.edu']);
  folder.write('roster.csv', 'email,name\nada@example.edu,Ada Okafor\nlate@example.edu,Late Comer\nmei@example.edu,Liu Mei\n');
  expect((await folder.teacher('codes', '--roster', 'roster.csv')).out).toContain('3 claim codes (1 new, 2 kept)');
  expect(folder.codes()).toMatchObject(before);
});

const WINS = ['S', 'predict a 3', '. seq SEG.ACK ack SEG.SEQ+1'];

test('a lab is packed, played with a code, handed in and graded', async () => {
  expect((await folder.teacher('pack', '--levels', '1-1,first-sin', '--title', 'Lab 1', '--out', 'lab.ackclass')).err).toContain('first-syn');
  expect((await folder.teacher('pack', '--levels', '1-1', '--title', 'Lab Final Score', '--out', 'lab.ackclass')).err).toContain('Canvas takes a column called so');
  expect(await folder.teacher('pack', '--levels', '1-1', '--title', 'Lab 1', '--out', 'lab.ackclass')).toMatchObject({ code: 0, err: '' });
  const played = await folder.plays('mei', folder.codes()['mei@example.edu']!, WINS);
  expect(played.out).toContain('lab: Lab 1');
  expect(played).toMatchObject({ code: 0, err: '' });
  const handed = await folder.handsIn('mei', 'submissions/mei.ackrun');
  expect(handed).toMatchObject({ code: 0, err: '' });
  const receipt = /receipt ([\w-]+)/.exec(handed.out)![1]!;
  const graded = await folder.teacher('grade', 'lab.ackclass', 'submissions', '--codes', 'codes.csv', '--out', 'graded');
  expect(graded).toMatchObject({ code: 0, err: '' });
  expect(graded.out.split('\n')[0]).toMatch(new RegExp(`^accepted: submissions/mei.ackrun: \\w+-\\d+, 100 of 100, receipt ${receipt}$`));
  expect(folder.read('graded/grades.csv')).toContain(`,100,,100,${receipt},submissions/mei.ackrun`);
  expect(folder.read('graded/grades.jsonl')).not.toContain('mei@example.edu');
});

test('what is pasted into a mail or a page is the same hand-in as the file', async () => {
  const { out } = await folder.handsIn('mei', 'again.ackrun');
  const text = out.slice(out.indexOf('[['), out.indexOf(']]') + 2);
  mkdirSync(folder.at('pasted'));
  folder.write('pasted/mail.txt', `> My lab, teacher:\n>\n${text.split('\n').map((line) => `> ${line.slice(0, 30)}\r\n> ${line.slice(30)}`).join('\n')}\n`);
  folder.write('pasted/page.html', `<html><body><p>My lab&nbsp;</p><p>${text.replaceAll('\n', '<br/>\n')}</p></body></html>`);
  const { out: lines } = await folder.teacher('grade', 'lab.ackclass', 'pasted', 'submissions', '--codes', 'codes.csv', '--out', 'graded-2');
  expect(lines).toContain('accepted: pasted/mail.txt');
  expect(lines).toContain('refused: pasted/page.html: the same as pasted/mail.txt, which counts');
  expect(lines).toContain('1 accepted, 2 refused');
});

test('the same files give the same bytes', async () => {
  await folder.teacher('grade', 'lab.ackclass', 'pasted', 'submissions', '--codes', 'codes.csv', '--out', 'graded-3');
  for (const name of ['grades.csv', 'grades.jsonl', 'files.csv']) expect(folder.read(`graded-3/${name}`)).toBe(folder.read(`graded-2/${name}`));
});

test('a lab asks for its predictions, counts what is taken back, and gives no more hints than its rules say', async () => {
  await folder.teacher('pack', '--levels', 'first-syn', '--hints', '1', '--out', 'strict.ackclass');
  const code = folder.codes()['ada@example.edu']!;
  const played = await folder.plays('ada', code.toLowerCase().replaceAll('-', ' '), ['hint', 'hint', 'S', 'skip', '. seq SEG.ACK ack SEG.SEQ+1', 'predict b 1', '. seq SEG.ACK ack SEG.SEQ', 'undo', '. seq SEG.ACK ack SEG.SEQ+1'], ['strict.ackclass']);
  expect(played.out).toContain('Your class allows 1 hints in a level');
  expect(played.out.match(/Your class wants the question answered first/g)).toHaveLength(2);
  expect(played.code).toBe(0);
  mkdirSync(folder.at('strict'));
  await folder.handsIn('ada', 'strict/ada.ackrun');
  await folder.teacher('grade', 'strict.ackclass', 'strict', '--codes', 'codes.csv', '--out', 'graded-4');
  const [, line] = folder.read('graded-4/grades.jsonl').trim().split('\n');
  expect(JSON.parse(line!)).toMatchObject({ total: 80, levels: [{ state: 'hints', undone: 1, hints: 1, asked: 1, answered: 1, ideas: [{ idea: 'M01', corrected: true }, { idea: 'M06', corrected: true }] }] });
});

test('the code is asked for once; another class\'s code and a slip of the pen are told apart from none', async () => {
  const again = await folder.run(play, ['play', 'strict.ackclass', '--plain'], { input: 'quit\n', home: 'ada' });
  expect(again.out).not.toContain('Your claim code');
  const code = folder.codes()['mei@example.edu']!;
  expect((await folder.plays('new', code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), ['quit'])).err).toContain('no code of this class');
  expect((await folder.plays('new', 'hello', ['quit'])).err).toContain('16 letters and digits');
  expect(await folder.plays('new', '', [])).toMatchObject({ code: 2 });
});

test('who opens a lab is told its levels, what they are worth, the rules and when it is due, and what a solved level came to', async () => {
  await folder.teacher('pack', '--levels', 'first-syn,nobody-home', '--hints', '2', '--due', '2026-12-01T18:00+08:00', '--out', 'two.ackclass');
  const { out, err } = await folder.plays('told', folder.codes()['mei@example.edu']!, WINS, ['two.ackclass']);
  expect(err).toBe('');
  expect(out).toContain('first-syn, nobody-home');
  expect(out).toContain('70 for solving it, 20 for par without a hint');
  expect(out).toContain('at most 2 in a level');
  expect(out).toContain('Due: 2026-12-01T18:00+08:00');
  expect(out).toContain('lab: first-syn: 100 of 100 points.\nNext in the lab: nobody-home.');
  const handed = await folder.handsIn('told', 'told.ackrun');
  expect(handed.out).toContain('first-syn: 100 of 100 points.\nNot begun yet: nobody-home.');
  expect(handed.out).toContain('Due: 2026-12-01T18:00+08:00');
});

test('a question that must be answered is not offered to be skipped', async () => {
  const { out } = await folder.plays('asks', folder.codes()['mei@example.edu']!, ['S', 'quit']);
  expect(out).toContain('Your class wants it answered before the next move.');
  expect(out).not.toMatch(/or skip/);
});

test('who leaves in the middle goes on there, and loses nothing by it', async () => {
  const code = folder.codes()['mei@example.edu']!;
  await folder.plays('leaves', code, ['S', 'quit']);
  const { out } = await folder.plays('leaves', 'predict a 3', ['. seq SEG.ACK ack SEG.SEQ+1']);
  expect(out).toContain('It goes on where it was left, after 1 moves.');
  expect(out).toContain('lab: first-syn: 100 of 100 points.');
});

test('a hint that was read in an earlier sitting counts as one that was read in this', async () => {
  const code = folder.codes()['mei@example.edu']!;
  await folder.plays('hinted', code, ['hint', 'S', 'quit']);
  const { out } = await folder.plays('hinted', 'predict a 3', ['. seq SEG.ACK ack SEG.SEQ+1']);
  expect(out).toContain('won: 1 of 3 stars');
  expect(out).toContain('lab: first-syn: 80 of 100 points.\nA hint was read: no points for par.');
  // Played once more without one: the numbers are the same.
  expect((await folder.plays('hinted', 'S', ['predict a 3', '. seq SEG.ACK ack SEG.SEQ+1'])).out).toContain('lab: first-syn: 80 of 100 points.');
});

test('a mistyped code is asked for again, three times', async () => {
  const code = folder.codes()['mei@example.edu']!;
  expect((await folder.plays('slips', 'hello', ['0000-0000-0000-0000', code, 'quit'])).out).toContain('lab: Lab 1');
  const { code: exit, err } = await folder.plays('slips-more', 'a', ['b', 'c', code, 'quit']);
  expect(exit).toBe(2);
  expect(err.match(/16 letters and digits/g)).toHaveLength(3);
});

test('a lab of levels that are not the game\'s is refused with what may be done instead, and an unknown level with the nearest', async () => {
  folder.write('own.ackpack', '{}');
  expect(await folder.teacher('pack', '--levels', 'own.ackpack', '--out', 'own.ackclass')).toMatchObject({ code: 2, err: expect.stringContaining('a pack of your own levels') });
  expect((await folder.teacher('pack', '--levels', 'frist-syn', '--out', 'own.ackclass')).err).toContain('the nearest is first-syn.');
});

test('grading ends with 0 where some files are refused, and with 1 where none counts', async () => {
  mkdirSync(folder.at('mixed'));
  folder.write('mixed/a.txt', 'nothing');
  expect((await folder.teacher('grade', 'lab.ackclass', 'mixed', '--codes', 'codes.csv', '--out', 'graded-5')).code).toBe(1);
  folder.write('mixed/b.ackrun', folder.read('submissions/mei.ackrun'));
  expect((await folder.teacher('grade', 'lab.ackclass', 'mixed', '--codes', 'codes.csv', '--out', 'graded-5')).code).toBe(0);
});

test('a lab that was changed after it was signed is not opened', async () => {
  folder.write('forged.ackclass', folder.read('lab.ackclass').replace('"hints": 3', '"hints": 9'));
  const { code, err } = await folder.plays('mei', '', [], ['forged.ackclass']);
  expect(err).toContain('its signature does not hold');
  expect(code).toBe(3);
});
