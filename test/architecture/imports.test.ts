import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { layers } from './layers.ts';
import { violations } from './violations.ts';

const source = join(import.meta.dirname, '../../source');

function sourceFiles(): Record<string, string> {
  const items = readdirSync(source, { recursive: true, withFileTypes: true }).filter((item) => item.isFile() && /\.tsx?$/.test(item.name));
  const paths = items.map((item) => join(item.parentPath, item.name));
  return Object.fromEntries(paths.map((path) => [relative(source, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));
}

test('source holds the import rules', () => {
  const files = sourceFiles();
  expect(Object.keys(files).length, 'files checked').toBeGreaterThan(0);
  expect(violations(files)).toEqual([]);
});

test('the table itself points downward: no two layers may import each other', () => {
  const mayReach = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of layers[from]?.imports ?? []) if (!seen.has(next)) mayReach(next, seen.add(next));
    return seen;
  };
  expect(Object.keys(layers).filter((name) => mayReach(name).has(name))).toEqual([]);
  expect(Object.values(layers).flatMap(({ imports, types = [] }) => [...imports, ...types]).filter((name) => !(name in layers))).toEqual([]);
});

const planted: ReadonlyArray<[rule: string, path: string, text: string, sentence: string]> = [
  ['an upward import', 'tcp/flags.ts', `import { host } from '../kernel/host.ts';`, 'tcp/flags.ts:1: tcp may not import kernel'],
  ['kernel and network meet', 'kernel/host.ts', `import type { Link } from '../network/link.ts';`, 'kernel/host.ts:1: kernel may not import network'],
  ['an upward re-export', 'network/link.ts', `const a = 1;\nexport { a };\nexport { host } from '../kernel/host.ts';`, 'network/link.ts:3: network may not import kernel'],
  ['an upward import()', 'world/step.ts', `export const late = () => import('../level/parse.ts');`, 'world/step.ts:1: world may not import level'],
  ['an upward import type', 'world/step.ts', `export type Level = import('../level/parse.ts').Level;`, 'world/step.ts:1: world may not import level'],
  ['an upward require()', 'world/step.ts', `export const late = require('../level/parse.ts');`, 'world/step.ts:1: world may not import level'],
  ['an import that nobody can check', 'commands/play.ts', 'export const load = (name: string) => import(`./${name}.ts`);', 'commands/play.ts:1: an import computed at run time cannot be checked: name the module'],
  ['code where only types may be imported', 'components/ladder/ladder.tsx', `import { type View, viewOf } from '../../world/view.ts';`, 'components/ladder/ladder.tsx:1: components may import only types of world: write `import type`'],
  ['a package that is not for this layer', 'kernel/host.ts', `import { setup } from 'xstate';`, 'kernel/host.ts:1: kernel may not import the package xstate'],
  ['a subpath of such a package', 'referee/judge.ts', `import { x } from 'ink/build/x.js';`, 'referee/judge.ts:1: referee may not import the package ink/build/x.js'],
  ['Node below storage', 'level/parse.ts', `import { readFileSync } from 'node:fs';`, 'level/parse.ts:1: level may not import the package node:fs'],
  ['Node without its prefix', 'level/parse.ts', `import { readFileSync } from 'fs';`, 'level/parse.ts:1: level may not import the package fs'],
  ['a global of Node', 'formats/pcapng.ts', `export const bytes = Buffer.alloc(4);`, 'formats/pcapng.ts:1: Buffer: formats does not know Node'],
  ['leaving source', 'commands/play.ts', `import { x } from '../../test/x.ts';`, 'commands/play.ts:1: ../../test/x.ts leaves source/'],
  ['a specifier without its ending', 'tcp/flags.ts', `import { x } from './segment.js';`, 'tcp/flags.ts:1: ./segment.js does not end in .ts or .tsx, as imports here do'],
  ['an actor outside screens and commands', 'referee/judge.ts', `import { createActor } from 'xstate';`, 'referee/judge.ts:1: createActor: only screens, app and commands create actors'],
  ['Date.now', 'kernel/host.ts', `export const at = Date.now();`, 'kernel/host.ts:1: Date.now: time and chance are arguments in kernel'],
  ['Date.now in disguise', 'kernel/host.ts', `export const at = globalThis.Date['now']();`, 'kernel/host.ts:1: Date.now: time and chance are arguments in kernel'],
  ['Date.now passed on', 'components/a/a.tsx', `export const clock = Date.now;`, 'components/a/a.tsx:1: Date.now: time and chance are arguments in components'],
  ['new Date()', 'quiz/schedule.ts', `export const at = new Date();`, 'quiz/schedule.ts:1: new Date(): time and chance are arguments in quiz'],
  ['performance.now', 'world/step.ts', `export const at = performance.now();`, 'world/step.ts:1: performance.now: time and chance are arguments in world'],
  ['setTimeout', 'network/link.ts', `setTimeout(() => 1, 5);`, 'network/link.ts:1: setTimeout: time and chance are arguments in network'],
  ['setInterval', 'components/a/a.tsx', `export const a = (f: () => void) => setInterval(f, 5);`, 'components/a/a.tsx:1: setInterval: time and chance are arguments in components'],
  ['Math.random', 'random.ts', `export const dice = () => Math.random();`, 'random.ts:1: Math.random: time and chance are arguments in random'],
  ['exit outside cli', 'commands/play.ts', `export const end = () => process.exit(1);`, 'commands/play.ts:1: process.exit: only cli.ts may exit the process'],
  ['a barrel by name', 'tcp/index.ts', `export const a = 1;`, 'tcp/index.ts: a barrel: import from the file that defines the thing'],
  ['a barrel by content', 'tcp/all.ts', `export * from './flags.ts';\nexport { b } from './segment.ts';`, 'tcp/all.ts: a barrel: import from the file that defines the thing'],
  ['a utils folder', 'tcp/utils/pad.ts', `export const a = 1;`, 'tcp/utils/pad.ts: "utils" says nothing: name the folder or file for the one thing it holds'],
  ['global types', 'types.ts', `export type A = 1;`, 'types.ts: source/types is not in the table of test/architecture/layers.ts: say there what it may import'],
  ['a default export', 'tcp/flags.ts', `export default function flags() {}`, 'tcp/flags.ts: a default export: export it by name'],
  ['a default export in disguise', 'tcp/flags.ts', `const a = 1;\nexport { a as default };`, 'tcp/flags.ts: a default export: export it by name'],
  ['an unknown layer', 'engine/run.ts', `export const a = 1;`, 'engine/run.ts: source/engine is not in the table of test/architecture/layers.ts: say there what it may import'],
];

