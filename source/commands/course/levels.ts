import type { Course } from '../../level/course.ts';
import type { Level } from '../../level/level.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { skillsOf } from '../../screens/world-map/skills.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { chooseCourse } from './choose-course.ts';
import type { Command } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print, printJson } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';

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

/** `ackademy levels [PACK]`: all levels of the game, or of a folder or file. */
export const levels: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'levels', { least: 0, most: 1 })) return 2;
  const lang = languageFor(invocation);
  const chosen = await chooseCourse(words, lang);
  if (!chosen.ok) {
    complain(shell, ...chosen.lines);
    return chosen.code;
  }
  if (chosen.words.length > 0) {
    complain(shell, message(lang, 'pack.missing', { path: visible(chosen.words[0]!) }));
    return 3;
  }
  if (options.json) printJson(shell, levelsJson(chosen.course));
  else print(shell, ...levelLines(chosen.course, lang));
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
