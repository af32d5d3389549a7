import { execFileSync } from 'node:child_process';
import type { ExportedRun } from '../../source/commands/exported-run.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { begin, playLines, waitForEnd } from '../../source/level/playthrough.ts';
import { toRun } from '../../source/referee/replay.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { builtCourse } from '../terminal/course-files.ts';

/** A name for a test's title, and the run. */
export interface NamedRun extends ExportedRun {
  readonly name: string;
}

/** The run that lines of a level give; played on to its end unless told otherwise. */
export function runOf(id: string, lines: readonly string[] | null, { toEnd = true, seed = '7' } = {}): ExportedRun {
  const level = builtCourse().levels.find((one) => one.id === id)!;
  const drawn = drawLevel(level, seed);
  const played = playLines(sessionEngine, begin(sessionEngine, drawn), lines ?? drawn.solution);
  return { run: toRun((toEnd ? waitForEnd(sessionEngine, played) : played).session), drawn };
}

/** The solution, the alternatives and the listed mistakes of every level, or of those in which one moves by turns. */
export function allRuns({ live }: { readonly live: boolean }): readonly NamedRun[] {
  return builtCourse()
    .levels.filter(({ mode }) => live || mode === 'turns')
    .flatMap((level) => {
      const { solution, level: drawn } = drawLevel(level, '7');
      const mistakes = level.mode === 'live' ? [] : drawn.mistakes;
      return [
        { name: `${level.id}, solution`, ...runOf(level.id, solution) },
        ...(level.mode === 'live' ? [] : drawn.alternatives).map((lines, index) => ({ name: `${level.id}, alternative ${index + 1}`, ...runOf(level.id, lines) })),
        ...mistakes.map(({ id, moves }) => ({ name: `${level.id}, ${id}`, ...runOf(level.id, moves) })),
      ];
    });
}

/** Whether a program can be called; the reason why tests that need it are skipped. */
export function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
