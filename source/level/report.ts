import type { LongSearch } from './long-search.ts';

/** What checking levels found: data first, so that `check --json` can print it; its shape is versioned. */
export interface Report {
  readonly format: 1;
  readonly ok: boolean;
  readonly levels: readonly LevelReport[];
}

export interface LevelReport {
  readonly id: string;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  readonly par: ParReport | null;
  readonly idea: IdeaReport | null;
  /** How long its proof took, ms of real time; no part of what is proved. */
  readonly ms?: number;
}

export interface Finding {
  readonly check: CheckName;
  /** What it is about: the id of a mistake, a seed, a citation. */
  readonly about: string;
  /** A sentence without its end: what was expected, what came. */
  readonly message: string;
}

export const CHECK_NAMES = ['files', 'todo', 'sources', 'solution', 'alternative', 'idle', 'mistake', 'hint', 'prediction', 'par', 'idea', 'reason', 'words', 'minutes'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export interface ParReport {
  readonly claimed: number;
  /** Every way of fewer moves without a wrong or harmful one was tried, and none wins. */
  readonly proved: boolean;
  /** Fewest moves with which some way was found to win. */
  readonly best: number;
  /** Every way of fewer moves than this, without a wrong or harmful move, was tried, and none wins. */
  readonly atLeast: number;
  /** The same of ways with wrong moves, which cost a star whatever their length; `best`: the shortest that was found below par. */
  readonly withWrong: { readonly atLeast: number; readonly best: number | null };
  /** Moves tried. */
  readonly plays: number;
  /** What a long search came to, where one was kept and is of this level; null: none. */
  readonly long: Pick<LongSearch, 'proved' | 'atLeast' | 'games' | 'best' | 'plays'> | null;
}

/** What was tried against the level's idea. */
export interface IdeaReport {
  /** False: the level names none, and nothing was tried. */
  readonly named: boolean;
  /** Ways to win that were found by the search and at random, each held against it. */
  readonly wins: number;
}

export function makeReport(levels: readonly LevelReport[]): Report {
  return { format: 1, ok: levels.every(({ ok }) => ok), levels };
}

/** The report as lines to print: one a level, then one a finding, indented. */
export function reportLines(report: Report): readonly string[] {
  const bad = report.levels.filter(({ ok }) => !ok).length;
  return [
    ...report.levels.flatMap((level) => [
      `${level.ok ? 'OK ' : 'BAD'} ${level.id}${level.par === null ? '' : `: ${parText(level.par)}`}${level.idea === null ? '' : `; ${ideaText(level.idea)}`}`,
      ...level.findings.map(({ check, about, message }) => `    ${check} ${about}: ${message}`),
    ]),
    bad === 0 ? `${counted(report.levels.length, 'level')}, ${report.levels.length === 1 ? 'as it should be' : 'all as they should be'}` : `${counted(report.levels.length, 'level')}, ${bad} with faults`,
  ];
}

function parText({ claimed, proved, best, atLeast, withWrong, plays, long }: ParReport): string {
  const clean = proved ? `par ${claimed} proved` : `par ${claimed} not proved ${long?.proved ? 'in the daily check' : `(none of fewer than ${counted(Math.max(atLeast, long?.atLeast ?? 0), 'move')} wins)`}, best found ${best}${long === null ? '' : `; ${longText(claimed, long)}`}`;
  const wrong = withWrong.best !== null ? `, ${withWrong.best} with wrong moves` : withWrong.atLeast < claimed ? `, with wrong moves at least ${withWrong.atLeast}` : '';
  return `${clean}${wrong}, ${plays} plays`;
}

/** `1 move`, `2 moves`. */
export function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function longText(par: number, { proved, games, best, plays }: NonNullable<ParReport['long']>): string {
  const found = proved ? 'proved' : best !== null && best < par ? `${counted(best, 'move')} with luck` : `nothing shorter in ${games} random plays`;
  return `long search: ${found} (${plays} plays)`;
}

function ideaText({ named, wins }: IdeaReport): string {
  return named ? `idea held against ${wins} wins` : 'no idea named';
}
