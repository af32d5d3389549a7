import { expect, test } from 'vitest';
import { wordsIn } from '../../source/level/check-words.ts';
import { coverageLines, coverageOf } from '../../source/level/coverage.ts';
import { todosIn, withFindings } from '../../source/level/todo.ts';
import { shippedFiles } from './level-files.ts';

const files = (en: string, zh: string): Readonly<Record<string, string>> => ({ '01-w/01-a/text.en.md': en, '01-w/01-a/text.zh-Hans.md': zh });
const found = (en: string, zh: string): readonly string[] => wordsIn(files(en, zh)).map(({ finding: { about, message } }) => `${about} ${message}`);

test.each<readonly [what: string, section: string, en: string, zh: string, finding: string | null]>([
  ['the same', 'goal.a', 'The server is in TIME-WAIT.', '服务器处于 TIME-WAIT.', null],
  ['another state', 'goal.a', 'The server is in TIME-WAIT.', '服务器处于 CLOSE-WAIT.', 'expected the states TIME-WAIT as in English, got CLOSE-WAIT'],
  ['a state that is part of another', 'goal.a', 'FIN-WAIT-2 follows.', '随后是 FIN-WAIT-1.', 'expected the states FIN-WAIT-2 as in English, got FIN-WAIT-1'],
  ['no sysctl', 'goal.a', 'Set tcp_syncookies.', '请设置.', 'expected the sysctls tcp_syncookies as in English, got none'],
  ['another error', 'goal.a', 'It fails with ECONNRESET.', '它以 EPIPE 失败.', 'expected the errors ECONNRESET as in English, got EPIPE'],
  ['a call too many', 'goal.a', 'It waits.', '它等待 accept().', 'expected the calls (none) as in English, got accept()'],
  ['another fact', 'goal.a', 'See F1.2.', '见 F1.3.', 'expected the facts F1.2 as in English, got F1.3'],
  ['another move in a hint', 'hint.a.3', 'Send R seq SEG.ACK', '发送 R. seq SEG.ACK', 'expected the moves R seq SEG.ACK as in English, got R. seq SEG.ACK'],
  ['a term without its word', 'goal.a', 'The accept queue is full.', '队列满了.', 'expected 全连接队列 for "accept queue"'],
  ['a second word for a term', 'goal.a', 'Its sequence number is 5.', '它的序列号 (序号) 是 5.', 'expected 序号, got 序列号'],
])('%s', (_what, section, en, zh, finding) => {
  expect(found(`# title\n\nA\n\n# ${section}\n\n${en}`, `# title\n\n甲\n\n# ${section}\n\n${zh}`)).toEqual(finding === null ? [] : [`01-w/01-a/text.zh-Hans.md:5 "${section}": ${finding}`]);
});

test('the course names the same things in both languages, each term by one word', () => {
  expect(wordsIn(shippedFiles())).toEqual([]);
});

test('what is found in the files of a level makes its report a bad one', () => {
  const report = { id: 'a', ok: true, findings: [], par: null, idea: null };
  const inFiles = [...todosIn({ '01-w/01-a/level.yaml': 'id: a # TODO: a name' }), ...wordsIn(files('# title\n\nRFC 9293', '# title\n\n无'))];
  expect(withFindings([report, { ...report, id: 'b' }], inFiles)).toMatchObject([
    { id: 'a', ok: false, findings: [{ check: 'todo', about: '01-w/01-a/level.yaml:1:9', message: 'a name' }, { check: 'words', about: '01-w/01-a/text.zh-Hans.md:1' }] },
    { id: 'b', ok: true, findings: [] },
  ]);
});

test('coverage names the levels of each statement, and those that none plays', () => {
  const coverage = coverageOf([{ id: 'x', rows: ['S1', 'S2'], misconceptions: ['M25'] }, { id: 'y', rows: ['S2'], misconceptions: ['M01'] }]);
  expect(coverageLines(coverage)).toEqual(expect.arrayContaining(['S1  x', 'S2  x, y', 'S3  -', 'M25 x']));
  expect(coverage.missing).toHaveLength(35 + 25 - 4);
});
