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
}

export interface Finding {
  readonly check: CheckName;
  /** What it is about: the id of a mistake, a seed, a citation. */
  readonly about: string;
  /** A sentence without its end: what was expected, what came. */
  readonly message: string;
}

export const CHECK_NAMES = ['files', 'todo', 'sources', 'solution', 'alternative', 'idle', 'mistake', 'hint', 'prediction', 'par'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export interface ParReport {
  readonly claimed: number;
  /** Every way of fewer moves was tried and none wins. */
  readonly proved: boolean;
  /** Fewest moves with which some path won, or null when none was found. */
  readonly best: number | null;
  /** Moves tried. */
  readonly plays: number;
}

export function makeReport(levels: readonly LevelReport[]): Report {
  return { format: 1, ok: levels.every(({ ok }) => ok), levels };
}

/** The report as lines to print: one a level, then one a finding, indented. */
export function reportLines(report: Report): readonly string[] {
  const bad = report.levels.filter(({ ok }) => !ok).length;
  return [
    ...report.levels.flatMap((level) => [
      `${level.ok ? 'OK ' : 'BAD'} ${level.id}${level.par === null ? '' : `: ${parText(level.par)}`}`,
      ...level.findings.map(({ check, about, message }) => `    ${check} ${about}: ${message}`),
    ]),
    bad === 0 ? `${report.levels.length} levels, all as they should be` : `${report.levels.length} levels, ${bad} with faults`,
  ];
}

function parText({ claimed, proved, best, plays }: ParReport): string {
  if (proved) return `par ${claimed} proved, ${plays} plays`;
  return `par ${claimed} not proved, best found ${best ?? 'none'}, ${plays} plays`;
}
