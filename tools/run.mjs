// Runs a TypeScript file of this project the way the product runs: bundled, with React built for production.
//   node tools/run.mjs test/bench/run.ts [arguments…]
// The file runs from a scratch copy: it finds the project through process.cwd(), not through import.meta.
import './require-node.cjs';
import { existsSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { bundleOptions } from './bundle.mjs';
import { buildWhenNeeded, root, scratch } from './project.mjs';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || !existsSync(resolve(root, file))) {
  console.error(file === undefined ? 'usage: node tools/run.mjs FILE [arguments…]' : `run: there is no ${file} yet`);
  process.exit(2);
}
// Scripts may start the built program itself.
if (!buildWhenNeeded()) process.exit(1);

await mkdir(scratch, { recursive: true });
const outfile = join(scratch, `${parse(file).name}-${process.pid}.mjs`);
await esbuild.build({
  ...bundleOptions,
  absWorkingDir: root,
  entryPoints: [resolve(root, file)],
  outfile,
  sourcemap: 'inline',
  // Native code cannot be bundled.
  external: [...bundleOptions.external, '@lydell/node-pty', '@resvg/resvg-js', 'esbuild'],
}).catch(() => process.exit(1));
await esbuild.stop();
process.on('exit', () => rmSync(outfile, { force: true }));

process.env.NODE_ENV = 'production';
process.setSourceMapsEnabled(true);
process.chdir(root);
process.argv.splice(1, process.argv.length - 1, resolve(root, file), ...rest);
await import(pathToFileURL(outfile).href);
