import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { play } from '../../../source/commands/play/play.ts';
import { quiz } from '../../../source/commands/quiz/quiz.ts';
import { fakeShell } from '../fake-shell.ts';
import { invoke } from '../invoke.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ackademy-quiz-'));
  return () => rmSync(home, { recursive: true, force: true });
});

async function run(input: string, ...args: string[]) {
  const fake = fakeShell(input, { XDG_DATA_HOME: home, XDG_CONFIG_HOME: home });
  const code = await invoke(quiz, args, fake.shell);
  return { code, out: fake.out(), err: fake.err() };
}

const kept = (): readonly Record<string, unknown>[] => readFileSync(join(home, 'ackademy', 'reviews.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
/** What a script that reads JSON would answer. */
const truthOf = async (...args: string[]): Promise<string> => (JSON.parse((await run('?\n', '--json', '--no-save', '--count', '1', ...args)).out.trimEnd().split('\n').at(-1)!) as { truth: string }).truth;

describe('ackademy quiz', () => {
  test('asks, marks, explains with the numbers of the question, and says when it comes back', async () => {
    const truth = await truthOf('--seed', '5', '--skill', 'numbers');
    const { code, out } = await run(`${truth} sure\n`, '--seed', '5', '--skill', 'numbers', '--count', '1');
    expect(code).toBe(0);
    expect(out).toContain(`> ${truth} sure\nRight.\n`);
    expect(out).toMatch(/Source: F\d/);
    expect(out).toContain('Good: comes back in 10 min.');
    expect(out).toContain('Done: 1 answered, 1 right.');
    expect(kept()).toMatchObject([{ answer: truth, right: true, confidence: 'sure', rating: 'good' }]);
  });

  test('names the idea behind a wrong number', async () => {
    const truth = await truthOf('--seed', '5', '--skill', 'numbers');
    const { out } = await run(`${Number(truth) - 1}\n`, '--seed', '5', '--skill', 'numbers', '--count', '1');
    expect(out).toContain(`Not this time. Linux: ${truth}`);
    expect(out).toContain('You may think that SYN and FIN carry no data and so take no sequence number. (M01)');
    expect(kept()).toMatchObject([{ right: false, idea: 'M01', rating: 'again' }]);
  });

  test('asks again for what it cannot read, and says what it expected', async () => {
    const { out, err } = await run('seven\n\n7\n', '--skill', 'numbers', '--count', '1');
    expect(err).toBe('Expected a number, for example 1001, got "seven".\n');
    expect(out).toContain('Done: 1 answered, 0 right.');
  });

  test('ends with quit, and with the end of the input; what was answered is kept', async () => {
    expect((await run('?\nquit\n')).out).toContain('Done: 1 answered, 0 right.');
    expect((await run('?\n')).code).toBe(0);
    expect(kept().length).toBe(2);
  });

  test('takes the last answer back', async () => {
    await run('? \n', '--count', '1', '--seed', '5');
    expect((await run('', '--undo')).out).toMatch(/^Taken back: /);
    expect((await run('', '--undo')).out).toBe('There is no answer to take back.\n');
  });

  test('the same seed asks the same, in both languages', async () => {
    const digits = (text: string): string => text.replaceAll(/\D+/g, ' ');
    const question = async (lang: string) => digits((await run('', '--seed', '7', '--lang', lang)).out.split('\n')[2]!);
    expect(await question('zh-Hans')).toBe(await question('en'));
  });

  test.each([
    [['--skill', 'queus'], 'There is no skill "queus". Did you mean queues?'],
    [['--count', '0'], 'Expected a number from 1 to 1000 after --count, got "0".'],
    [['--count', 'ten'], 'Expected a number from 1 to 1000 after --count, got "ten".'],
  ])('%j is refused', async (args, message) => {
    const { code, err } = await run('', ...args);
    expect({ code, err: err.slice(0, message.length) }).toEqual({ code: 2, err: message });
  });

  test('with --no-save nothing is written', async () => {
    await run('?\n', '--no-save', '--count', '1');
    expect(() => kept()).toThrow('ENOENT');
  });

  test('asks a question that was left open again with the same numbers, and after an answer with others', async () => {
    const stem = async (input: string) => (await run(input)).out.split('\n').slice(2, 4).join(' ');
    const first = await stem('');
    expect(await stem('quit\n')).toBe(first);
    await run('?\nquit\n');
    expect(await stem('')).not.toBe(first);
  });

  test('says what is due today, and asks no more than a day holds unless a number is asked for', async () => {
    const { out } = await run('?\n'.repeat(30));
    expect(out).toMatch(/^Due: 0\. New today: 6\. Answered today: 0 of 20\. About 2 min are left\./);
    expect(kept().length).toBe(6);
    expect(out).toContain('Nothing more is due now. The next card is due in 1 min.');
    expect((await run('?\n'.repeat(30))).out).toContain('Answered today: 6 of 20');
    await run('?\n?\n?\n', '--count', '3');
    expect(kept().length).toBe(9);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await run('', '--no-save')).out).not.toContain('New today: 6');
    const fake = fakeShell('', { XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, ACKADEMY_NOW: tomorrow });
    await invoke(quiz, [], fake.shell);
    expect(fake.out()).toMatch(/^Due: 9\. New today: 6\. Answered today: 0 of 20\./);
  });

  test('asks first about the wrong idea that a move in a level has shown, played line by line', async () => {
    const fake = fakeShell('S seq 5000\npredict a\n. seq SEG.ACK ack SEG.SEQ\nquit\n', { XDG_DATA_HOME: home, XDG_CONFIG_HOME: home });
    await invoke(play, ['first-syn', '--plain', '--seed', '4'], fake.shell);
    expect(fake.out()).toContain('quiz: a question about this comes next (ackademy quiz): You may think that SYN and FIN carry no data');
    expect((await run('')).out).toContain('A move of yours in a level showed a wrong idea about this.');
  });

  test('takes in questions of a file, refuses the rest by line, and asks them among the others', async () => {
    const file = join(home, 'my questions.txt');
    writeFileSync(file, '// mine\n$CATEGORY: Course/close\n\n::one::Who \\{isn\\} waits\\: a or b?{\n=who closes first\n~the server#It need not be the server.\n####See F7.1.\n}\n\nAn essay{}\n\n$CATEGORY: Course/mine\n\nHow many?{#=3:1 =%0%7:0#Not seven.}\n\nWhat answers?{=RST =a reset}\n');
    const taken = await run('', '--import', file);
    expect(taken).toEqual({ code: 0, err: `${file}:10: expected answers between the braces: an essay cannot be marked here, got "{}". This question was left out.\n`, out: `${file}: questions taken in as my_questions.gift: 3. They are asked among the others. ackademy quiz --own lists them.\n` });
    expect(await run('', '--import', file)).toMatchObject({ code: 0, out: `${file}: nothing new: all of my_questions.gift was there already, questions: 3.\n` });
    expect((await run('', '--own')).out).toBe('my_questions.gift, questions: 3\n  one\n  How many?\n  What answers?\n');
    const own = await run('eight\n7\nA  RESET\n', '--skill', 'own', '--count', '2', '--seed', '1');
    expect(own.err).toBe('Expected a number, for example 1001, got "eight".\n');
    expect(own.out).toMatch(/Not this time\. The answer: 3\nNot seven\.\nSource: my_questions\.gift\n/);
    expect(own.out).toContain('> A  RESET\nRight.\n');
    const chosen = await run('?\n'.repeat(20), '--skill', 'close', '--seed', '1', '--count', '20');
    expect(chosen.out).toContain('Who {isn} waits: a or b?');
    expect(chosen.out).toContain('The answer: who closes first\nSee F7.1.\n');
    writeFileSync(file, 'Which?{=a ~b}\n');
    expect(await run('', '--import', file)).toMatchObject({ code: 3, err: 'There are questions called my_questions.gift already. --force replaces them.\n' });
    expect((await run('', '--import', file, '--force')).out).toContain('questions in my_questions.gift now: 1, in place of what was there.');
    writeFileSync(file, 'Which?{=a \u001b[2J ~b}\n');
    expect(await run('', '--import', file, '--force')).toMatchObject({ code: 3 });
    expect(await run('', '--remove-own', 'other.gift')).toEqual({ code: 2, err: 'There is no file of questions "other.gift". There are: my_questions.gift.\n', out: '' });
    expect(await run('', '--remove-own', 'my_questions.gift')).toMatchObject({ code: 0, out: 'my_questions.gift is gone, questions: 1. What you answered stays in your history.\n' });
    expect((await run('', '--own')).out).toBe('There are no questions of your own. ackademy quiz --import FILE takes some in.\n');
  });

  test('asks true or false in the words of either language, and names its file without a doubled ending', async () => {
    const file = join(home, 'mine.gift.txt');
    writeFileSync(file, '::one::A SYN counts.{T}\n');
    expect((await run('', '--import', file)).out).toContain('taken in as mine.gift: 1.');
    const zh = await run('错\n', '--skill', 'own', '--count', '1', '--lang', 'zh-Hans');
    expect(zh.out).toMatch(/^[ab] {2}对$/m);
    expect(zh.out).toContain('这次不对. 答案: 对');
    expect((await run('true\n', '--skill', 'own', '--count', '1')).out).toContain('Right.');
  });

  test('says what may be typed, what may stand behind an answer, in both languages, and opens the situation of the question before', async () => {
    const { out, err } = await run('sandbox\nhelp\n1 sure maybe\n1 sure easy\nsandbox\nwait\nquit\nquit\n', '--skill', 'numbers', '--count', '2', '--seed', '5');
    expect(out).toMatch(/^Due: .*\nA line is an answer; .* help lists what else there is, quit ends\.\n/);
    expect(err).toContain('sandbox shows the question that was answered before; there is none yet.');
    expect(out).toContain('sandbox: the situation of the question before this one');
    expect(err).toContain('Behind an answer may stand guess, think or sure, and again, hard, good or easy, for example: 1 sure. Got "sure maybe".');
    expect(out).toContain('This is the situation of a question, and all of its hosts are yours.');
    expect(out).toContain('Done: 1 answered');
    const truth = await truthOf('--seed', '5', '--skill', 'numbers');
    await run(`${truth} 肯定\n`, '--seed', '5', '--skill', 'numbers', '--count', '1', '--lang', 'zh-Hans');
    expect(kept().at(-1)).toMatchObject({ right: true, confidence: 'sure' });
  });

  test('before a keyboard asks how sure one is, lets the rating be changed, and opens the question as a sandbox', async () => {
    const truth = await truthOf('--seed', '5', '--skill', 'numbers');
    const fake = fakeShell(`${truth}\nvery\n2\nguess\ns\nstate\nquit\neasy\n`, { XDG_DATA_HOME: home, XDG_CONFIG_HOME: home });
    const shell = { ...fake.shell, stdin: Object.assign(fake.shell.stdin, { isTTY: true }) };
    expect(await invoke(quiz, ['--plain', '--seed', '5', '--skill', 'numbers', '--count', '1'], shell)).toBe(0);
    expect(fake.err()).toContain('Expected guess, think or sure, got "very".');
    expect(fake.out()).toContain('The question as a sandbox');
    expect(fake.out()).toContain('Easy: comes back in');
    expect(kept()).toMatchObject([{ confidence: 'guess', rating: 'easy', right: true }]);
    expect(readdirSync(join(home, 'ackademy')).filter((name) => name.startsWith('progress'))).toEqual([]);
  });

  test('writes all answers to a file and takes them in elsewhere, each once', async () => {
    await run('? \n?\n', '--count', '2', '--seed', '5');
    const file = join(home, 'answers.jsonl');
    expect((await run('', '--export-history', file)).out).toMatch(/^2 entries in /);
    expect((await run('', '--export-history', file)).code).toBe(3);
    const other = mkdtempSync(join(tmpdir(), 'ackademy-quiz-'));
    try {
      const there = async (...args: string[]) => {
        const fake = fakeShell('?\n', { XDG_DATA_HOME: other, XDG_CONFIG_HOME: other });
        const code = await invoke(quiz, args, fake.shell);
        return { code, out: fake.out() };
      };
      await there('--count', '1', '--seed', '9');
      expect(await there('--import-history', file)).toEqual({ code: 0, out: `${file}: 2 new entries were taken in, 0 were there already.\n` });
      expect((await there('--import-history', file)).out).toContain('0 new entries were taken in, 2 were there already');
      expect(readFileSync(join(other, 'ackademy', 'reviews.jsonl'), 'utf8').trimEnd().split('\n').length).toBe(3);
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  test.each([
    ['{"format":"ackademy-progress"}', 1, 'expected a file that ackademy quiz --export-history FILE has written'],
    ['', 1, 'expected a file that'],
    ['{"format":"ackademy-quiz-history","version":2}', 1, 'got "{"format":"ackademy-quiz-history'],
    ['{"format":"ackademy-quiz-history","version":1}\n\n{"v":1,"card":"a"}', 3, 'expected an answer as a line of JSON, got "{"v":1,"card":"a"}"'],
  ])('takes nothing from a file with %j', async (text, line, what) => {
    await run('? \n', '--count', '1', '--seed', '5');
    const before = kept();
    const file = join(home, 'other.jsonl');
    writeFileSync(file, text);
    const { code, err } = await run('', '--import-history', file);
    expect(code).toBe(3);
    expect(err).toContain(`${file}:${line}: `);
    expect(err).toContain(what);
    expect(kept()).toEqual(before);
  });

  test.each([
    ['gift', /^\$CATEGORY: TCP\//],
    ['moodle', /^<\?xml version="1\.0"/],
    ['anki', /^#separator:Tab\n/],
  ])('writes questions as %s, the same ones for the same seed', async (format, beginning) => {
    const first = await run('', '--export', format, '--seed', '1', '--count', '12', '--lang', 'zh-Hans');
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' });
    expect(first.out).toMatch(beginning);
    expect((await run('', '--export', format, '--seed', '1', '--count', '12', '--lang', 'zh-Hans')).out).toBe(first.out);
  });

  test('does not replace a file, and knows no other format', async () => {
    const file = join(home, 'quiz.txt');
    expect((await run('', '--export', 'gift', '--count', '3', '--out', file)).out).toMatch(/^3 questions in /);
    expect((await run('', '--export', 'gift', '--out', file)).code).toBe(3);
    expect((await run('', '--export', 'gfit')).err).toContain('There is no format "gfit" for a quiz. There are: gift, moodle, anki');
  });
});
