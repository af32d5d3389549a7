import { drawLevel } from '../level/draw.ts';
import { kernelNamed, kernelProblem } from '../level/kernel-fits.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import { fromRun } from '../referee/replay.ts';
import { ENGINE_VERSION } from '../referee/run.ts';
import type { RunFile } from '../referee/run.ts';
import { startSession } from '../referee/session.ts';
import type { GradedRules, Session } from '../referee/session.ts';

export interface OpenOptions {
  readonly seed: string;
  readonly expert: boolean;
  /** Null: the level's own. */
  readonly kernel: string | null;
  /** What a class allows; null outside of one. */
  readonly graded?: GradedRules | null;
}

export interface Opened {
  readonly session: Session;
  /** False when a run that was left unfinished goes on. */
  readonly isNew: boolean;
  readonly notices: readonly Phrase[];
}

/** Opens a level: where the saved run stopped, else from the start. A run that cannot go on is told, and costs nothing else. */
export function openLevel(level: Level, saved: RunFile | null, options: OpenOptions): Opened {
  if (saved === null || (options.kernel !== null && saved.kernel !== options.kernel)) return anew(level, options, []);
  if (saved.engine !== ENGINE_VERSION || saved.levelVersion !== level.version) return anew(level, options, [{ id: 'app.other-engine' }]);
  if (saved.expert !== options.expert) return anew(level, options, [{ id: options.expert ? 'app.begun-guided' : 'app.begun-expert' }]);
  try {
    const session = fromRun(saved, drawLevel(level, saved.seed));
    return { session: options.graded ? { ...session, options: { ...session.options, graded: options.graded } } : session, isNew: false, notices: [] };
  } catch {
    return anew(level, options, [{ id: 'app.run-unreadable' }]);
  }
}

/** A level that the chosen kernel cannot play keeps its own, and the player is told. */
function anew(level: Level, { seed, expert, kernel, graded }: OpenOptions, notices: readonly Phrase[]): Opened {
  const problem = kernel === null ? null : kernelProblem(level, kernelNamed(kernel));
  const session = startSession(drawLevel(level, seed), { expert, ...(kernel === null || problem ? {} : { kernel }), ...(graded && { graded }) });
  const told = problem ? [problem, { id: 'kernel.level-own', params: { level: level.id, kernel: level.kernel } }] : [];
  return { session, isNew: true, notices: [...notices, ...told] };
}
