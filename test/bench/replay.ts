import { drawLevel } from '../../source/level/draw.ts';
import { begin, playLines } from '../../source/level/playthrough.ts';
import { replay } from '../../source/referee/replay.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { rounds, type Measure } from './measure.ts';

const ROUNDS = 40;

/** How many moves a second are judged when the solutions of all turn-based levels are replayed, as undo and resume do. */
export function replays(effort: number): Measure[] {
  const runs = builtCourse()
    .levels.filter((level) => level.mode === 'turns')
    .map((level) => {
      const drawn = drawLevel(level, '7');
      const { session } = playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution);
      return { drawn, options: session.options, moves: session.moves };
    });
  const playAll = (): number => {
    for (const { drawn, options, moves } of runs) replay(drawn, options, moves);
    return runs.reduce((sum, { moves }) => sum + moves.length, 0);
  };
  playAll();
  let moves = 0;
  const start = performance.now();
  for (let i = 0; i < rounds(ROUNDS, effort); i++) moves += playAll();
  const seconds = (performance.now() - start) / 1000;
  return [{ name: 'replay', value: Math.round(moves / seconds), unit: 'moves/s' }];
}
