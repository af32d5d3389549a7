import type { Course } from '../level/course.ts';
import type { DrawnLevel, Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import type { LookedUp } from '../referee/reference.ts';
import type { RunFile } from '../referee/run.ts';
import type { GradedRules } from '../referee/session.ts';
import { startVisit, type Visit } from '../referee/travel/visit.ts';
import type { DebriefView } from '../screens/debrief/debrief-view.ts';
import { openQuiz, type QuizState, type QuizWorld } from '../screens/quiz/quiz-state.ts';
import type { Keeper } from '../storage/keeper.ts';
import { openLevel } from './open-level.ts';

/** Where the player is. */
export type Place =
  | { readonly at: 'map' }
  | { readonly at: 'reference'; readonly entries: readonly LookedUp[] }
  | { readonly at: 'settings'; readonly back: Exclude<Place, { at: 'settings' }> }
  /** `back`: the quiz whose question is tried out; null: a level. */
  | { readonly at: 'play'; readonly level: Level; readonly visit: Visit; readonly back: QuizPlace | null }
  | QuizPlace
  /** The worked example of a level. */
  | { readonly at: 'example'; readonly level: Level; readonly drawn: DrawnLevel; /** The level was begun before. */ readonly isBegun: boolean }
  | DebriefPlace
  /** The time mode of a run that is over; `back`: its debrief. */
  | { readonly at: 'time'; readonly level: Level; readonly visit: Visit; readonly back: DebriefPlace };

/** A sitting of the quiz. */
export interface QuizPlace {
  readonly at: 'quiz';
  readonly world: QuizWorld;
  readonly state: QuizState;
}

export interface DebriefPlace {
  readonly at: 'debrief';
  readonly level: Level;
  readonly view: DebriefView;
  readonly run: RunFile;
  readonly visit: Visit;
}

/** What decides how levels are opened in this game. */
export interface LevelChoices {
  readonly keeper: Keeper;
  /** The same numbers in every run; null: new ones each time. */
  readonly seed: string | null;
  readonly newSeed: () => string;
  readonly kernel: string | null;
  readonly expert: boolean;
  /** What a class allows; null outside of one. */
  readonly graded?: GradedRules | null;
}

/** A place, and what the player is told on arriving there. */
export interface Arrival {
  readonly place: Place;
  readonly notices: readonly Phrase[];
  /** The level that is begun with it and is yet to be noted as begun; null: nothing is to be noted. */
  readonly begins: string | null;
}

/** Opens a level: where it was left, or anew with other numbers, or anew with the numbers of a seed. */
export function toLevel(level: Level, how: 'resume' | 'anew' | { readonly seed: string }, choices: LevelChoices): Arrival {
  const { keeper, expert, kernel, graded = null } = choices;
  const kept = how === 'resume' ? keeper.level(level.id).run : null;
  // A seed that was asked for brings its own numbers: a run with others is not gone on with.
  const saved = choices.seed === null || kept?.seed === choices.seed ? kept : null;
  const seed = typeof how === 'object' ? how.seed : (choices.seed ?? choices.newSeed());
  const { session, isNew, notices } = openLevel(level, saved, { seed, expert, kernel, graded });
  return { place: { at: 'play', level, visit: startVisit(session), back: null }, notices, begins: isNew ? level.id : null };
}

/** Where the game begins: the level asked for, the first one for a player who has done nothing yet, else the map. */
export function beginning(course: Course, wanted: string | null, choices: LevelChoices): Arrival {
  const isFirstRun = Object.keys(choices.keeper.progress().levels).length === 0;
  const id = wanted ?? (isFirstRun ? course.levels[0]?.id : undefined);
  const level = course.levels.find((one) => one.id === id);
  return level === undefined ? { place: { at: 'map' }, notices: [], begins: null } : toLevel(level, 'resume', choices);
}

/** A sitting of the quiz begins. */
export function quizArrival(world: QuizWorld): Arrival {
  return { place: { at: 'quiz', world, state: openQuiz(world) }, notices: world.notices, begins: null };
}
