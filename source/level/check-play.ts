import { drawLevel } from './draw.ts';
import { holds } from './holds.ts';
import type { DrawnLevel, Level, Prediction } from './level.ts';
import { begin, playLines, waitForEnd, type Playthrough } from './playthrough.ts';
import type { CheckName, Finding } from './report.ts';
import { FAULTS_OR_REFUSED, type CheckedVerdict, type SessionEngine } from './session-engine.ts';

const finding = (check: CheckName, about: string, message: string): Finding => ({ check, about, message });

/** The solution wins for each seed, with exactly par's moves; its predictions settle; no dead-end hint is met. */
export function checkSolution<Session>(engine: SessionEngine<Session>, level: Level, seeds: readonly string[]): readonly Finding[] {
  return firstOfEachKind(seeds.flatMap((seed) => {
    const drawn = drawLevel(level, seed);
    const run = waitForEnd(engine, playLines(engine, begin(engine, drawn), drawn.solution));
    const about = `seed ${seed}`;
    return [
      ...wins('solution', about, run),
      ...(run.view.phase === 'won' && run.view.movesMade !== level.par ? [finding('solution', about, `expected par's ${level.par} moves, got ${run.view.movesMade}`)] : []),
      ...badMoves(run).map(({ name, outcome }) => finding('solution', about, `a move of the solution is judged ${outcome}: ${name}`)),
      ...checkPredictions(engine, drawn, run),
      ...run.states.slice(0, -1).flatMap((session) => {
        const hint = hintFor(engine, drawn, session);
        return hint?.deadEnd === true ? [finding('hint', hint.id, `says a dead end at ${engine.facts(session).now} ms of the solution, which wins`)] : [];
      }),
    ];
  }));
}

/** Every alternative wins too, in no fewer moves than par. */
export function checkAlternatives<Session>(engine: SessionEngine<Session>, level: Level, seeds: readonly string[]): readonly Finding[] {
  return firstOfEachKind(level.alternatives.flatMap((_lines, index) => seeds.flatMap((seed) => {
    const drawn = drawLevel(level, seed);
    const run = waitForEnd(engine, playLines(engine, begin(engine, drawn), drawn.level.alternatives[index]!));
    const about = `${index + 1} (seed ${seed})`;
    const isShort = run.view.phase === 'won' && run.view.movesMade < level.par;
    return [...wins('alternative', about, run), ...(isShort ? [finding('par', about, `an alternative wins in ${run.view.movesMade} moves, fewer than par's ${level.par}`)] : [])];
  })));
}

/** Doing nothing loses, and the loss has a rule. */
export function checkIdle<Session>(engine: SessionEngine<Session>, level: Level, seeds: readonly string[]): readonly Finding[] {
  return firstOfEachKind(seeds.flatMap((seed) => {
    const { view } = waitForEnd(engine, begin(engine, drawLevel(level, seed)));
    if (view.phase === 'won') return [finding('idle', `seed ${seed}`, 'the level wins itself: expected that doing nothing loses')];
    if (view.phase !== 'lost') return [finding('idle', `seed ${seed}`, `doing nothing is still undecided at ${view.world.now} ms, past the horizon of ${view.world.horizon} ms`)];
    return view.loss === null ? [finding('idle', `seed ${seed}`, 'doing nothing loses without a reason')] : [];
  }));
}

const GOOD_OUTCOMES: ReadonlySet<string> = new Set(['as-linux', 'effective']);

function badMoves<Session>(run: Playthrough<Session>): readonly CheckedVerdict[] {
  return run.verdicts.filter(({ outcome }) => FAULTS_OR_REFUSED.has(outcome));
}

