import type { Ms } from '../time.ts';
import type { TimedMove } from '../world/move.ts';
import { isRecord } from './versioned.ts';

/** A run as it is kept: with the level's and the engine's version, everything that happened follows from it. */
export interface RunFile {
  readonly format: 'ackademy-run';
  readonly version: 1;
  readonly level: string;
  readonly levelVersion: number;
  readonly engine: string;
  readonly kernel: string;
  readonly seed: string;
  readonly expert: boolean;
  readonly moves: readonly TimedMove[];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): value is Ms => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function isTimedMove(value: unknown): value is TimedMove {
  return isRecord(value) && isTime(value['at']) && isRecord(value['move']) && isText(value['move']['do']);
}

/** A run from JSON, or null when it is none. What a move says is checked where it is played: a run may come from anyone. */
export function decodeRun(value: unknown): RunFile | null {
  if (!isRecord(value) || value['format'] !== 'ackademy-run' || value['version'] !== 1) return null;
  const { level, levelVersion, engine, kernel, seed, expert, moves } = value;
  if (!isText(level) || !isText(engine) || !isText(kernel) || !isText(seed)) return null;
  if (typeof levelVersion !== 'number' || typeof expert !== 'boolean') return null;
  if (!Array.isArray(moves) || !moves.every(isTimedMove)) return null;
  return { format: 'ackademy-run', version: 1, level, levelVersion, engine, kernel, seed, expert, moves };
}
