import { describe, expect, test } from 'vitest';
import { problemLine } from '../../source/level/problem.ts';
import { readYaml } from '../../source/level/yaml-text.ts';

function errors(text: string): readonly string[] {
  const result = readYaml('level.yaml', text);
  return result.ok ? [] : result.problems.map(problemLine);
}

test('a value is read, and the place of each part is known', () => {
  const result = readYaml('level.yaml', 'id: x\nhosts:\n  client: { ip: 10.0.0.5 }\n');
  if (!result.ok) expect.unreachable();
  expect(result.yaml.value).toEqual({ id: 'x', hosts: { client: { ip: '10.0.0.5' } } });
  expect(result.yaml.place(['hosts', 'client', 'ip'])).toEqual({ line: 3, column: 17 });
  expect(result.yaml.place(['hosts', 'client', 'port'])).toEqual({ line: 3, column: 11 });
  expect(result.yaml.placeOfKey(['hosts', 'client'], 'ip')).toEqual({ line: 3, column: 13 });
});

describe('what a stranger may not put in a file', () => {
  const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: [*b, *b]'].join('\n');
  test.each([
    ['aliases', bomb, 'level.yaml:1:7: expected a value without an anchor, got the anchor &a'],
    ['tags', 'a: !!js/function x', 'level.yaml:1:4: expected well-formed YAML, got Unresolved tag: tag:yaml.org,2002:js/function'],
    ['a key twice', 'a: 1\na: 2', 'level.yaml:2:1: expected well-formed YAML, got a key that the map has already'],
    ['a terminal escape', 'a: \u001b[2J', 'level.yaml:1:4: expected plain printable text, got a control character (U+001B)'],
    ['a bidi control', 'a: x\nb: a\u202eb', 'level.yaml:2:5: expected plain printable text, got a character that changes the direction of text (U+202E)'],
    ['an invisible character', 'a\u200b: 1', 'level.yaml:1:2: expected plain printable text, got a invisible character (U+200B)'],
    ['an emoji', 'a: \u{1f600}', 'level.yaml:1:4: expected plain printable text, got a emoji (U+1F600)'],
    ['a terminal escape that YAML makes', 'a: "\\e[2J"', 'level.yaml:1:4: expected plain printable text, got a control character (U+001B)'],
    ['a terminal escape in a key', '"\\u009b2J": x', 'level.yaml:1:1: expected plain printable text, got a control character (U+009B)'],
    ['a line break that would feign another line', 'a: "x\\nend: solved."', 'level.yaml:1:4: expected a text on one line, got a line break in it'],
    ['a long line', `a: ${'x'.repeat(3000)}`, 'level.yaml:1:1: expected at most 2000 characters in a line, got 3003'],
    ['deep nesting', `${'['.repeat(300)}${']'.repeat(300)}`, 'level.yaml:1:1: expected at most 24 levels of nesting, got more'],
  ])('%s', (_what, text, line) => {
    expect(errors(text)).toContain(line);
  });

  test('ten million characters are refused without being parsed', () => {
    expect(errors('x'.repeat(10_000_000))).toEqual(['level.yaml: expected at most 200000 characters in a file, got 10000000']);
  });

  test('deep nesting over many lines', () => {
    const deep = Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(errors(deep)).toEqual([expect.stringContaining('expected at most 24 levels of nesting')]);
  });

  test('a broken text says where', () => {
    expect(errors('a: [1, 2\nb: 3')[0]).toMatch(/^level\.yaml:\d:\d+: expected well-formed YAML, got /);
  });

  test('__proto__ is a key like any other', () => {
    const result = readYaml('level.yaml', '__proto__: { polluted: 1 }');
    expect(result.ok).toBe(true);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
