import { checkLevel } from '../../level/check.ts';
import type { Level } from '../../level/level.ts';
import { searchLong, type LongSearch } from '../../level/long-search.ts';
import type { Finding, LevelReport } from '../../level/report.ts';
import { sessionEngine } from '../../referee/session-engine.ts';
import { checkMinutes } from './check-minutes.ts';
import { checkOptions } from './check-options.ts';

/** What a thread is asked: to prove a level, or to look long for a shorter way with so many games at random. */
export interface CheckJob {
  readonly level: Level;
  readonly games: number | null;
}

export type CheckAnswer = { readonly report: LevelReport } | LongAnswer;

export interface LongAnswer {
  readonly id: string;
  readonly search: LongSearch;
  readonly findings: readonly Finding[];
  /** How long it took, ms of real time. */
  readonly ms: number;
}

export function doJob({ level, games }: CheckJob): CheckAnswer {
  const start = performance.now();
  const since = (): number => Math.round(performance.now() - start);
  if (games === null) {
    const report = checkLevel(level, sessionEngine, checkOptions());
    // What cannot be played to its end has no length.
    const findings = report.ok ? checkMinutes(level) : report.findings;
    return { report: { ...report, ok: findings.length === 0, findings, ms: since() } };
  }
  return { id: level.id, ...searchLong(sessionEngine, level, games), ms: since() };
}
