import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bare } from '../../../source/commands/bare.ts';
import { check } from '../../../source/commands/check/check.ts';
import type { Command } from '../../../source/commands/command.ts';
import { levels, type LevelsJson } from '../../../source/commands/course/levels.ts';
import { readArguments } from '../../../source/commands/options.ts';
import { play } from '../../../source/commands/play/play.ts';
import { readCourse } from '../../../source/commands/course/read-course.ts';
import type { StepsJson, StepViewJson } from '../../../source/commands/replay/replay-steps.ts';
import { replay, type ReplayJson } from '../../../source/commands/replay/replay.ts';
import { watch } from '../../../source/commands/watch/watch.ts';
import { ENGINE_VERSION } from '../../../source/referee/run.ts';
import { fakeShell } from '../fake-shell.ts';

async function run(command: Command, args: readonly string[], input = '') {
  const { shell, out, err } = fakeShell(input);
  const read = readArguments(['--no-save', ...args], {});
  if (!read.ok) throw new Error('bad arguments');
  const code = await command({ words: read.words, options: read.options, shell });
  return { code, out: out(), err: err() };
}

const SOLUTION = 'S\nskip\n. seq SEG.ACK ack SEG.SEQ+1\n';
const folder = mkdtempSync(join(tmpdir(), 'ackademy-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('play --plain', () => {
  test('ends with 0 when the lines solve the level', async () => {
    const { code, out, err } = await run(play, ['first-syn', '--plain', '--seed', '4'], SOLUTION);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\[plain mode: --plain\]\nlevel first-syn: /);
    expect(out).toMatch(/\nend: solved\.\n$/);
  });

  test('ends with 1 at the end of an input that does not solve it', async () => {
    const { code, out } = await run(play, ['first-syn', '--plain'], 'state\nquit\nnobody reads this\n');
    expect(code).toBe(1);
    expect(out).toMatch(/you> quit\nend: not solved\. [^\n]*\n$/);
  });

  test('says the same with the same seed', async () => {
    const first = await run(play, ['first-syn', '--seed', 'a'], SOLUTION);
    expect(await run(play, ['first-syn', '--seed', 'a'], SOLUTION)).toEqual(first);
    expect((await run(play, ['first-syn', '--seed', 'b'], SOLUTION)).out).not.toBe(first.out);
  });

  test.each([
    [['frist-syn'], 'There is no level "frist-syn". Did you mean first-syn?'],
    [['first-syn', 'now'], 'got more words than it takes: "now"'],
    [['first-syn', '--kernel', '7'], 'There is no kernel profile "7". Did you mean 6.18? There are: 2.6.32, 3.10, 4.4, 4.19, 5.10, 6.18'],
    [['first-syn', '--kernel', 'three'], 'There is no kernel profile "three". There are: 2.6.32, 3.10'],
  ])('of %j is refused with 2', async (args, sentence) => {
    const { code, out, err } = await run(play, args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  test('plays on another kernel, and says that it is from source', async () => {
    const { code, out } = await run(play, ['first-syn', '--plain', '--seed', '4', '--kernel', '4.4'], SOLUTION);
    expect(code).toBe(0);
    expect(out).toContain('variant: seed 4, Linux 4.4 (from source).');
    expect((await run(play, ['first-syn', '--plain', '--seed', '4'], SOLUTION)).out).toContain('variant: seed 4, Linux 6.18.');
  });

  test('survives a flood of odd lines', async () => {
    const odd = ['\u001b[2J', 'x'.repeat(1_000_000), '<', 'S <mss', 'send', 'on x: S', 'call write 3 5 "', 'wait 9999999s', 'sysctl tcp_syncookies=2', 'queue accept', 'state LISTEN', 'predict a', 'on nobody: drop', '99'];
    const { code, out } = await run(play, ['first-syn'], odd.join('\n'));
    expect(code).toBe(1);
    expect(out).not.toContain('\u001b');
  });
});

describe('the first level of an idea', () => {
  test('says how it can be watched first, and in expert mode does not', async () => {
    expect((await run(play, ['first-syn'])).out).toContain('new idea: ackademy watch first-syn');
    expect((await run(play, ['first-syn', '--expert'])).out).not.toContain('new idea');
    expect((await run(play, ['numbers-that-wrap'])).out).not.toContain('new idea');
  });
});

describe('watch', () => {
  const all = readCourse().levels.map(({ id }) => id);

  test.each(all)('the solution of %s wins, and everything is said in words of both languages', async (id) => {
    for (const lang of ['en', 'zh-Hans']) {
      const { code, out, err } = await run(watch, [id, '--lang', lang]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.match(/<[a-z]+[.-][\w.-]+>|\{\w+\}|undefined|NaN/g)).toBeNull();
    }
  });
});

describe('watch at a keyboard', () => {
  test('asks for the predictions, takes nothing else, and plays on with the answer', async () => {
    const { shell, out } = fakeShell('wait\na 3\n');
    Object.assign(shell.stdin, { isTTY: true });
    const read = readArguments(['--no-save', '--plain', 'first-syn'], {});
    if (!read.ok) throw new Error('bad arguments');
    expect(await watch({ words: read.words, options: read.options, shell })).toBe(0);
    expect(out()).toContain('Expected an answer');
    expect(out()).toContain('prediction: right.');
    expect(out()).not.toContain('prediction: skipped.');
  });

  test('skips them where the input ends', async () => {
    expect((await run(watch, ['first-syn'])).out).toContain('prediction: skipped.');
  });
});

describe('ackademy alone in a pipe', () => {
  test('lists what there is and ends with 0 at the end of the input', async () => {
    const { code, out } = await run(bare, []);
    expect(code).toBe(0);
    expect(out).toContain('first-syn: ');
  });

  test('plays what it is told, and reads commands again after quit', async () => {
    const { code, out } = await run(bare, [], `play first-syn\n${SOLUTION}quit\nplya\nquit\nlevels\n`);
    expect(code).toBe(0);
    expect(out).toContain('\nend: solved.\n');
    expect(out).toContain('error: There is no command "plya". Did you mean play?');
    expect(out.endsWith('you> quit\n')).toBe(true);
  });

  test('asks questions, and reads commands again after quit', async () => {
    const { code, out } = await run(bare, [], 'quiz\n?\nquit\nquit\n');
    expect(code).toBe(0);
    expect(out).toMatch(/Due: 0\. New today: 6\./);
    expect(out).toContain('Done: 1 answered, 0 right.\n');
    expect(out.endsWith('you> quit\n')).toBe(true);
  });

  test('looks up in the reference, also words with spaces, and goes on', async () => {
    const { out, err } = await run(bare, [], 'reference no such thing\nreference\nlevels\n');
    expect(err).toMatch(/no such thing/);
    expect(out).toContain('you> reference no such thing');
    expect(out).toMatch(/first-syn: The first SYN/);
  });
});

describe('replay', () => {
  const file = join(folder, 'run.json');

  test('judges a run again and finds its claim true', async () => {
    await run(play, ['first-syn', '--seed', '4', '--out', file], SOLUTION);
    const { code, out } = await run(replay, [file, '--json']);
    expect(code).toBe(0);
    const json = JSON.parse(out) as ReplayJson;
    expect(json).toMatchObject({ format: 'ackademy-replay', version: 1, level: 'first-syn', seed: '4', solved: true, stars: 3, movesMade: 2, claim: true });
    expect(json.moves.map(({ outcome }) => outcome)).toEqual(['as-linux', 'as-linux']);
  });

  test('says where the same moves part on another kernel', async () => {
    const { code, out } = await run(replay, [file, '--kernel', '2.6.32']);
    expect(code).toBe(0);
    expect(out).toContain('The same moves on Linux 6.18 and on Linux 2.6.32 (from source): ');
    const json = JSON.parse((await run(replay, [file, '--kernel', '3.10', '--json'])).out) as ReplayJson;
    expect(json.comparison).toMatchObject({ kernel: '6.18', other: '3.10', outcome: { here: 'won', there: 'won' } });
    expect(await run(replay, [file, '--kernel', '3.11'])).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean 3.10?') });
  });

  test('lists the steps of a run, and shows everything as it stood at one of them', async () => {
    const listed = await run(replay, [file, '--steps']);
    expect(listed.code).toBe(0);
    expect(listed.out).toMatch(/^step 0 of 6: time 0\.000: the beginning\.\n/);
    expect(listed.out.trimEnd().split('\n')).toHaveLength(7);
    const json = JSON.parse((await run(replay, [file, '--steps', '--json'])).out) as StepsJson;
    expect(json).toMatchObject({ format: 'ackademy-steps', version: 1, level: 'first-syn', kernel: '6.18', seed: '4' });
    expect(json.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const shown = await run(replay, [file, '--at', '3']);
    expect(shown.code).toBe(0);
    // Nothing is hidden: the half-open request of the other host is there.
    expect(shown.out).toContain('request on server, 10.0.0.9:80');
    const one = JSON.parse((await run(replay, [file, '--at', '3', '--json'])).out) as StepViewJson;
    expect(one).toMatchObject({ format: 'ackademy-step', version: 1, step: 3, last: 6, at: json.steps[3]?.at, world: { now: json.steps[3]?.at } });
    expect(await run(replay, [file, '--at', '3', '--kernel', '3.10', '--json'])).toMatchObject({ code: 0, out: expect.stringContaining('"kernel": "3.10"') });
    expect(await run(replay, [file, '--at', '99'])).toMatchObject({ code: 2, err: expect.stringContaining('Expected the number of a step from 0 to 6, for example: --at 6. Got "99".') });
    expect(await run(replay, [file, '--at', 'server'])).toMatchObject({ code: 2 });
  });

  test('plays a run on the kernel that it was made on', async () => {
    const old = join(folder, 'old.json');
    await run(play, ['first-syn', '--seed', '4', '--kernel', '3.10', '--out', old], SOLUTION);
    const { code, out } = await run(replay, [old, '--json']);
    expect({ code, kernel: (JSON.parse(out) as ReplayJson).kernel }).toEqual({ code: 0, kernel: '3.10' });
  });

  test('finds a claim false that says more than the moves', async () => {
    const lie = JSON.parse(readFileSync(file, 'utf8')) as { moves: unknown[] };
    lie.moves.pop();
    writeFileSync(join(folder, 'lie.json'), JSON.stringify(lie));
    const { code, out } = await run(replay, [join(folder, 'lie.json')]);
    expect(code).toBe(1);
    expect(out).toMatch(/solved: no, .*\nclaim: false\. The file says: /s);
  });

  test.each([
    ['level', 'nowhere', 'There is no level "nowhere".'],
    ['levelVersion', 99, 'is of level first-syn version 99'],
    ['engine', '0', `made by engine 0, and this is engine ${ENGINE_VERSION}: other rules might judge it otherwise. Replay it with a release of ackademy that has engine 0.`],
    ['kernel', '0.9', 'There is no kernel profile "0.9".'],
  ])('a run of another %s is a bad file', async (key, value, sentence) => {
    const other = join(folder, `${key}.json`);
    writeFileSync(other, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), [key]: value }));
    const { code, out, err } = await run(replay, [other]);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(sentence);
  });
});

test('levels --json has its documented shape, in the order of the course', async () => {
  const { code, out } = await run(levels, ['--json']);
  const json = JSON.parse(out) as LevelsJson;
  expect(code).toBe(0);
  expect(json).toMatchObject({ format: 'ackademy-levels', version: 1 });
  expect(json.levels[0]).toEqual({ id: 'first-syn', version: 1, world: 1, role: 'kernel', mode: 'turns', kernel: '6.18', titles: { en: 'The first SYN', 'zh-Hans': '第一个 SYN' }, rows: ['S4'], misconceptions: expect.any(Array), needs: [], par: 2, minutes: 5, proof: json.levels[0]!.proof });
});

describe('check', () => {
  test('says where a faulty level is wrong and ends with 1', async () => {
    writeFileSync(join(folder, 'level.yaml'), 'id: x\nrole: kernal\n');
    const { code, out } = await run(check, [folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/level\.yaml:2:\d+: expected .*kernel.*got "kernal"/);
  });

  test('of a folder without levels is a missing file', async () => {
    const { code, err } = await run(check, [join(folder, 'nothing')]);
    expect(code).toBe(3);
    expect(err).toContain('no levels there');
  });
});
