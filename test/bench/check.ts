import { checkLevels } from '../../source/level/check.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { builtCourse } from '../terminal/course-files.ts';
import { rounded, rounds, type Measure } from './measure.ts';

/** How long it takes to prove all levels by playing them; with little effort only the first ones. */
export function check(effort: number): Measure[] {
  const { levels } = builtCourse();
  const some = levels.slice(0, rounds(levels.length, effort));
  const start = performance.now();
  checkLevels(some, sessionEngine);
  return [{ name: `check, ${some.length} of ${levels.length} levels`, value: rounded((performance.now() - start) / 1000), unit: 's', goal: '< 60 on two cores, so < 120 on one' }];
}
