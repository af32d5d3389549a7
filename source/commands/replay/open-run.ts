import type { Lang } from '../../language.ts';
import { drawLevel } from '../../level/draw.ts';
import type { DrawnLevel } from '../../level/level.ts';
import { kernelProblem } from '../../level/kernel-fits.ts';
import { levelById } from '../../level/load.ts';
import { message, say } from '../../message/say.ts';
import { ENGINE_VERSION, type RunFile } from '../../referee/run.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { CourseChoice } from '../course/choose-course.ts';
import { findKernel, isKernel } from '../kernel-choice.ts';
import { findLevel, isLevel, readCourse } from '../course/read-course.ts';
import { readRun, type Claim } from './read-run.ts';

/** A run that this program can play again, or what to say why it cannot. */
export type RunOpened = { readonly ok: true; readonly run: RunFile; readonly claim: Claim | null; readonly drawn: DrawnLevel } | { readonly ok: false; readonly text: string };

/** Reads a run file and finds its level. Refuses what other rules, another version of the level or an unknown kernel made. */
export function openRun(file: string, lang: Lang, { course, pack }: Pick<CourseChoice, 'course' | 'pack'> = { course: readCourse(), pack: null }): RunOpened {
  const refused = (text: string): RunOpened => ({ ok: false, text });
  const read = readRun(file);
  if (!read.ok) return refused(say(lang, read.problem));
  const { claim } = read;
  const [from, ...inPack] = read.run.level.split(':');
  if (pack === null && inPack.length > 0) return refused(message(lang, 'cli.run-pack', { file: visible(file), pack: visible(from!) }));
  // The levels of a pack are kept under its name.
  const run = pack !== null && from === pack ? { ...read.run, level: inPack.join(':') } : read.run;
  if (run.engine !== ENGINE_VERSION) return refused(message(lang, 'cli.run-engine', { file: visible(file), got: visible(run.engine), engine: ENGINE_VERSION }));
  const level = levelById(course, run.level);
  if (level === null) {
    const problem = findLevel(course, run.level);
    return refused(isLevel(problem) ? message(lang, 'cli.level-near', { got: visible(run.level), near: problem.id, names: problem.id }) : `${visible(file)}: ${say(lang, problem)}`);
  }
  if (level.version !== run.levelVersion) return refused(message(lang, 'cli.run-level', { file: visible(file), level: level.id, got: run.levelVersion, version: level.version }));
  const kernel = findKernel(run.kernel);
  const problem = isKernel(kernel) ? kernelProblem(level, kernel) : kernel;
  if (problem !== null) return refused(`${visible(file)}: ${say(lang, problem)}`);
  return { ok: true, run, claim, drawn: drawLevel(level, run.seed) };
}
