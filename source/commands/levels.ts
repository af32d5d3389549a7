import type { Course } from '../level/course.ts';
import type { Level } from '../level/level.ts';
import type { Lang } from '../language.ts';
import { message } from '../message/say.ts';
import { skillsOf } from '../screens/world-map/skills.ts';
import type { Command } from './command.ts';
import { languageFor } from './language-choice.ts';
import { readCourse } from './read-course.ts';
import { print, printJson } from './shell.ts';

/** What `ackademy levels --json` prints. */
export interface LevelsJson {
  readonly format: 'ackademy-levels';
  readonly version: 1;
  /** In the order in which they are played. */
  readonly levels: readonly {
    readonly id: string;
    readonly version: number;
    /** Number of its world, from 1. */
    readonly world: number;
    readonly role: Level['role'];
    readonly mode: Level['mode'];
    readonly kernel: string;
    readonly titles: Readonly<Record<Lang, string>>;
    /** Rows of the curriculum, S1 to S35. */
    readonly rows: readonly string[];
    readonly misconceptions: readonly string[];
    readonly needs: readonly string[];
    readonly par: number;
    readonly minutes: number;
    /** The kernel on which the model solution was proved, and the day; stale: it is played otherwise since. null: not proved. */
    readonly proof: { readonly kernel: string; readonly date: string; readonly stale: boolean } | null;
  }[];
}

export const levels: Command = async ({ options, shell }) => {
  const course = readCourse();
  if (options.json) printJson(shell, levelsJson(course));
  else print(shell, ...levelLines(course, languageFor({ options, shell })));
  return 0;
};

export function levelsJson(course: Course): LevelsJson {
  return {
    format: 'ackademy-levels',
    version: 1,
    levels: course.levels.map((level) => ({
      id: level.id,
      version: level.version,
      world: level.world,
      role: level.role,
      mode: level.mode,
      kernel: level.kernel,
      titles: level.title,
      rows: level.rows,
      misconceptions: level.misconceptions,
      needs: level.needs,
      par: level.par,
      minutes: level.minutes,
      proof: level.proof && { kernel: level.proof.kernel, date: level.proof.date, stale: level.proof.stale ?? false },
    })),
  };
}

/** A line each, under its world; a world without levels yet is left out. */
export function levelLines(course: Course, lang: Lang): readonly string[] {
  return course.worlds.filter(({ levels }) => levels.length > 0).flatMap((world) => [
    message(lang, 'cli.levels.world', { number: world.number, title: world.title[lang] }),
    ...course.levels.filter((level) => level.world === world.number).map((level) => levelLine(level, lang)),
  ]);
}

function levelLine({ id, role, title, par, minutes, rows, world }: Level, lang: Lang): string {
  return message(lang, 'cli.levels.level', {
    id,
    title: title[lang],
    role: message(lang, `cli.role.${role}`),
    par,
    minutes,
    skills: skillsOf({ rows, world }).map((skill) => message(lang, `map.skill.${skill}`)).join(', '),
  });
}
