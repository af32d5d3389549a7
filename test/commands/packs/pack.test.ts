import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../../source/commands/check/check.ts';
import type { Command } from '../../../source/commands/command.ts';
import { exportRun } from '../../../source/commands/export/export.ts';
import { guarded } from '../../../source/commands/guarded.ts';
import { level } from '../../../source/commands/packs/level.ts';
import { levels } from '../../../source/commands/course/levels.ts';
import { readArguments, type Options } from '../../../source/commands/options.ts';
import { printPackFile, readPackFile } from '../../../source/commands/packs/pack-file.ts';
import { play } from '../../../source/commands/play/play.ts';
import { replay } from '../../../source/commands/replay/replay.ts';
import { openPack, readPackFiles } from '../../../source/commands/packs/read-pack.ts';
import { watch } from '../../../source/commands/watch/watch.ts';
import { parsePack } from '../../../source/level/pack.ts';
import { problemLine } from '../../../source/level/problem.ts';
import { foldersFor } from '../../../source/storage/folders.ts';
import { SMALL_CHINESE, SMALL_ENGLISH, SMALL_LEVEL as EMPTY_LEVEL } from '../../level/level-files.ts';
import { fakeShell } from '../fake-shell.ts';
import { invoke } from '../invoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-packs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (...path: string[]): string => join(folder, ...path);

async function run(command: Command, args: readonly string[], input = '', env: Record<string, string> = {}) {
  const { shell, out, err } = fakeShell(input, env);
  const code = await invoke(command, args, shell);
  return { code, out: out(), err: err() };
}

/** The small level of other tests, so that it can be won. */
const SMALL_LEVEL = EMPTY_LEVEL.replace('minutes: 3', 'minutes: 1').replace('par: 1', 'par: 2').replace('solution: [. ack SEG.SEQ+1]', 'solution: [S seq $iss, . seq SEG.ACK ack SEG.SEQ+1]').replace('{ moves: [silent], verdict: syn-sent/syn-ack-unanswered }', '{ moves: [S seq $iss, . seq SEG.ACK ack SEG.SEQ], verdict: syn-sent/ack-without-the-syn, misconception: M01 }').replace('at: 1s', 'at: 0');
const WINS = 'S\n. seq SEG.ACK ack SEG.SEQ+1\n';
const SMALL = { 'level.yaml': SMALL_LEVEL, 'text.en.md': SMALL_ENGLISH, 'text.zh-Hans.md': SMALL_CHINESE };

function write(path: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(at(path, name)), { recursive: true });
    writeFileSync(at(path, name), text);
  }
  return at(path);
}

function optionsOf(args: readonly string[]): Options {
  const read = readArguments(args, {});
  if (!read.ok) throw new Error('bad arguments');
  return read.options;
}

/** The one line, without the folder that differs from run to run, for which a pack is refused. */
function refusal(path: string): readonly string[] {
  const pack = openPack(path);
  return pack === null || pack.ok ? [] : pack.lines;
}