/** Every mistake gets its verdict and misconception, and a dead-end hint after it is true. */
export function checkMistakes<Session>(engine: SessionEngine<Session>, level: Level, seeds: readonly string[]): readonly Finding[] {
  return firstOfEachKind(level.mistakes.flatMap(({ id }) => seeds.flatMap((seed) => {
    const drawn = drawLevel(level, seed);
    const mistake = drawn.level.mistakes.find((candidate) => candidate.id === id)!;
    const run = playLines(engine, begin(engine, drawn), mistake.moves);
    if (run.stuck) return [finding('mistake', id, stuckText(run.stuck))];
    if (run.verdict === null) return [finding('mistake', id, `the last move, "${mistake.moves.at(-1)}", is not one that is judged`)];
    const { name, misconception, outcome } = run.verdict;
    return [
      ...(name === mistake.verdict ? [] : [finding('mistake', id, `expected the verdict ${mistake.verdict}, got ${name}`)]),
      ...((misconception ?? null) === mistake.misconception ? [] : [finding('mistake', id, `expected ${mistake.misconception ?? 'no misconception'}, got ${misconception ?? 'none'}`)]),
      ...(GOOD_OUTCOMES.has(outcome) ? [finding('mistake', id, `is no mistake: the verdict ${name} says ${outcome}`)] : []),
      ...deadEndFindings(engine, drawn, run, id),
    ];
  })));
}

/** After a dead end, neither time nor the rest of the solution wins. */
function deadEndFindings<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, run: Playthrough<Session>, mistake: string): readonly Finding[] {
  const hint = hintFor(engine, drawn, run.session);
  if (hint?.deadEnd !== true) return [];
  for (let from = 0; from <= drawn.solution.length; from++) {
    const end = waitForEnd(engine, playLines(engine, { ...run, states: [] }, drawn.solution.slice(from)));
    if (end.view.phase === 'won') {
      const how = from === drawn.solution.length ? 'waiting' : `"${drawn.solution.slice(from).join('", "')}"`;
      return [finding('hint', hint.id, `says a dead end after the mistake ${mistake}, but ${how} still wins`)];
    }
  }
  return [];
}

/** The hint that the player gets: the referee's own where it makes one. A hint that says only what a state rests on rules out no win. */
function hintFor<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, session: Session): { readonly id: string; readonly deadEnd: boolean } | null {
  if (engine.hint) {
    const hint = engine.hint(session);
    return hint && { id: hint.id, deadEnd: hint.deadEnd && hint.rests !== true };
  }
  return drawn.level.hints.find(({ when }) => when === null || holds(when, engine.facts(session))) ?? null;
}

function wins<Session>(check: CheckName, about: string, run: Playthrough<Session>): readonly Finding[] {
  if (run.stuck) return [finding(check, about, stuckText(run.stuck))];
  if (run.view.phase === 'won') return [];
  const why = run.view.phase === 'lost' ? `lost by ${run.view.loss?.rule ?? 'no rule'}` : run.view.phase;
  return [finding(check, about, `expected to win, got ${why} at ${run.view.world.now} ms after ${run.view.movesMade} moves`)];
}

function stuckText({ line, why }: { readonly line: string; readonly why: string }): string {
  return `"${line}" cannot be played: ${why}`;
}

/** Each prediction is asked, settles on the way, and then has exactly one right option. */
function checkPredictions<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, run: Playthrough<Session>): readonly Finding[] {
  if (run.view.phase !== 'won') return [];
  return drawn.level.predictions.flatMap((prediction) => {
    const asked = run.asked.includes(prediction.id) ? [] : [finding('prediction', prediction.id, 'is never asked on the way of the solution')];
    return [...asked, ...settledFindings(engine, prediction, run)];
  });
}

function settledFindings<Session>(engine: SessionEngine<Session>, { id, settles, options }: Prediction, run: Playthrough<Session>): readonly Finding[] {
  const settled = run.states.find((session) => holds(settles, engine.facts(session)));
  if (settled === undefined) return [finding('prediction', id, 'is never settled on the way of the solution')];
  const right = options.filter((option) => holds(option.holds, engine.facts(settled)));
  if (right.length !== 1) return [finding('prediction', id, `expected exactly one right option, got ${right.map(({ key }) => key).join(', ') || 'none'}`)];
  return right[0]!.misconception === null ? [] : [finding('prediction', id, `the right option ${right[0]!.key} carries the misconception ${right[0]!.misconception}`)];
}

/** The same fault with twenty seeds is one fault: the first of each check and message stays. */
function firstOfEachKind(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ check, about, message }) => {
    const key = `${check} ${about.replace(/seed \S+/, '')} ${message.replace(/\d+/g, '#')}`;
    return !seen.has(key) && seen.add(key);
  });
}
