import { join } from 'node:path';
import type { Lesson } from '../../server/seat/lesson.ts';
import type { LessonStore } from '../../server/store/lesson-store.ts';
import type { ClassPack } from '../../classroom/class-pack.ts';
import type { Course } from '../../level/course.ts';
import type { Level } from '../../level/level.ts';
import { solvedPhrases } from '../class/lab-phrases.ts';
import { headOf } from '../class/player-class.ts';

/** A lab as a lesson: as it is played from a file, but kept in a store. */
export function openLesson({ pack, course, levels }: { readonly pack: ClassPack; readonly course: Course; readonly levels: readonly Level[] }, store: LessonStore): Lesson {
  const byId = new Map(levels.map((level) => [level.id, level]));
  return {
    pack,
    course,
    store,
    headOf: (level, player) => headOf(byId.get(level)!, pack, player),
    standing: (runs, keeper, level) => solvedPhrases(pack, levels, runs, keeper, level),
    // Loaded when it is asked for: it plays runs again. Kept runs there are none: the store has every move.
    reference: async (keeper) => (await import('../reference/read-reference.ts')).readReference(course, keeper, join('/', 'nowhere'), true),
  };
}
