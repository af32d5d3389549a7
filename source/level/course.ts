import type { Lang } from '../language.ts';
import type { Level } from './level.ts';

/** The format of what is compiled: a reader refuses another one. */
export const COURSE_FORMAT = 1;

/** All levels in the order in which they are played: what levels.json holds. */
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
