import type { ClassPack } from '../../classroom/class-pack.ts';
import type { LevelHead } from '../../classroom/hand-in.ts';
import type { Course } from '../../level/course.ts';
import type { LookedUp } from '../../referee/reference.ts';
import type { Phrase } from '../../phrase.ts';
import type { ClassRuns } from '../../storage/class-runs.ts';
import type { Keeper } from '../../storage/keeper.ts';
import type { LessonStore } from '../store/lesson-store.ts';

/** What is played, and where it is kept. */
export interface Lesson {
  readonly pack: ClassPack;
  /** The levels of the pack as one world. */
  readonly course: Course;
  readonly store: LessonStore;
  /** The head of a level's journal for a player. */
  readonly headOf: (level: string, player: { readonly handle: string; readonly seed: string }) => LevelHead;
  /** What a player is told of a level that has just been solved. */
  readonly standing: (runs: ClassRuns, keeper: Keeper, level: string) => readonly Phrase[];
  readonly reference: (keeper: Keeper) => Promise<readonly LookedUp[]>;
}
