import { describe, expect, test } from 'vitest';
import { languageCalled, languageOfEnvironment, readArguments } from '../../source/commands/options.ts';
import { say } from '../../source/message/say.ts';

function options(args: readonly string[], env = {}) {
  const read = readArguments(args, env);
  if (!read.ok) throw new Error(say('en', read.problem));
  return read;
}

function problem(args: readonly string[], env = {}): string {
  const read = readArguments(args, env);
  if (read.ok) throw new Error('expected a problem');
  return say(read.lang, read.problem);
}

describe('readArguments', () => {
  test('takes options before and after the command', () => {
    const { words, options: given } = options(['--lang', 'zh-Hans', 'play', 'first-syn', '--plain', '--seed=7']);
    expect(words).toEqual(['play', 'first-syn']);
    expect(given).toMatchObject({ lang: 'zh-Hans', plain: true, seed: '7', save: true, expert: false });
  });

  test('leaves what was not given at its default', () => {
    expect(options([]).options).toMatchObject({ lang: null, plain: false, ascii: false, noColor: false, theme: null, seed: null, kernel: null, json: false, save: true, out: null });
  });

  test.each([
    [{ NO_COLOR: '1' }, [], true],
    [{ NO_COLOR: '' }, [], false],
    [{}, ['--no-color'], true],
  ])('colour is off with NO_COLOR set and not empty, or the flag: %j %j', (env, args, noColor) => {
    expect(options(args, env).options.noColor).toBe(noColor);
  });

  test.each([
    [['--plian'], 'There is no option --plian. Did you mean --plain?'],
    [['--seed'], '--seed needs a value, for example: --seed 42'],
    [['--seed', '--plain'], '--seed needs a value'],
    [['--plain=yes'], '--plain takes no value, got "yes".'],
    [['--lang', 'fr'], 'Expected a language, en or zh-Hans, for example: --lang zh-Hans. Got "fr".'],
  ])('refuses %j and says what was expected', (args, sentence) => {
    expect(problem(args)).toContain(sentence);
  });

  test('says what is wrong in the language asked for', () => {
    expect(problem(['--lang', 'zh-Hans', '--plian'])).toContain('是不是想写 --plain?');
    expect(problem(['--plian'], { LANG: 'zh_CN.UTF-8' })).toContain('是不是想写 --plain?');
  });

  test('never says a terminal escape back', () => {
    expect(problem(['--\u001b[2J'])).not.toContain('\u001b');
  });
});

test.each([
  ['en', 'en'],
  ['zh-Hans', 'zh-Hans'],
  ['zh_CN.UTF-8', 'zh-Hans'],
  ['EN_us', 'en'],
  ['zhang', null],
  ['C', null],
])('the language called %j is %j', (name, lang) => {
  expect(languageCalled(name)).toBe(lang);
});

test.each([
  [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'zh-Hans'],
  [{ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en' }, 'zh-Hans'],
  [{ LANG: 'zh_SG.UTF-8' }, 'zh-Hans'],
  [{ LANG: 'de_DE' }, 'en'],
  [{}, 'en'],
])('the environment %j speaks %s', (env, lang) => {
  expect(languageOfEnvironment(env)).toBe(lang);
});

test('a theme that does not exist is refused with those that do', () => {
  expect(problem(['levels', '--theme', 'neon'])).toBe('Expected a theme, one of: terminal, cud, for example: --theme cud. Got "neon".');
});
