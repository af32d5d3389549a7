import { seedFrom } from '../random.ts';
import { drawLevel } from './draw.ts';
import { fieldsOf, isCount, readKept } from './kept-beside.ts';
import type { Level } from './level.ts';
import type { Problem } from './problem.ts';
import { randomWays } from './random-ways.ts';
import type { Finding } from './report.ts';
import { searchWays, type Way } from './search-par.ts';
import type { SessionEngine } from './session-engine.ts';

/** What a long search for ways shorter than par came to: `ackademy check --long` writes it, and nobody by hand. */
export interface LongSearch {
  readonly format: 'ackademy-search';
  readonly version: 1;
  /** Of the level that was searched (searchHash): of another one it says nothing. */
  readonly hash: string;
  /** Every way of fewer moves than par without a wrong or harmful one was tried, and none wins. */
  readonly proved: boolean;
  /** Every such way of fewer moves than this was tried. */
  readonly atLeast: number;
  /** Games that were played at random, each with a seed of its own, and how many of them won; none where par is proved. */
  readonly games: number;
  readonly wins: number;
  /** Fewest moves with which one of them won without a wrong or harmful move; null: none did. */
  readonly best: number | null;
  /** Moves tried, in the search and in the games. */
  readonly plays: number;
  /** Written when a level is read, never into the file: the level is another one since. */
  readonly stale?: true;
}

export const SEARCH_FILE = 'search.json';

const KEPT = {
  writtenBy: 'ackademy check --long',
  example: '{ "format": "ackademy-search", "version": 1, "hash": "0a1b2c3d", … }',
  isKept: (value: unknown): value is LongSearch => {
    const { format, version, hash, proved, atLeast, games, wins, best, plays } = fieldsOf(value);
    return format === 'ackademy-search' && version === 1 && typeof hash === 'string' && typeof proved === 'boolean' && [atLeast, games, wins].every(isCount) && (best === null || isCount(best)) && typeof plays === 'number';
  },
};

/** Reads what a long search came to; null when there was none. */
export function readLongSearch(file: string, text: string | undefined): { readonly search: LongSearch | null; readonly problems: readonly Problem[] } {
  const { kept, problems } = readKept(file, text, KEPT);
  return { search: kept, problems };
}

/** The same, marked where the level is no longer the one that was searched. */
export function ofThisLevel(search: LongSearch | null, level: Level): LongSearch | null {
  return search === null || search.hash === searchHash(level) ? search : { ...search, stale: true };
}

/** Eight hexadecimal digits over everything in the level's file that decides which ways win. The engine is not in it. */
export function searchHash({ mode, role, kernel, par, luck, spare, draw, setup, sysctls, calls, goals, idea, lose, menu, solution }: Level): string {
  return seedFrom(JSON.stringify([mode, role, kernel, par, luck, spare, draw, setup, sysctls, calls, goals, idea, lose, menu, solution])).toString(16).padStart(8, '0');
}

/** Moves of the search for each game at random; a move of a live level costs a hundred times as much. */
const PLAYS_PER_GAME = { turns: 200, live: 20 } as const;

/** Games when no number is given. */
export function usualGames({ mode }: Level): number {
  return mode === 'turns' ? 2000 : 150;
}

/**
 * Every way of fewer moves than par as far as the budget goes; where that does not prove par, games at random, each with a
 * seed of its own. The same every time. A way that is shorter, or that wins without the level's idea, is a finding.
 */
export function searchLong<Session>(engine: SessionEngine<Session>, level: Level, games: number): { readonly search: LongSearch; readonly findings: readonly Finding[] } {
  const clean = searchWays(engine, drawLevel(level, '1'), { clean: true, most: level.par - 1, budget: games * PLAYS_PER_GAME[level.mode] });
  const isProved = !level.luck && clean.shorter === null && clean.atLeast >= level.par;
  const random = randomWays(engine, level, Array.from({ length: isProved ? 0 : games }, (_, index) => `long ${index + 1}`));
  const shorter = [clean.shorter, random.shorter].filter((way) => way !== null).sort((a, b) => a.moves - b.moves)[0] ?? null;
  return {
    search: {
      format: 'ackademy-search',
      version: 1,
      hash: searchHash(level),
      proved: isProved,
      atLeast: clean.atLeast,
      games: isProved ? 0 : games,
      wins: random.wins,
      best: shorter?.moves ?? random.best,
      plays: clean.plays + random.plays,
    },
    findings: [
      // Where chance decides, a lucky way is shorter than what is always enough.
      ...(shorter === null || level.luck ? [] : [finding('par', String(level.par), `a way of ${shorter.moves} moves wins`, shorter)]),
      ...[clean.withoutIdea, random.withoutIdea].filter((way) => way !== null).map((way) => finding('idea', level.id, 'a way to win never meets it', way)),
    ],
  };
}

function finding(check: 'par' | 'idea', about: string, what: string, { lines }: Way): Finding {
  return { check, about, message: `${what}: ${lines.join(', ')}` };
}
