import { fieldsOf, isCount, readKept } from './kept-beside.ts';
import type { Problem } from './problem.ts';

/** What bots made of a level: `ackademy check --bots` writes it, and nobody by hand. The debrief shows it, and says whose plays they are. */
export interface BotPlays {
  readonly format: 'ackademy-bots';
  readonly version: 1;
  /** Of the level that they played: with another one it says nothing. */
  readonly levelVersion: number;
  readonly bots: readonly BotResult[];
}

/** What one kind of bot made of it. */
export interface BotResult {
  /** It does what is right in so many of 100 moves, and anything that the menu offers in the others. */
  readonly right: number;
  readonly plays: number;
  /** Plays that won, by how many moves they took. */
  readonly won: Readonly<Record<string, number>>;
}

export const BOTS_FILE = 'bots.json';

const KEPT = { writtenBy: 'ackademy check --bots', example: '{ "format": "ackademy-bots", "version": 1, "levelVersion": 1, "bots": [] }', isKept: isBotPlays };

/** Reads what bots made of a level; null when there is none. */
export function readBots(file: string, text: string | undefined): { readonly bots: BotPlays | null; readonly problems: readonly Problem[] } {
  const { kept, problems } = readKept(file, text, KEPT);
  return { bots: kept, problems };
}

function isBotPlays(value: unknown): value is BotPlays {
  const { format, version, levelVersion, bots } = fieldsOf(value);
  return format === 'ackademy-bots' && version === 1 && isCount(levelVersion) && Array.isArray(bots) && bots.length <= 5 && bots.every(isResult);
}

function isResult(value: unknown): boolean {
  const { right, plays, won } = fieldsOf(value);
  if (!isCount(right) || right > 100 || !isCount(plays) || plays === 0 || typeof won !== 'object' || won === null || Array.isArray(won)) return false;
  const counts = Object.entries(won);
  return counts.every(([moves, count]) => /^\d{1,4}$/.test(moves) && isCount(count)) && counts.reduce((sum, [, count]) => sum + (count as number), 0) <= plays;
}
