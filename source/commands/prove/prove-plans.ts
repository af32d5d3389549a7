import { MEASURED_PROFILE } from '../../kernel/profile.ts';
import { seedFrom } from '../../random.ts';
import { drawLevel } from '../../level/draw.ts';
import type { DrawnLevel, Level } from '../../level/level.ts';
import { begin, playLines, waitForEnd } from '../../level/playthrough.ts';
import { planWorld, type HostPlan, type WhyNotProved } from '../../live/proof/plan-host.ts';
import { fromRun } from '../../referee/replay.ts';
import type { RunFile } from '../../referee/run.ts';
import { sessionEngine } from '../../referee/session-engine.ts';
import type { Session } from '../../referee/session.ts';
import { createWorld } from '../../world/create.ts';

/** A play that is to be put to the real kernel. */
export interface ProvablePlay {
  readonly level: Level;
  readonly seed: string;
  readonly plans: readonly HostPlan[];
  readonly why: WhyNotProved | 'not-won' | 'other-kernel' | null;
}

/** The model solution with one variant's numbers. */
export function planSolution(level: Level, seed: string): ProvablePlay {
  const drawn = drawLevel(level, seed);
  const { session, view } = waitForEnd(sessionEngine, playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution));
  return view.phase === 'won' ? planSession(drawn, session) : { level, seed, plans: [], why: 'not-won' };
}

/** A player's own run, won or not. */
export function planRun(run: RunFile, drawn: DrawnLevel): ProvablePlay {
  return planSession(drawn, fromRun(run, drawn));
}

/** A level that was played in this session. */
export function planSession(drawn: DrawnLevel, session: Session): ProvablePlay {
  const { level, seed } = drawn;
  if ((session.options.kernel ?? level.kernel) !== MEASURED_PROFILE) return { level, seed, plans: [], why: 'other-kernel' };
  const start = createWorld(drawn.setup, seedFrom(`${seed} ${level.id}`));
  return { level, seed, ...planWorld(start, session.world) };
}
