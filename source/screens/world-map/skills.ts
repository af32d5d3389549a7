import { cells, padded, paddedLeft } from '../../components/cells.ts';
import { gauge } from '../../components/gauge.ts';
import { line } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import type { Lang } from '../../language.ts';
import type { Level } from '../../level/level.ts';
import { message } from '../../message/say.ts';
import type { MapModel } from './map-model.ts';

/** The statements of the curriculum by what one is able to do when they are understood. S3, reading the source, is in every debrief. S8, the sysctls against a flood, is about the queue that they bound. */
const SKILLS = {
  handshake: ['S4', 'S5', 'S6'],
  'syn-queue': ['S7', 'S8', 'S28', 'S29', 'S30'],
  'accept-queue': ['S32', 'S33', 'S34', 'S35'],
  cookies: ['S31'],
  closing: ['S4', 'S1', 'S2', 'S9', 'S10', 'S11'],
  'time-wait': ['S12', 'S14', 'S15', 'S16', 'S20', 'S24'],
  reuse: ['S17', 'S18', 'S19', 'S21', 'S22', 'S23'],
  reset: ['S13', 'S25', 'S26', 'S27'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Skill = keyof typeof SKILLS;

/** What a level asks one to be able to do, in the order of the course. */
export function skillsOf({ rows, world }: Pick<Level, 'rows' | 'world'>): Skill[] {
  return (Object.keys(SKILLS) as Skill[]).filter((skill) => rows.some((row) => isNeeded(skill, row, world)));
}

export interface SkillState {
  readonly skill: Skill;
  /** Levels of the course in which it is needed, and how many of these are solved. */
  readonly levels: number;
  readonly solved: number;
}

/** S4 is of both the handshake and the four-way close: a level of the world of closing teaches the latter. */
const CLOSING_WORLD = 3;

function isNeeded(skill: Skill, row: string, world: number): boolean {
  const rows: readonly string[] = SKILLS[skill];
  return rows.includes(row) && (row !== 'S4' || (skill === 'closing') === (world === CLOSING_WORLD));
}

/** Which skills the levels of this course ask for, and in how many of them the player has shown each. */
export function skillStates({ levels }: MapModel): SkillState[] {
  return (Object.keys(SKILLS) as Skill[])
    .map((skill) => {
      const needing = levels.filter(({ level }) => skillsOf(level).includes(skill));
      return { skill, levels: needing.length, solved: needing.filter(({ progress }) => progress.stars > 0).length };
    })
    .filter((state) => state.levels > 0);
}

/** `closing       [######......] 1/2`, the counts in one column. */
export function skillRows(states: readonly SkillState[], lang: Lang, width: number): Line[] {
  const names = states.map(({ skill }) => message(lang, `map.skill.${skill}`));
  const counts = states.map(({ solved, levels }) => `${solved}/${levels}`);
  const nameWidth = Math.max(0, ...names.map(cells)) + 2;
  const countWidth = Math.max(0, ...counts.map(cells)) + 1;
  return states.map(({ solved, levels }, i) => line(padded(names[i]!, nameWidth), gauge(solved, levels, Math.max(4, width - 1 - nameWidth - countWidth)), paddedLeft(counts[i]!, countWidth)));
}