describe('levels in a folder', () => {
  beforeAll(() => write('one/small', SMALL));

  test('one level is listed and played by its folder', async () => {
    expect(await run(levels, [at('one/small')])).toMatchObject({ code: 0, out: expect.stringMatching(/^world 1: small\n {2}small: Small\. /), err: '' });
    const { code, out } = await run(play, [at('one/small'), '--plain', '--seed', '1', '--no-save'], WINS);
    expect(out).toContain('level small: Small');
    expect(code).toBe(0);
  });

  test('a folder of level folders is a world, and its second level is named after it', async () => {
    write('two/a', { ...SMALL, 'level.yaml': SMALL_LEVEL.replace('id: small', 'id: a') });
    write('two/b', { ...SMALL, 'level.yaml': SMALL_LEVEL.replace('id: small', 'id: b\nneeds: [first-syn]') });
    expect((await run(levels, [at('two')])).out.split('\n').filter((line) => line.startsWith('  ')).map((line) => line.split(':')[0]!.trim())).toEqual(['a', 'b']);
    expect((await run(watch, [at('two'), 'b', '--plain'])).out).toContain('level b: ');
    expect(await run(play, [at('two'), 'c', '--plain'])).toMatchObject({ code: 2, err: expect.stringContaining('There are: a, b.') });
    expect(await run(play, [at('two'), 'a', 'b', '--plain'])).toMatchObject({ code: 2 });
  });

  test('a course of its own has worlds and an order', async () => {
    write('course', { 'course.yaml': 'format: 1\nworlds:\n  - { folder: 01-w, title: { en: Mine, zh-Hans: 我的 }, levels: [01-small] }\n', 'README.md': '# mine', '.git/config': 'x' });
    write('course/01-w/01-small', SMALL);
    expect((await run(levels, [at('course'), '--lang', 'zh-Hans'])).out).toContain('世界 1: 我的');
    expect((await run(check, [at('course')])).out).toContain('OK  small');
  });

  test('what is done in a pack is kept apart from the level of the game that has the same id', async () => {
    write('mine/first-syn', { ...SMALL, 'level.yaml': SMALL_LEVEL.replace('id: small', 'id: first-syn') });
    const env = { HOME: at('home'), XDG_DATA_HOME: at('home/data'), XDG_CONFIG_HOME: at('home/config') };
    const file = at('run.json');
    expect((await run(play, [at('mine/first-syn'), '--plain', '--seed', '1', '--out', file], WINS, env)).code).toBe(0);
    const progress = JSON.parse(readFileSync(join(foldersFor(env, process.platform).data, 'progress.json'), 'utf8')) as { levels: object };
    expect(Object.keys(progress.levels)).toEqual(['first-syn:first-syn']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ level: 'first-syn:first-syn' });
    // Judged again it is that level's run, and never the one of the game.
    expect(await run(replay, [file])).toMatchObject({ code: 3, err: expect.stringContaining('the run is of a level of the pack first-syn. Expected --pack') });
    expect((await run(replay, [file, '--pack', at('mine/first-syn')])).out).toContain('claim: true.');
    expect((await run(exportRun, [file, '--pack', at('mine/first-syn'), '--to', 'tcpdump'])).out).toContain('Flags [S.]');
    expect(await run(replay, [file, '--pack', at('nothing')])).toMatchObject({ code: 3 });
  });

  test('whose level was broken is played no level at all, and told every fault with file and line', async () => {
    write('broken/small', { ...SMALL, 'level.yaml': SMALL_LEVEL.replace('role: kernel', 'role: king') });
    const { code, err } = await run(play, [at('broken'), '--plain']);
    expect(code).toBe(3);
    expect(err).toBe(`small/level.yaml:3:7: expected one of kernel, attacker, operator, for example role: kernel, got "king"\n${at('broken').slice(0, 120)} is not played. ackademy check names everything that is wrong with levels.\n`);
  });

  test('an idea that a level uses must have been taught by levels that it needs, here or in the game', async () => {
    const uses = (needs: string): string => SMALL_LEVEL.replace('id: small', `id: user\nneeds: [${needs}]\nuses: [rst-answers]`);
    write('uses/user', { ...SMALL, 'level.yaml': uses('nobody-home') });
    expect(refusal(at('uses'))).toEqual([]);
    write('uses/user', { ...SMALL, 'level.yaml': uses('first-syn') });
    expect(refusal(at('uses'))).toEqual(['user: expected in "uses" only what the levels in "needs", or those that they need, teach, got "rst-answers", taught by nobody-home']);
    write('uses/user', { ...SMALL, 'level.yaml': uses('no-such-level') });
    expect(refusal(at('uses')).join('\n')).toContain('user: expected in "needs" only levels that come before, got "no-such-level"');
  });

  test('a world that never comes to rest is the level\'s fault, and said so', async () => {
    const storm = `  connections:
    - a: { host: client, port: 5000, state: ESTABLISHED, sndNxt: 1000, rcvNxt: 5000 }
      b: { host: server, port: 80, state: ESTABLISHED, sndNxt: 900000000, rcvNxt: 3000000000 }
  link: { delay: 0 }
  script:
    - { at: 10, host: client, act: write, port: 5000, bytes: 10 }`;
    const text = SMALL_LEVEL.replace('  script:', storm).replace('decides: [answer]', 'decides: [answer], decidesUntil: 1ms, sysctls: { tcp_invalid_ratelimit: 0 }').replace('listen: [{ port: 80 }]', 'listen: [{ port: 80 }], sysctls: { tcp_invalid_ratelimit: 0 }').replace('id: small', 'id: storm').replace('is: ESTABLISHED } }\nhints', 'is: TIME-WAIT } }\nhints');
    write('storm/storm', { ...SMALL, 'level.yaml': text });
    const { shell, err } = fakeShell('S seq 5\nwait 2s\n');
    expect(await guarded(async () => play, { words: [at('storm')], options: optionsOf(['--plain', '--no-save']), shell })).toBe(3);
    expect(err()).toContain('This level cannot be played: the simulated hosts do not come to rest');
    expect((await run(check, [at('storm')])).out).toContain('the simulation failed: the simulated hosts do not come to rest');
  });

  test('nothing there is said with an example', async () => {
    for (const command of [play, levels, watch]) expect(await run(command, [at('nothing')])).toMatchObject({ code: 3, err: expect.stringContaining('for example: ackademy play ./my-levels') });
  });
});

