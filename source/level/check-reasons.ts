import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import type { Move } from '../world/move.ts';
import { drawLevel } from './draw.ts';
import type { Level } from './level.ts';
import { begin, forgetful, isOver, makeMove, playLines, skipPredictions, type Playthrough } from './playthrough.ts';
import type { Finding } from './report.ts';
import { movesOf } from './search-par.ts';
import type { CheckedVerdict, SessionEngine } from './session-engine.ts';

/** What `check` knows of the texts: the ids that both catalogues have. */
export type Phrases = ReadonlySet<string>;

/** Moves away from the solution that are tried. */
const STEPS = 2;

/**
 * Every wrong move within two steps of the solution has a reason: its rule, a text of its own in both languages, and a name that
 * is known. Tried is what the menu offers and what any script of the level says, in every state of the solution and after each such move.
 */
export function checkReasons<Session>(engine: SessionEngine<Session>, level: Level, seed: string, names: ReadonlySet<string>, phrases: Phrases): readonly Finding[] {
  const drawn = drawLevel(level, seed);
  const findings = new Map<string, Finding>();
  const look = (verdict: CheckedVerdict): void => {
    const fault = faultOf(verdict, names, phrases);
    if (fault !== null) findings.set(`${verdict.name} ${fault}`, { check: 'reason', about: verdict.name, message: fault });
  };
  const lines = [...new Set([...drawn.solution, ...drawn.level.mistakes.flatMap(({ moves }) => moves)])];
  let run = forgetful(skipPredictions(engine, begin(engine, drawn)));
  for (const line of drawn.solution) {
    if (run.stuck || isOver(run.view)) break;
    tryMoves(engine, run, lines, STEPS, look);
    run = forgetful(skipPredictions(engine, playLines(engine, run, [line])));
  }
  return [...findings.values()];
}

function tryMoves<Session>(engine: SessionEngine<Session>, run: Playthrough<Session>, lines: readonly string[], steps: number, look: (verdict: CheckedVerdict) => void): void {
  for (const move of [...movesOf(run), ...scripted(run, lines)]) {
    const made = makeMove(engine, run, move);
    if (made.verdict !== null) look(made.verdict);
    if (steps > 1 && made.session !== run.session && !isOver(made.view)) tryMoves(engine, forgetful(skipPredictions(engine, made)), [], steps - 1, look);
  }
}

/** What the level's scripts say that can be read here. */
function scripted<Session>({ view }: Playthrough<Session>, lines: readonly string[]): readonly Move[] {
  return lines.flatMap((line) => {
    const read = parseMoveLine(line, { scope: view.decision?.scope ?? {} });
    return read.ok && read.value.do !== 'hint' && read.value.do !== 'wait' ? [read.value] : [];
  });
}

function faultOf({ name, outcome, rule, why, evidence, counterfactual, cite }: CheckedVerdict, names: ReadonlySet<string>, phrases: Phrases): string | null {
  if (!names.has(name)) return 'is no name that a verdict can have';
  const missing = [why, evidence, counterfactual].flatMap((phrase) => (phrase ? [phrase.id] : [])).filter((id) => !phrases.has(id));
  if (missing.length > 0) return `has no text in both languages: ${missing.join(', ')}`;
  if (outcome !== 'wrong') return null;
  if (!why) return 'says no reason';
  return rule === null && (cite ?? []).length === 0 ? 'names neither a fact nor a source' : null;
}
