import type { Lang } from '../language.ts';
import type { Level } from './level.ts';

/** The format of what is compiled: a reader refuses another one. */
export const COURSE_FORMAT = 2;

/** All levels in the order in which they are played. */
export interface Course {
  readonly format: typeof COURSE_FORMAT;
  readonly worlds: readonly CourseWorld[];
  readonly levels: readonly Level[];
}

export interface CourseWorld {
  /** 1-based; Level.world says which world a level belongs to. */
  readonly number: number;
  readonly folder: string;
  readonly title: Readonly<Record<Lang, string>>;
  /** Ids of its levels, in order. */
  readonly levels: readonly string[];
}

/** What only a level that is opened needs, nine tenths of it texts: a file of its own for each level. */
export const OPENED_ONLY = ['draw', 'setup', 'goals', 'idea', 'lose', 'predictions', 'hints', 'menu', 'solution', 'alternatives', 'mistakes', 'bots', 'texts'] as const;
type OpenedOnly = (typeof OPENED_ONLY)[number];

/** The part of a level in its own file, levelFileName(id). */
export type LevelFile = Pick<Level, OpenedOnly>;

/** What levels.json holds: the course with what the map and the lists need of its levels. */
export interface CourseIndex extends Omit<Course, 'levels'> {
  readonly levels: readonly Omit<Level, OpenedOnly>[];
}

/** Where a level's own part is, beside levels.json. */
export function levelFileName(id: string): string {
  return `level-${id}.json`;
}
