import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../source/commands/export/export-formats.ts';
import { COMMAND_NAMES } from '../../source/commands/names.ts';
import { readArguments } from '../../source/commands/options.ts';
import { checkLevel } from '../../source/level/check.ts';
import { parseLevel } from '../../source/level/parse.ts';
import { problemLine } from '../../source/level/problem.ts';
import { levelSchema } from '../../source/level/schema.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { verdictNames } from '../../source/referee/verdict-names.ts';
import { PLAY_KEYS } from '../../source/screens/play/play-keys.ts';
import { builtCourse } from '../terminal/course-files.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const readme = read('README.md');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;

describe('the README', () => {
  it.each(['README.md', 'README.zh-Hans.md'])('%s names every level that there is, and no other', (name) => {
    const named = [...read(name).matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1]!).filter((name) => name.includes('-'));
    expect(named.toSorted()).toEqual(builtCourse().levels.map(({ id }) => id).toSorted());
  });

  it('has the same sections, tables and commands in both languages', () => {
    const shape = (name: string) => read(name).split('\n').flatMap((line) => (line.startsWith('#') ? ['#'.repeat(line.indexOf(' '))] : line.startsWith('|') ? ['|'] : line.startsWith('- ') ? ['-'] : []));
    expect(shape('README.zh-Hans.md')).toEqual(shape('README.md'));
    const paths = (name: string) => [...read(name).matchAll(/`((?:source|test|levels|tools)\/[\w/.*-]*)`/g)].map((match) => match[1]);
    expect(paths('README.zh-Hans.md')).toEqual(paths('README.md'));
  });

  it('is Chinese with full-width marks in Chinese', () => {
    const prose = read('README.zh-Hans.md').replace(/```[\s\S]*?```|`[^`]*`/g, '');
    expect(prose.match(/\p{Script=Han}[,.;:?!()]|[,;:?!(]\p{Script=Han}/gu)).toBeNull();
  });

  it.each(['README.md', 'README.zh-Hans.md'])('%s names only keys that the play screen has', (name) => {
    const table = read(name).split('printf')[0]!.split('\n').filter((line) => line.startsWith('| '));
    const written = table.flatMap((line) => [...line.split('|')[2]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
    const keys = [...new Set(written.filter((text) => text.length === 1))];
    expect(keys.toSorted().join('')).toBe('!#,/:<=>?LUWceginpquvwxyz');
    const bound = new Set(Object.values(PLAY_KEYS.groups).flat().flatMap((entry) => entry.keys));
    expect(keys.filter((key) => !bound.has(key))).toEqual([]);
  });

  it('has two commands that do all the set-up', () => {
    expect(readme).toContain('npm ci && npm start\n');
    expect(readme).toContain('npm ci && npm test\n');
  });

  it('names only scripts that exist', () => {
    for (const [, script] of readme.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
  });

  it.each(['README.md', 'README.zh-Hans.md'])('%s names every folder of the source and every command of a contributor', (name) => {
    const text = read(name);
    const folders = readdirSync(join(root, 'source'), { withFileTypes: true }).filter((item) => item.isDirectory());
    expect(folders.map((item) => `source/${item.name}/`).filter((folder) => !text.includes(`\`${folder}`))).toEqual([]);
    // What runs by itself, before another script, nobody has to know.
    const commands = Object.keys(scripts).filter((script) => !script.startsWith('pre'));
    const said = (script: string): boolean => [`npm run ${script}`, `npm ${script}`].some((line) => new RegExp(`${line}(?![\\w:-])`).test(text));
    expect(commands.filter((script) => !said(script))).toEqual([]);
  });

  it('points only to files that exist', () => {
    for (const [, path] of readme.matchAll(/`((?:source|test|levels|tools)\/[\w/.-]*\.\w+)`/g)) expect(() => read(path!), path).not.toThrow();
  });

  it.each(['README.md', 'README.zh-Hans.md'])('%s shows command lines that are understood, and formats that exist', (name) => {
    const lines = [...read(name).matchAll(/npm start (?:--silent )?-- (.*?)(?:`|$)/gm)].map((match) => match[1]!.split(/[\s;]+/));
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      const args = readArguments(line, {});
      expect(args.ok, line.join(' ')).toBe(true);
      if (!args.ok || args.words.length === 0) continue;
      expect(COMMAND_NAMES).toContain(args.words[0]);
      if (args.options.to !== null) expect(EXPORT_FORMATS).toContain(args.options.to);
    }
    const formats = read(name).split('asciinema')[0]!;
    for (const format of ['pcapng', 'tcpdump', 'svg', 'mermaid']) expect(formats).toContain(`\`${format}\``);
  });
});

describe('the chapter for authors of levels', () => {
  const blocks = (name: string, kind: string): readonly string[] => [...read(name).matchAll(new RegExp(`\`\`\`${kind}\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);
  const shown = (name: string) => ({ yaml: blocks(name, 'yaml')[0] ?? '', text: blocks(name, 'md')[0] ?? '' });

  it('shows one and the same level in both languages, and check finds nothing wrong with it', () => {
    const [en, zh] = [shown('README.md'), shown('README.zh-Hans.md')];
    expect(zh.yaml).toBe(en.yaml);
    const result = parseLevel({ folder: 'say-hello', world: 1, files: { 'level.yaml': en.yaml, 'text.en.md': en.text, 'text.zh-Hans.md': zh.text } });
    expect(result.ok ? [] : result.problems.map(problemLine)).toEqual([]);
    if (!result.ok) return;
    const report = checkLevel(result.level, sessionEngine, { verdictNames: verdictNames() });
    expect(report.findings).toEqual([]);
    expect(report.par).toMatchObject({ proved: true, best: 1 });
  });

  it.each(['README.md', 'README.zh-Hans.md'])('%s explains every key that a level may have, and no other', (name) => {
    const table = read(name).split('```md')[1]!.split('```sh')[0]!.split('\n').filter((line) => line.startsWith('| `'));
    const keys = table.flatMap((line) => [...line.split('|')[1]!.matchAll(/`(\w+)`/g)].map((match) => match[1]!));
    expect(keys.toSorted()).toEqual(Object.keys(levelSchema.shape).toSorted());
  });
});