test.each(planted)('catches %s', (_rule, path, text, sentence) => {
  expect(violations({ [path]: text })).toContain(sentence);
});

const allowed: ReadonlyArray<[what: string, path: string, text: string]> = [
  ['a downward import', 'kernel/host.ts', `import { has } from '../tcp/flags.ts';\nexport { has } from '../tcp/flags.ts';\nexport const a = has;`],
  ['types where types are allowed', 'components/ladder/ladder.tsx', `import type { View } from '../../world/view.ts';\nexport type Props = { view: View };`],
  ['words that only look like a clock', 'kernel/host.ts', `// Date.now() and setTimeout\nexport const host = { setTimeout: 1, process: 'Math.random()' };\nexport const later = host.setTimeout + host.process;`],
  ['a date from a number', 'storage/runs.ts', `export const at = (ms: number) => new Date(ms);`],
  ['a clock where a person waits', 'screens/play/play.tsx', `export const at = () => Date.now();`],
  ['Node in commands', 'commands/play.ts', `import { readFileSync } from 'node:fs';\nexport const a = () => readFileSync(process.argv[2] ?? '');`],
  ['a lazy command', 'cli.ts', `import packageJson from '../package.json' with { type: 'json' };\nexport const run = async () => [packageJson.version, await import('./commands/play.ts')];\nprocess.exit(0);`],
  ['JSX', 'screens/play/play.tsx', `import { Text } from 'ink';\nexport const Play = () => <Text>a</Text>;`],
];

test.each(allowed)('lets pass %s', (_what, path, text) => {
  expect(violations({ [path]: text })).toEqual([]);
});
