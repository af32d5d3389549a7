import { checkLevel } from '../../level/check.ts';
import type { Level } from '../../level/level.ts';
import type { LevelReport } from '../../level/report.ts';
import { sessionEngine } from '../../referee/session-engine.ts';
import { checkOptions } from './check-options.ts';

/** The proof of one level, and how long it took. */
export function checkOne(level: Level): LevelReport {
  const start = performance.now();
  return { ...checkLevel(level, sessionEngine, checkOptions()), ms: Math.round(performance.now() - start) };
}