describe('a folder of a stranger', () => {
  test.each([
    ['a level outside through a link', () => symlinkSync('/etc', at('hostile/link')), 'link: expected a file or a folder, got a link'],
    ['a name that commands the terminal', () => write('hostile', { 'a\u001b[2J.md': 'x' }), 'aU+001B[2J.md: expected a name of letters, digits'],
    ['a file that is no text', () => write('hostile', { 'level.yaml': Buffer.from([0xff, 0xfe, 0x00]) }), 'level.yaml: expected text in UTF-8'],
    ['a file of a megabyte', () => write('hostile', { 'text.en.md': 'x'.repeat(1_000_000) }), 'text.en.md: expected at most 800000 bytes in a file, got 1000000'],
    ['folders without end', () => write('hostile/a/b/c/d/e', { 'level.yaml': 'x' }), 'expected at most 4 folders in each other'],
    ['thousands of files', () => Array.from({ length: 2001 }, (_, n) => write('hostile', { [`${n}.txt`]: '' })), 'hostile: expected at most 2000 files in a pack, got more'],
    ['no level', () => write('hostile', { 'notes.txt': 'x' }), 'hostile: expected a course.yaml, or a level.yaml in it or in a folder of it, got neither'],
  ])('%s is refused in a line', (_what, make, line) => {
    rmSync(at('hostile'), { recursive: true, force: true });
    mkdirSync(at('hostile'));
    make();
    expect(refusal(at('hostile')).join('\n')).toContain(line);
  });

  test('a claim that a real kernel does the same is not shown', () => {
    const proof = { format: 'ackademy-proof', version: 2, kernel: '6.18.44', date: '2026-11-22', hash: 'x', seeds: ['1'], hosts: 1, segments: 3 };
    write('proved/small', { ...SMALL, 'proof.json': JSON.stringify(proof) });
    const pack = openPack(at('proved'));
    expect(pack).toMatchObject({ ok: true, course: { levels: [{ id: 'small', proof: null }] } });
  });
});

