import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { unreadableLevel } from '../level/check.ts';
import type { Level } from '../level/level.ts';
import { parseCourse } from '../level/parse-course.ts';
import { parseLevel } from '../level/parse.ts';
import { problemLine, type Problem } from '../level/problem.ts';
import { makeReport, reportLines, type LevelReport } from '../level/report.ts';
import { message } from '../message/say.ts';
import { visible } from '../tcp/notation/visible.ts';
import { checkInThreads } from './check-in-threads.ts';
import type { Command } from './command.ts';
import { languageFor } from './language-choice.ts';
import { isProofStale } from './proof-hash.ts';
import { projectLevels } from './prove-keep.ts';
import { complain, print, printJson } from './shell.ts';

/**
 * `ackademy check [PATH...]`: proves levels by playing them. A path is a folder of levels (with course.yaml) or of one
 * level (with level.yaml). JSON: `{ format: 'ackademy-check', version: 1, ok, levels }`, see level/report.ts. 1 when
 * something is wrong, 3 when there is no such folder.
 */
export const check: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  const paths = words.length > 0 ? words : [defaultFolder()];
  const levels: Level[] = [];
  const unreadable: LevelReport[] = [];
  for (const path of paths) {
    if (!existsSync(join(path, 'course.yaml')) && !existsSync(join(path, 'level.yaml'))) {
      complain(shell, message(languageFor(invocation), 'cli.check.no-folder', { path: visible(path) }));
      return 3;
    }
    const found = readLevels(path);
    levels.push(...found.levels);
    unreadable.push(...reportProblems(found.problems));
  }
  const report = makeReport([...unreadable, ...(await checkInThreads(levels))]);
  // No fault, but the proof says nothing of them now.
  const stale = levels.flatMap((level) => (level.proof !== null && isProofStale(level) ? [{ level: level.id, date: level.proof.date }] : []));
  if (options.json) printJson(shell, { ...report, format: 'ackademy-check', version: 1, staleProofs: stale.map(({ level }) => level) });
  else print(shell, ...reportLines(report), ...stale.map((params) => message(languageFor(invocation), 'prove.stale', params)));
  return report.ok ? 0 : 1;
};

/** The folder `levels` here, else the one of the program's source. */
function defaultFolder(): string {
  return existsSync(join('levels', 'course.yaml')) ? 'levels' : (projectLevels() ?? 'levels');
}

function readLevels(path: string): { readonly levels: readonly Level[]; readonly problems: readonly Problem[] } {
  if (existsSync(join(path, 'course.yaml'))) {
    const { course, problems } = parseCourse(readTexts(path));
    return { levels: course.levels, problems };
  }
  const folder = resolve(path);
  const result = parseLevel({ folder: `${basename(dirname(folder))}/${basename(folder)}`, world: Number.parseInt(basename(dirname(folder)), 10) || 1, files: readTexts(path) });
  return result.ok ? { levels: [result.level], problems: [] } : { levels: [], problems: result.problems };
}

function readTexts(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(folder, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));
}

/** Problems of files, under the level or file that they belong to. */
function reportProblems(problems: readonly Problem[]): readonly LevelReport[] {
  const byFolder = new Map<string, string[]>();
  for (const problem of problems) {
    const id = dirname(problem.file) === '.' ? problem.file : dirname(problem.file);
    byFolder.set(id, [...(byFolder.get(id) ?? []), problemLine(problem)]);
  }
  return [...byFolder].map(([id, lines]) => unreadableLevel(id, lines));
}
