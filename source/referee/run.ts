import type { TimedMove } from '../world/move.ts';

/** A run as it is kept and handed on: from these, everything that happened follows again. */
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

/** Version of the rules that judge; a run made by another one says so. */
export const ENGINE_VERSION = '1';
