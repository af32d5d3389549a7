import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../../source');

/** Files of source/ that name a module of live/, in whatever kind of import. */
function importersOfLive(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([path, text]) => !path.startsWith('live/') && /['"`](?:\.{1,2}\/)+live\//.test(text)).map(([path]) => path);
}

test('only the command prove reaches the real kernel', () => {
  const items = readdirSync(source, { recursive: true, withFileTypes: true }).filter((item) => item.isFile() && /\.tsx?$/.test(item.name));
  const paths = items.map((item) => join(item.parentPath, item.name));
  const files = new Map(paths.map((path) => [relative(source, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));
  expect(importersOfLive(files).filter((path) => !/^commands\/prove(-[a-z-]+)?\.ts$/.test(path))).toEqual([]);
});

test('sees who else would', () => {
  expect(importersOfLive(new Map([['commands/play.ts', `const { probe } = await import('../live/launch.ts');`], ['live/a.ts', `import './live/b.ts'`]]))).toEqual(['commands/play.ts']);
});
