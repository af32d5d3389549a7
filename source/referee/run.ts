import type { TimedMove } from '../world/move.ts';

/**
 * A run as it is kept and handed on: from these, everything that happened follows again. Four versions are about:
 *
 * - `version`: of this format. A file of another one cannot be read.
 * - `levelVersion`: of the level, raised in its level.yaml whenever a run of an earlier one would be judged otherwise.
 * - `engine`: ENGINE_VERSION when the run was made. Rules that simulate and judge otherwise could tell another story of the
 *   same moves, so that a run is only replayed by the engine that it names.
 * - the package's VERSION (commands/version.ts) counts releases. A run does not name it: many releases share one engine.
 */
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

const NO_MOVES: ReadonlySet<string> = new Set(['predict', 'skip', 'hint', 'wait']);

/** The moves of a run that count, as the game counts them: no predictions, no hints, no waiting. */
export function countedMoves({ moves }: Pick<RunFile, 'moves'>): number {
  return moves.filter(({ move }) => !NO_MOVES.has(move.do)).length;
}

/** Version of the rules that simulate and judge: raised whenever the same moves could go or be judged otherwise. */
export const ENGINE_VERSION = '1';
