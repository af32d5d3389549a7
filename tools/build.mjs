// Builds dist/: the program in chunks (so that a command loads only what it needs), the levels compiled to data, and
// the licences of what was bundled. Everything is bundled: the published package has no dependencies.
import './require-node.cjs';
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { bundleOptions } from './bundle.mjs';
import { builtEntry, checkWorker, dist, entry, gradeWorker, levels, liveWorker, metafile, quizzes, root, scratch, serveWorker, source } from './project.mjs';

const startedAt = new Date();
await mkdir(scratch, { recursive: true });
await mkdir(dist, { recursive: true });
const [{ outputFiles, meta }, levelData] = await Promise.all([bundlePrograms(), compileLevels()].map(untilAllStand));
await replaceDist(new Map([
  ...outputFiles.map((file) => [basename(file.path), file.contents]),
  ...Object.entries(levelData).map(([name, value]) => [name, JSON.stringify(value)]),
  ['THIRD-PARTY-LICENSES.txt', await licencesOf(meta)],
]));
await writeFile(metafile, JSON.stringify(meta));
// The entry bears the time at which the build began, so a file saved meanwhile makes it stale (project.mjs).
await utimes(builtEntry, startedAt, startedAt);

/**
 * Three programs that load each other where the source says `import()`: the entry, the game, and the commands. In one,
 * every module that two commands share would be a chunk, and each of thirty costs a start a third of a millisecond.
 * What the game and the commands share is in both; a process runs the one or the other.
 */
async function bundlePrograms() {
  const elsewhere = new Set();
  const [start, game] = await Promise.all([
    bundleProgram({ ackademy: entry }, elsewhere),
    bundleProgram({ 'at-terminal': join(source, 'commands', 'play', 'at-terminal.ts'), game: join(source, 'commands', 'play', 'game.ts') }, elsewhere),
  ]);
  const inGame = new Set(Object.values(game.metafile.outputs).flatMap(({ entryPoint }) => (entryPoint ? [join(root, entryPoint)] : [])));
  const named = [...elsewhere].filter((path) => !inGame.has(path)).map((path) => [basename(path, '.ts'), path]);
  const commands = await bundleProgram({ ...Object.fromEntries(named), 'live-worker': liveWorker, 'check-worker': checkWorker, 'grade-worker': gradeWorker, 'serve-worker': serveWorker }, inGame, inGame);
  const programs = [start, game, commands];
  return {
    outputFiles: programs.flatMap(({ outputFiles }) => outputFiles),
    meta: {
      inputs: Object.assign({}, ...programs.map(({ metafile }) => metafile.inputs)),
      outputs: Object.assign({}, ...programs.map(({ metafile }) => metafile.outputs)),
    },
  };
}

/**
 * @param {Record<string, string>} entryPoints
 * @param {Set<string>} elsewhere takes the modules that this program loads and another one has
 * @param {Set<string>} [only] when given, no other module is elsewhere
 */
function bundleProgram(entryPoints, elsewhere, only) {
  const own = new Set(Object.values(entryPoints));
  const loadsOther = {
    name: 'loads another program',
    setup(build) {
      build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, kind, resolveDir }) => {
        const module = join(resolveDir, path);
        if (kind !== 'dynamic-import' || own.has(module) || (only !== undefined && !only.has(module))) return undefined;
        elsewhere.add(module);
        return { path: `./${basename(path, '.ts')}.mjs`, external: true };
      });
    },
  };
  return esbuild.build({
    ...bundleOptions,
    plugins: [loadsOther, ...bundleOptions.plugins],
    absWorkingDir: root,
    entryPoints,
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    minify: true,
    // When the game crashes, Ink shows the lines around the fault: they must not be half a megabyte long.
    lineLimit: 160,
    legalComments: 'none',
    metafile: true,
    write: false,
  }).catch(failQuietly);
}

/**
 * Compiles levels/ and quizzes/ once, here, so that the game neither parses YAML nor validates when it starts.
 * source/commands/course/compile-course.ts exports `compileCourse(levels, quizzes)`, pure: each a record of path below its folder (with
 * forward slashes) to text; it returns a value for each file of dist/ by name.
 */
async function compileLevels() {
  const compiler = join(source, 'commands', 'course', 'compile-course.ts');
  const outfile = join(scratch, `compile-course-${process.pid}.mjs`);
  await esbuild.build({ ...bundleOptions, absWorkingDir: root, entryPoints: [compiler], outfile, sourcemap: 'inline' }).catch(failQuietly);
  process.setSourceMapsEnabled(true);
  const { compileCourse } = await import(pathToFileURL(outfile).href);
  await rm(outfile);
  return compileCourse(await readTexts(levels), await readTexts(quizzes));
}

async function readTexts(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name)).sort();
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [relative(folder, path).replaceAll(sep, '/'), await readFile(path, 'utf8')])));
}

/**
 * The licences ask that their text travels with the code.
 * @param {esbuild.Metafile} bundle
 */
async function licencesOf({ inputs }) {
  const folders = new Set(Object.keys(inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const notices = await Promise.all([...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(root, folder))).find((item) => /^licen[cs]e/i.test(item));
    const text = file === undefined ? '(the package carries no licence text)' : (await readFile(join(root, folder, file), 'utf8')).trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  }));
  return notices.join(`\n${'-'.repeat(80)}\n\n`);
}

/** Each file is put in place whole and the entry last, so a game started meanwhile reads one build or the other. */
async function replaceDist(files) {
  const last = basename(builtEntry);
  const names = [...files.keys()].filter((name) => name !== last);
  for (const name of [...names, last]) {
    const half = join(scratch, `${name}.${process.pid}`);
    await writeFile(half, files.get(name));
    await rename(half, join(dist, name));
  }
  const stale = (await readdir(dist)).filter((name) => !files.has(name));
  await Promise.all(stale.map((name) => rm(join(dist, name), { recursive: true, force: true })));
}

/** esbuild has already printed what is wrong; a stack trace of this script would only hide it. */
/**
 * A step of the build that fails ends it with one clear line. Not before the others have come to their end: esbuild's process would
 * print where each of its threads was.
 * @template T @param {Promise<T>} step @param {number} _index @param {Promise<unknown>[]} all @returns {Promise<T>}
 */
async function untilAllStand(step, _index, all) {
  const ended = await Promise.allSettled(all);
  for (const { reason } of ended.filter(({ status }) => status === 'rejected')) {
    if (process.exitCode === undefined) console.error(reason instanceof Error ? reason.message : reason);
    process.exitCode = 1;
  }
  if (process.exitCode === 1) process.exit();
  return step;
}

function failQuietly() {
  process.exit(1);
}
