import { openLevel } from '../../source/app/open-level.ts';
import { sessionView } from '../../source/referee/view.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { median, rounded, rounds, type Measure } from './measure.ts';

const ROUNDS = 5;

/**
 * How long it takes from a level on the map to its first frame's view, its file not yet read: all levels, each from a course that has
 * opened none. The first level of all also loads what the others then find ready; it counts like the rest.
 */
export function openLevels(effort: number): Measure[] {
  const times: { readonly id: string; readonly ms: number }[] = [];
  for (let round = 0; round < rounds(ROUNDS, effort); round++) {
    const { levels } = builtCourse();
    for (const level of levels) {
      const start = performance.now();
      sessionView(openLevel(level, null, { seed: '7', expert: false, kernel: null }).session);
      times.push({ id: level.id, ms: performance.now() - start });
    }
  }
  const slowest = times.toSorted((a, b) => b.ms - a.ms)[0]!;
  return [
    { name: `open a level, the slowest (${slowest.id})`, value: rounded(slowest.ms), unit: 'ms', goal: '< 100' },
    { name: 'open a level, median', value: rounded(median(times.map(({ ms }) => ms))), unit: 'ms' },
  ];
}
