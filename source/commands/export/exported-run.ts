import { existsSync } from 'node:fs';
import type { Lang } from '../../language.ts';
import type { Course } from '../../level/course.ts';
import { drawLevel } from '../../level/draw.ts';
import { kernelProblem } from '../../level/kernel-fits.ts';
import type { DrawnLevel } from '../../level/level.ts';
import { begin, playLines, waitForEnd } from '../../level/playthrough.ts';
import { message, say } from '../../message/say.ts';
import { sessionEngine } from '../../referee/session-engine.ts';
import { startSession, type Session } from '../../referee/session.ts';
import { toRun } from '../../referee/replay.ts';
import type { RunFile } from '../../referee/run.ts';
import { visible } from '../../tcp/notation/visible.ts';
import type { CourseChoice } from '../course/choose-course.ts';
import type { Invocation } from '../command.ts';
import type { ExportFormat } from './export-formats.ts';
import { findKernel, isKernel } from '../kernel-choice.ts';
import { openRun } from '../replay/open-run.ts';
import { findLevel, isLevel, readCourse } from '../course/read-course.ts';

/** What is exported: moves, and the level they were made in. */
export interface ExportedRun {
  readonly run: RunFile;
  readonly drawn: DrawnLevel;
}

export type Found = { readonly ok: true; readonly run: ExportedRun } | { readonly ok: false; readonly code: 2 | 3; readonly text: string };

/** The numbers of a solution when no seed is given: those that `watch` shows. */
const SEED = '1';

/** The run that a word names: a file, or with `--solution` a level's model solution. */
export function exportedRun(word: string, format: ExportFormat, { options }: Invocation, lang: Lang, chosen: Pick<CourseChoice, 'course' | 'pack'>): Found {
  if (options.solution) return solutionOf(word, options, lang, chosen.course);
  const opened = openRun(word, lang, chosen);
  if (opened.ok) return { ok: true, run: opened };
  const isNamed = !existsSync(word) && isLevel(findLevel(readCourse(), word));
  return { ok: false, code: 3, text: isNamed ? message(lang, 'export.is-level', { got: visible(word), format }) : opened.text };
}

function solutionOf(word: string, { seed, kernel }: Invocation['options'], lang: Lang, course: Course): Found {
  const level = findLevel(course, word);
  if (!isLevel(level)) return { ok: false, code: 2, text: say(lang, level) };
  const chosen = kernel === null ? null : findKernel(kernel);
  if (chosen !== null && !isKernel(chosen)) return { ok: false, code: 2, text: say(lang, chosen) };
  const problem = chosen === null ? null : kernelProblem(level, chosen);
  if (problem !== null) return { ok: false, code: 2, text: say(lang, problem) };
  const drawn = drawLevel(level, seed ?? SEED);
  const engine = { ...sessionEngine, startSession: (one: DrawnLevel): Session => startSession(one, kernel === null ? {} : { kernel }) };
  const { session } = waitForEnd(engine, playLines(engine, begin(engine, drawn), drawn.solution));
  return { ok: true, run: { run: toRun(session), drawn } };
}
