import { drawLevel } from '../../source/level/draw.ts';
import { begin, playLines, waitForEnd } from '../../source/level/playthrough.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import type { Session } from '../../source/referee/session.ts';
import { sessionAt } from '../../source/referee/travel/history.ts';
import { travelOf, viewAt } from '../../source/referee/travel/travel.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { percentile, rounded, rounds, type Measure } from './measure.ts';

const ROUNDS = 3;
/** A flood, and the longest of the levels that are played move by move. */
const LEVELS = ['survive-the-flood', 'two-queues'] as const;

function solved(id: string): Session {
  const drawn = drawLevel(builtCourse().levels.find((level) => level.id === id)!, '7');
  return waitForEnd(sessionEngine, playLines(sessionEngine, begin(sessionEngine, drawn), drawn.solution)).session;
}

function took<T>(times: number[], work: () => T): T {
  const start = performance.now();
  const result = work();
  times.push(performance.now() - start);
  return result;
}

/** How long it takes to go through a run once, and then to any of its steps: to look, and to play on from there. Steps are taken out of order, as no step may rely on the one before. */
export function travels(effort: number): Measure[] {
  return LEVELS.flatMap((id) => {
    const session = solved(id);
    const [first, looks, branches]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < rounds(ROUNDS, effort); i++) {
      const travel = took(first, () => travelOf(session, true));
      const count = rounds(travel.stops.length, effort);
      for (let step = 0; step < count; step++) {
        const number = (step * 17) % travel.stops.length;
        took(looks, () => viewAt(travel, number));
        const { index, acts } = travel.stops[number]!;
        if (acts) took(branches, () => sessionAt(travel.history, index));
      }
    }
    return [
      { name: `travel, ${id}, first time`, value: rounded(percentile(first, 0.5)), unit: 'ms' },
      { name: `travel, ${id}, to a step, p50`, value: rounded(percentile(looks, 0.5)), unit: 'ms' },
      { name: `travel, ${id}, to a step, longest`, value: rounded(Math.max(...looks)), unit: 'ms', goal: '< 100' },
      { name: `travel, ${id}, branch, longest`, value: rounded(Math.max(0, ...branches)), unit: 'ms', goal: '< 100' },
    ];
  });
}
