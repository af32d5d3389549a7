import type { Scores } from '../referee/histogram.ts';
import type { LevelProgress } from '../storage/progress.ts';

/** The player's own plays that solved a level, for its debrief; none where none was kept. Runs that were given up are not kept, so they are only counted as begun. */
export function ownScores({ wins = [], attempts }: Pick<LevelProgress, 'wins' | 'attempts'>): readonly Scores[] {
  if (wins.length === 0) return [];
  return [{ label: { id: 'debrief.own', params: { n: wins.length, begun: Math.max(attempts, wins.length) } }, won: wins.map(({ moves }) => moves), notWon: null }];
}
