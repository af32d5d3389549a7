import { drawLevel } from './draw.ts';
import type { Level } from './level.ts';
import { begin } from './playthrough.ts';
import { randomWays } from './random-ways.ts';
import { counted, type Finding, type IdeaReport, type ParReport } from './report.ts';
import { searchWays, type Way } from './search-par.ts';
import type { SessionEngine } from './session-engine.ts';

/** How far ways to win are looked for: moves of the searches, for ways without a wrong move and for all, and games at random, each with a seed of its own. */
export interface SearchEffort {
  readonly plays: number;
  readonly games: number;
}

const TURNS: SearchEffort = { plays: 4000, games: 40 };
/** A live level costs seconds of simulation for every move. */
const LIVE: SearchEffort = { plays: 100, games: 2 };
/** Of three moves and more a search cannot come to its end in such a budget: a look at the shortest ways is enough. */
const LONG_LIVE: SearchEffort = { plays: 30, games: 2 };

/** What the daily check spends on a level. What a long search has proved needs no long look again. */
export function searchEffort({ mode, par, search }: Level): SearchEffort {
  const isProved = search?.proved === true && !search.stale;
  return mode === 'turns' ? TURNS : par < 3 && !isProved ? LIVE : LONG_LIVE;
}

export interface Searched {
  readonly par: ParReport;
  readonly idea: IdeaReport;
  readonly findings: readonly Finding[];
}

/** Without an idea no way to win is told from another; one that holds before the first move says nothing of the moves. */
function holdsAtOnce<Session>(engine: SessionEngine<Session>, level: Level, seed: string): readonly Finding[] {
  if (level.idea === null) return [{ check: 'idea', about: level.id, message: 'is missing: expected the condition that every way to win meets, for example idea: { sysctl: { host: server, name: tcp_syncookies, is: 1 } }' }];
  return begin(engine, drawLevel(level, seed)).ideaMet ? [{ check: 'idea', about: level.id, message: 'holds before the first move: expected a condition that only a way to win brings about' }] : [];
}

/** Looks for ways to win that are shorter than par or that never meet the level's idea: by search with one seed, at random with many. */
export function searchLevel<Session>(engine: SessionEngine<Session>, level: Level, seed: string, effort: SearchEffort): Searched {
  const drawn = drawLevel(level, seed);
  const all = searchWays(engine, drawn, { clean: false, most: level.par, budget: level.mode === 'live' ? effort.plays : effort.plays / 2 });
  // What holds for all ways holds for those without a wrong move; live levels have few others, and no time for two searches.
  const clean = level.mode === 'live' || all.atLeast > level.par ? { ...all, plays: 0, wins: 0 } : searchWays(engine, drawn, { clean: true, most: level.par, budget: effort.plays });
  const random = randomWays(engine, level, Array.from({ length: effort.games }, (_, index) => `random ${index + 1}`));
  const found = [clean, all, random];
  // Where chance decides, a lucky way is shorter than what is always enough.
  const shorter = level.luck ? null : shortest(found.map((ways) => ways.shorter));
  const withWrong = shortest(found.map((ways) => ways.shorterWithWrong));
  const withoutIdea = shortest(found.map((ways) => ways.withoutIdea));
  return {
    par: {
      claimed: level.par,
      proved: !level.luck && clean.atLeast >= level.par && shorter === null,
      best: shorter?.moves ?? level.par,
      atLeast: level.luck ? 1 : Math.min(clean.atLeast, level.par),
      withWrong: { atLeast: Math.min(all.atLeast, level.par), best: withWrong?.moves ?? null },
      plays: found.reduce((sum, { plays }) => sum + plays, 0),
      long: kept(level),
    },
    idea: { named: level.idea !== null, wins: found.reduce((sum, { wins }) => sum + wins, 0) },
    findings: [
      ...holdsAtOnce(engine, level, seed),
      ...(shorter === null ? [] : [{ check: 'par' as const, about: String(level.par), message: `a way of ${counted(shorter.moves, 'move')} wins: ${shorter.lines.join(', ')}` }]),
      ...(withoutIdea === null ? [] : [{ check: 'idea' as const, about: level.id, message: `a way to win never meets it: ${withoutIdea.lines.join(', ')}` }]),
    ],
  };
}

function kept({ search }: Level): ParReport['long'] {
  if (search === null || search.stale) return null;
  const { proved, atLeast, games, best, plays } = search;
  return { proved, atLeast, games, best, plays };
}

function shortest(ways: readonly (Way | null)[]): Way | null {
  return ways.reduce((best, way) => (way !== null && (best === null || way.moves < best.moves) ? way : best), null);
}
