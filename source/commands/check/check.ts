import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unreadableLevel } from '../../level/check.ts';
import type { Level } from '../../level/level.ts';
import { parsePack } from '../../level/pack.ts';
import type { LevelFiles } from '../../level/parse-course.ts';
import { problemLine, type Problem } from '../../level/problem.ts';
import { makeReport, reportLines, type LevelReport } from '../../level/report.ts';
import { wordsIn, type FoundInFiles } from '../../level/check-words.ts';
import { coverageLines, coverageOf } from '../../level/coverage.ts';
import { todosIn, withFindings } from '../../level/todo.ts';
import { message } from '../../message/say.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { keepBots } from './check-bots.ts';
import { doInThreads } from './check-in-threads.ts';
import { checkLong } from './check-long.ts';
import type { Command, Invocation } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { isProofStale } from '../prove/proof-hash.ts';
import { projectLevels } from '../prove/prove-keep.ts';
import { gameLevels, readPackFiles, type PackFiles } from '../packs/read-pack.ts';
import { complain, print, printJson } from '../shell.ts';

/**
 * `ackademy check [PATH...]`: proves levels by playing them. A path is a folder of levels (with course.yaml), of one
 * level (with level.yaml), or a pack in one file. JSON: `{ format: 'ackademy-check', version: 1, ok, levels }`, see level/report.ts. 1 when
 * something is wrong, 3 when there is no such folder.
 */
export const check: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  const paths = words.length > 0 ? words : [defaultFolder()];
  const levels: Level[] = [];
  const unreadable: LevelReport[] = [];
  const inFiles: FoundInFiles[] = [];
  for (const path of paths) {
    const pack = readPackFiles(path);
    if (pack === null || (pack.problems.length === 0 && !Object.keys(pack.files).some((file) => /(?:^|\/)(?:course|level)\.yaml$/.test(file)))) {
      complain(shell, message(languageFor(invocation), 'cli.check.no-folder', { path: visible(path) }));
      return 3;
    }
    const { course, problems } = parsePack(pack.name, pack.files, gameLevels());
    levels.push(...course.levels);
    inFiles.push(...todosIn(placed(pack)), ...wordsIn(placed(pack)));
    unreadable.push(...reportProblems([...pack.problems, ...problems]));
  }
  if (options.bots) return playBots(invocation, levels);
  if (options.long) return checkLong(invocation, levels, defaultFolder());
  if (options.coverage) return printCoverage(invocation, levels);
  const report = makeReport([...unreadable, ...withFindings(await proved(levels), inFiles)]);
  // No fault, but the proof says nothing of them now.
  const stale = levels.flatMap((level) => (level.proof !== null && isProofStale(level) ? [{ level: level.id, date: level.proof.date }] : []));
  const staleSearches = levels.filter(({ search }) => search?.stale).map(({ id }) => id);
  if (options.json) printJson(shell, { ...report, format: 'ackademy-check', version: 1, staleProofs: stale.map(({ level }) => level), staleSearches });
  else print(shell, ...reportLines(report), ...stale.map((params) => message(languageFor(invocation), 'prove.stale', params)), ...staleSearches.map((level) => message(languageFor(invocation), 'cli.check.stale-search', { level })));
  return report.ok ? 0 : 1;
};

async function proved(levels: readonly Level[]): Promise<readonly LevelReport[]> {
  return (await doInThreads(levels.map((level) => ({ level, games: null })))).flatMap((answer) => ('report' in answer ? [answer.report] : []));
}

/** Lets bots play and keeps what they made of it: nothing is proved. */
function playBots({ shell }: Invocation, levels: readonly Level[]): 0 | 3 {
  const kept = levels.map((level) => keepBots(level, defaultFolder()));
  print(shell, ...kept.filter((file) => file !== null));
  return kept.includes(null) ? 3 : 0;
}

/** Which levels play what: nothing is proved. 1 when something of the curriculum is in no level. */
function printCoverage(invocation: Invocation, levels: readonly Level[]): 0 | 1 {
  const { shell, options } = invocation;
  const coverage = coverageOf(levels);
  if (options.json) printJson(shell, { format: 'ackademy-coverage', version: 1, ...coverage });
  else print(shell, ...coverageLines(coverage), message(languageFor(invocation), coverage.missing.length === 0 ? 'cli.check.covered' : 'cli.check.not-covered', { names: coverage.missing.join(', '), count: levels.length }));
  return coverage.missing.length === 0 ? 0 : 1;
}

/** The folder `levels` here, else the one of the program's source. */
function defaultFolder(): string {
  return existsSync(join('levels', 'course.yaml')) ? 'levels' : (projectLevels() ?? 'levels');
}

/** The files of one level lie in the folder that is its name. */
function placed({ name, files }: PackFiles): LevelFiles {
  return 'level.yaml' in files ? Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text])) : files;
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
