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

/** Reads what bots made of a level; null when there is none. */
export function readBots(file: string, text: string | undefined): { readonly bots: BotPlays | null; readonly problems: readonly Problem[] } {
  if (text === undefined) return { bots: null, problems: [] };
  const bots = parsed(text);
  if (isBotPlays(bots)) return { bots, problems: [] };
  return { bots: null, problems: [{ file, line: 1, column: 1, expected: 'what "ackademy check --bots" writes', example: '{ "format": "ackademy-bots", "version": 1, "levelVersion": 1, "bots": [] }', came: text.slice(0, 40).replaceAll('\n', ' ') }] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isBotPlays(value: unknown): value is BotPlays {
  if (typeof value !== 'object' || value === null) return false;
  const { format, version, levelVersion, bots } = value as Readonly<Record<string, unknown>>;
  return format === 'ackademy-bots' && version === 1 && isCount(levelVersion) && Array.isArray(bots) && bots.length <= 5 && bots.every(isResult);
}

function isResult(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { right, plays, won } = value as Readonly<Record<string, unknown>>;
  if (!isCount(right) || right > 100 || !isCount(plays) || plays === 0 || typeof won !== 'object' || won === null || Array.isArray(won)) return false;
  const counts = Object.entries(won);
  return counts.every(([moves, count]) => /^\d{1,4}$/.test(moves) && isCount(count)) && counts.reduce((sum, [, count]) => sum + (count as number), 0) <= plays;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000;
}
