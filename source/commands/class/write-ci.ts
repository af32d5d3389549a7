import { join } from 'node:path';
import type { ClassPack } from '../../classroom/class-pack.ts';
import { classroom50Result, gradescopeResults, type CiReport } from '../../formats/gradebook/ci.ts';
import type { Lang } from '../../language.ts';
import type { Shell } from '../shell.ts';
import { levelFeedback } from './feedback.ts';
import type { Grading } from './grade.ts';
import { writeWhole } from './write-whole.ts';

/** `--ci`: results.json for Gradescope and result.json for Classroom 50, of the one hand-in that counts. Where none does, every test fails, and the reason is there. */
export function writeCi(out: string, { levels }: ClassPack, { files, grades }: Grading, shell: Shell, lang: Lang): boolean {
  const [only] = grades.length === 1 ? grades : [];
  const note = files.map(({ name, text }) => `${name}: ${text}`).join('\n');
  const report: CiReport = {
    note,
    tests: levels.map(({ id }) => {
      const level = only?.grade.levels.find((one) => one.level === id);
      return { name: id, score: level?.points ?? 0, max: 100, passed: level?.state === 'solved' || level?.state === 'hints', note: level === undefined ? note : levelFeedback(level, lang) };
    }),
  };
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  return writeWhole(join(out, 'results.json'), gradescopeResults(report), shell, lang) && writeWhole(join(out, 'result.json'), classroom50Result(report, shell.env, now), shell, lang);
}
