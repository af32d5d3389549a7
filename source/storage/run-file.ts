import type { RunFile } from '../referee/run.ts';
import type { Ms } from '../time.ts';
import type { TimedMove } from '../world/move.ts';
import { isRecord } from './versioned.ts';

export type { RunFile };

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