describe('levels in one file', () => {
  const written = (pack: unknown): readonly string[] => {
    const read = readPackFile('x.ackpack', typeof pack === 'string' ? pack : JSON.stringify(pack));
    return read.ok ? [] : read.problems.map(problemLine);
  };
  const good = { format: 'ackademy-pack', version: 1, name: 'mine', files: { 'small/level.yaml': SMALL_LEVEL } };

  test('a folder becomes a file and is played, listed and checked like the folder', async () => {
    write('give/small', SMALL);
    const file = at('give.ackpack');
    expect(await run(level, ['pack', at('give'), '--out', file])).toMatchObject({ code: 0, out: `${file}: 3 files. To play it: ackademy play ${file}\n` });
    expect(await run(level, ['pack', at('give'), '--out', file])).toMatchObject({ code: 3 });
    expect((await run(levels, [file])).out).toBe((await run(levels, [at('give')])).out);
    expect((await run(check, [file])).out).toContain('OK  small');
    expect((await run(play, [file, '--plain', '--no-save', '--seed', '1'], WINS)).code).toBe(0);
    // The folder of one level has no folder of levels around it.
    expect((await run(level, ['pack', at('give/small'), '--out', at('small.ackpack')])).code).toBe(0);
    expect((await run(levels, [at('small.ackpack')])).out).toContain('  small: Small.');
  });

  test('what it holds comes out as it went in', () => {
    const files = { 'a/level.yaml': 'id: a\n"\\u001b"', 'a/text.zh-Hans.md': '# title\n\n标题' };
    expect(readPackFile('x', printPackFile('mine', files))).toEqual({ ok: true, name: 'mine', files });
  });

  test.each([
    ['no JSON', '{ "format": ', 'x.ackpack:1:13: expected JSON'],
    ['another format', { ...good, format: 'zip' }, 'x.ackpack:1:11: expected "format": "ackademy-pack"'],
    ['a later version', { ...good, version: 2 }, 'x.ackpack:1:37: expected a pack of version 1, which this release of ackademy reads, for example "version": 1, got 2'],
    ['a version that is none', { ...good, version: '1' }, 'expected "version": 1'],
    ['a name with a path in it', { ...good, name: '../x' }, 'expected a name of letters, digits, ".", "-" and "_", for example "name": "my-levels", got "../x"'],
    ['no files', { ...good, files: [] }, 'expected "files": an object of texts by path'],
    ['a path that leads out', { ...good, files: { '../../etc/passwd': 'x' } }, 'expected a name of letters, digits'],
    ['an absolute path', { ...good, files: { '/etc/passwd': 'x' } }, 'expected a name of letters, digits'],
    ['a prototype', '{"format":"ackademy-pack","version":1,"name":"m","files":{"__proto__":"x"}}', 'got "__proto__"'],
    ['a prototype at the top', '{"__proto__":{"format":"ackademy-pack"}}', 'expected "format": "ackademy-pack"'],
    ['a text that is none', { ...good, files: { 'level.yaml': 1 } }, 'expected the text of level.yaml'],
    ['nesting without end', '['.repeat(100_000), 'expected JSON'],
    ['files without end', { ...good, files: Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}.md`, ''])) }, 'expected at most 2000 files in a pack'],
    ['a size without end', { ...good, files: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`${n}.md`, 'x'.repeat(1_000_000)])) }, 'expected at most 16000000 characters in a pack'],
  ])('%s is refused, with the place', (_what, pack, line) => {
    expect(written(pack).join('\n')).toContain(line);
    expect(({} as { format?: string }).format).toBeUndefined();
  });

  test('a pipe in the place of a file is not waited for', () => {
    expect(readPackFiles('/dev/zero')?.problems.map(problemLine)).toEqual(['zero: expected a file, got something else']);
  });

  test('whatever a file says, it is read or refused in lines that a terminal can show', () => {
    const scrap = fc.oneof(fc.string(), fc.constantFrom(SMALL_LEVEL, SMALL_ENGLISH, '\u001b[31m', '__proto__', 'constructor', '&a [*a]', '\u202e'), fc.json());
    const path = fc.oneof(fc.constantFrom('level.yaml', 'small/level.yaml', 'small/text.en.md', 'course.yaml', '01-w/01-small/level.yaml', '__proto__', '../x', 'constructor'), fc.string());
    const version = fc.oneof(fc.constant(1), fc.jsonValue());
    const text = fc.oneof(scrap, fc.record({ format: fc.oneof(fc.constant('ackademy-pack'), scrap), version, name: fc.oneof(fc.constant('mine'), scrap), files: fc.dictionary(path, fc.oneof(scrap, fc.jsonValue())) }).map((value) => JSON.stringify(value)));
    fc.assert(fc.property(text, (written) => {
      const read = readPackFile('x.ackpack', written);
      const problems = read.ok ? parsePack(read.name, read.files).problems : read.problems;
      for (const line of problems.map(problemLine)) expect(line).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
    }), { numRuns: 500 });
  });

  test('whatever one line of a level says, the level is read or refused in lines that a terminal can show', () => {
    const lines = SMALL_LEVEL.split('\n');
    const value = fc.oneof(fc.jsonValue().map((json) => JSON.stringify(json)), fc.constantFrom('{ __proto__: { polluted: 1 } }', '"\\e[2J"', '$constructor', '$(1/0)', '.inf', '99999999999999', '[[[[[[]]]]]]', '*x', '!!js/function x', '"a\\nb"'));
    fc.assert(fc.property(fc.nat(lines.length - 1), value, (index, planted) => {
      const text = lines.map((line, at) => (at === index ? `${line.split(':')[0]}: ${planted}` : line)).join('\n');
      const { problems } = parsePack('x', { ...SMALL, 'level.yaml': text });
      for (const line of problems.map(problemLine)) expect(line).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    }), { numRuns: 500 });
  });
});

describe('level new', () => {
  const here = process.cwd();
  beforeAll(() => {
    mkdirSync(at('author'));
    process.chdir(at('author'));
    return () => process.chdir(here);
  });

  test.each(['kernel', 'attacker', 'operator'])('a new level for the %s passes check but for what is its author\'s to write, named by file and line', async (role) => {
    const id = `my-${role}`;
    expect((await run(level, ['new', id, '--role', role])).code).toBe(0);
    const { code, out } = await run(check, [id, '--json']);
    expect(code).toBe(1);
    const [report] = (JSON.parse(out) as { levels: { id: string; findings: { check: string; about: string }[]; par: { claimed: number; best: number } }[] }).levels;
    expect(report).toMatchObject({ id });
    expect(report!.findings.filter((finding) => finding.check !== 'todo')).toEqual([]);
    const marked = ['level.yaml', 'text.en.md', 'text.zh-Hans.md'].flatMap((file) => readFileSync(join(id, file), 'utf8').split('\n').flatMap((text, index) => (text.includes('TODO') ? [`${id}/${file}:${index + 1}`] : [])));
    expect(report!.findings.map(({ about }) => about.split(':').slice(0, 2).join(':'))).toEqual(marked);
    expect(marked.length).toBeGreaterThan(40);
    expect(report!.par.best).toBe(report!.par.claimed);
  });

  test('its comments are in the language of its author, and its texts in both', async () => {
    expect((await run(level, ['new', 'chinese', '--lang', 'zh-Hans'])).code).toBe(0);
    expect(readFileSync('chinese/level.yaml', 'utf8')).toContain('# 一个关卡.');
    expect(readFileSync('chinese/text.en.md', 'utf8')).toContain('TODO: the name of the level');
    expect(readFileSync('chinese/text.zh-Hans.md', 'utf8')).toContain('TODO: 关卡的名称');
  });

  test('with a world it goes to its end, and course.yaml names it and is otherwise left alone', async () => {
    cpSync(join(here, 'levels/course.yaml'), 'course.yaml');
    const before = readFileSync('course.yaml', 'utf8');
    expect((await run(level, ['new', 'extra', '--world', 'closing'])).out).toContain('03-closing/10-extra/level.yaml');
    const after = readFileSync('course.yaml', 'utf8');
    expect(after.replace('\n      - 10-extra', '')).toBe(before);
    expect(after).toContain('      - 09-last-ack-lost\n      - 10-extra\n');
    writeFileSync('course.yaml', 'format: 1\nworlds:\n  - { folder: 01-w, title: { en: W, zh-Hans: 世 }, levels: [] } # none yet\n'.replace('{ folder: 01-w, title', '\n    folder: 01-w\n    title').replace(', levels: [] } #', '\n    levels: [] #'));
    expect((await run(level, ['new', 'first', '--world', '1'])).out).toContain('01-w/01-first/level.yaml');
    expect((await run(level, ['new', 'second', '--world', '01-w'])).out).toContain('01-w/02-second/level.yaml');
    expect(readFileSync('course.yaml', 'utf8')).toContain('levels: [01-first, 02-second] # none yet');
    rmSync('course.yaml');
  });

  test.each([
    [['new', 'My Level'], 2, 'Expected a name of lower-case words joined by "-", for example: ackademy level new my-level. Got "My Level".'],
    [['new', '../x'], 2, 'Got "../x".'],
    [['new', 'x', '--role', 'admin'], 2, 'Expected a role, one of: kernel, attacker, operator, for example: --role operator. Got "admin".'],
    [['new', 'x', '--world', 'queues'], 3, 'There is no course.yaml here or in levels'],
    [['new', 'my-kernel'], 3, 'my-kernel is there already, and is left as it is.'],
    [['nwe', 'x'], 2, 'for example: ackademy level new my-level. Got "nwe".'],
    [['new'], 2, '"level" needs one more word.'],
    [['pack', 'nothing'], 3, 'nothing: no folder and no file of that name.'],
  ] as const)('%j ends with %i and says what was expected', async (args, code, text) => {
    expect(await run(level, args)).toMatchObject({ code, err: expect.stringContaining(text) });
  });
});
