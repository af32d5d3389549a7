import { checkReasons, type Phrases } from './check-reasons.ts';
import { checkHints } from './check-hints.ts';
import { checkAlternatives, checkIdle, checkMistakes, checkSolution } from './check-play.ts';
import { citationError } from './citation.ts';
import { drawLevel } from './draw.ts';
import { isFact } from './facts.ts';
import type { Level } from './level.ts';
import { makeReport, type Finding, type LevelReport, type Report } from './report.ts';
import { searchEffort, searchLevel, type Searched, type SearchEffort } from './check-search.ts';
import type { SessionEngine } from './session-engine.ts';

export interface CheckOptions {
  /** Seeds for the solution; the other checks take the first few of them. Default: '1' to '20'. */
  readonly seeds?: readonly string[];
  readonly budget?: SearchEffort;
  /** All verdict names that exist; when given, those that levels list must be among them. */
  readonly verdictNames?: ReadonlySet<string>;
  /** Ids of the texts that both languages have; with these and the names, wrong moves near the solution must have a reason. */
  readonly phrases?: Phrases;
}

const SEEDS = Array.from({ length: 20 }, (_, index) => String(index + 1));
/** A live level costs seconds of simulation for every move, so it gets fewer. */
const LIVE_SEEDS = 4;
const SEEDS_FOR_VARIANTS = 5;
const LIVE_SEEDS_FOR_VARIANTS = 2;
const SEEDS_FOR_IDLE = 2;

/**
 * Proves levels by playing them: the solution wins in par's moves, alternatives win, idleness loses, mistakes get their
 * verdicts, hints and predictions are true, par is the least or stated as not proved, citations resolve. Same input,
 * same report. Files and texts have been checked by parseLevel before.
 */
export function checkLevels<Session>(levels: readonly Level[], engine: SessionEngine<Session>, options: CheckOptions = {}): Report {
  return makeReport(levels.map((level) => checkLevel(level, engine, options)));
}

export function checkLevel<Session>(level: Level, engine: SessionEngine<Session>, options: CheckOptions = {}): LevelReport {
  const seeds = options.seeds ?? (level.mode === 'live' ? SEEDS.slice(0, LIVE_SEEDS) : SEEDS);
  const someSeeds = seeds.slice(0, level.mode === 'live' ? LIVE_SEEDS_FOR_VARIANTS : SEEDS_FOR_VARIANTS);
  const findings: Finding[] = [...checkSources(level)];
  let searched: Searched | null = null;
  try {
    findings.push(
      ...checkVerdictNames(level, someSeeds, options.verdictNames),
      ...checkSolution(engine, level, seeds),
      ...checkAlternatives(engine, level, someSeeds),
      ...checkIdle(engine, level, seeds.slice(0, SEEDS_FOR_IDLE)),
      ...checkMistakes(engine, level, someSeeds),
      ...reasons(engine, level, seeds[0]!, options),
      ...checkHints(engine, level, hintSeeds(level, options.seeds)),
    );
    searched = searchLevel(engine, level, seeds[0]!, options.budget ?? searchEffort(level));
    findings.push(...searched.findings);
  } catch (error) {
    findings.push({ check: 'solution', about: level.id, message: `the simulation failed: ${error instanceof Error ? error.message : String(error)}` });
  }
  return { id: level.id, ok: findings.length === 0, findings, par: searched?.par ?? null, idea: searched?.idea ?? null };
}

function reasons<Session>(engine: SessionEngine<Session>, level: Level, seed: string, { verdictNames, phrases }: CheckOptions): readonly Finding[] {
  return level.mode === 'live' || !verdictNames || !phrases ? [] : checkReasons(engine, level, seed, verdictNames, phrases);
}

/** 200 seeds for the hints of a level that is played move by move; a live level, whose moves cost seconds, has one. */
function hintSeeds({ mode }: Level, seeds: readonly string[] | undefined): readonly string[] {
  return seeds ?? Array.from({ length: mode === 'live' ? 1 : 200 }, (_, index) => String(index + 1));
}

/** What can be seen without playing: facts and citations exist, listed misconceptions are shown. */
function checkSources(level: Level): readonly Finding[] {
  const targeted = new Set(level.misconceptions);
  return [
    ...level.sources.flatMap((source) => {
      const error = citationError(source);
      return error === null ? [] : [{ check: 'sources' as const, about: source, message: error }];
    }),
    ...level.lose.filter(({ rule }) => !isFact(rule)).map(({ id, rule }) => ({ check: 'sources' as const, about: `lose.${id}`, message: `there is no fact ${rule}` })),
    ...[...targeted]
      .filter((m) => !level.mistakes.some(({ misconception }) => misconception === m) && !level.predictions.some(({ options }) => options.some(({ misconception }) => misconception === m)))
      .map((m) => ({ check: 'sources' as const, about: m, message: 'is listed, but no mistake and no option of a prediction shows it' })),
  ];
}

/** The verdicts that mistakes list exist, with the numbers of each seed in their names. */
function checkVerdictNames(level: Level, seeds: readonly string[], names: ReadonlySet<string> | undefined): readonly Finding[] {
  if (names === undefined) return [];
  const unknown = new Map<string, Finding>();
  for (const { id, verdict } of seeds.flatMap((seed) => drawLevel(level, seed).level.mistakes)) {
    if (!names.has(verdict)) unknown.set(`${id} ${verdict}`, { check: 'sources', about: `mistakes.${id}`, message: `there is no verdict ${verdict}` });
  }
  return [...unknown.values()];
}

/** Files that could not be read, as a report's level: `check` prints them beside the others. */
export function unreadableLevel(id: string, lines: readonly string[]): LevelReport {
  return { id, ok: false, findings: lines.map((message) => ({ check: 'files', about: id, message })), par: null, idea: null };
}
