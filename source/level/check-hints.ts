import { drawLevel } from './draw.ts';
import type { DrawnLevel, Level } from './level.ts';
import { namedMoves, type NamedMove } from './named-moves.ts';
import { begin, forgetful, playLines, skipPredictions, type Playthrough } from './playthrough.ts';
import type { Finding } from './report.ts';
import { FAULTS_OR_REFUSED, type CheckedHint, type SessionEngine } from './session-engine.ts';
import { parseMoveLine } from '../world/move-notation/parse-move.ts';

/** Seeds with which hints are tried where nothing waits for a decision, too. */
const SEEDS_FOR_WAITING = 40;

/**
 * The third step of every hint is true where it is given: one of the moves that it names can be made there, and is not judged
 * wrong. Tried in the states of the solution and of a mistake for each seed. Dead ends name no move, and neither does "undo".
 */
export function checkHints<Session>(engine: SessionEngine<Session>, level: Level, seeds: readonly string[]): readonly Finding[] {
  if (!engine.hint) return [];
  const findings = new Map<string, Finding>();
  for (const [index, seed] of seeds.entries()) {
    const drawn = drawLevel(level, seed);
    const given = new Set<string>();
    for (const lines of [drawn.solution, ...mistakesFor(drawn, index)]) {
      for (const state of statesOf(engine, drawn, lines)) {
        // What is said while nothing is asked hardly differs from seed to seed, and costs a look ahead.
        if (index >= SEEDS_FOR_WAITING && state.view.decision === null && level.role === 'kernel') continue;
        const found = hintFinding(engine, drawn, state, given);
        const name = found && `${found.about} ${found.message.replace(/\d+/g, '#')}`;
        if (found && name !== null && !findings.has(name)) findings.set(name, found);
      }
    }
  }
  return [...findings.values()];
}

/** Every fourth seed makes a mistake as well, each time the next one. */
function mistakesFor({ level: { mistakes } }: DrawnLevel, index: number): readonly (readonly string[])[] {
  return index % 4 === 0 && mistakes.length > 0 ? [mistakes[(index / 4) % mistakes.length]!.moves] : [];
}

/** Every state that these lines lead through, ready for a move. */
function* statesOf<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, lines: readonly string[]): Generator<Playthrough<Session>> {
  let run = skipPredictions(engine, begin(engine, drawn));
  if (run.view.phase === 'awaiting-move') yield run;
  for (const line of lines) {
    run = forgetful(skipPredictions(engine, playLines(engine, run, [line])));
    if (run.stuck) return;
    if (run.view.phase === 'awaiting-move') yield run;
  }
}

/** What is untrue in the hint of a state; null where nothing is, or where the same hint was given in the same situation before. */
function hintFinding<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, state: Playthrough<Session>, given: Set<string>): Finding | null {
  const hint = engine.hint!(state.session);
  if (hint === null || hint.deadEnd) return null;
  const situation = `${hint.id} ${state.view.decision?.next ?? ''}`;
  if (given.has(situation)) return null;
  given.add(situation);
  const text = moveText(hint, drawn);
  if (text === null || /\bundo\b/.test(text)) return null;
  const moves = namedMoves(text);
  const first = moves.findIndex(({ line }) => judged(engine, state, line).isGood);
  if (moves.length > 0 && first < 0) return { check: 'hint', about: hint.id, message: `seed ${drawn.seed}: "${text}" at ${state.view.world.now} ms: ${moves.map(({ line }) => `${line} is ${judged(engine, state, line).name}`).join(', ')}` };
  return followUp(engine, drawn, state, hint, text, moves.slice(Math.max(0, first)));
}

/** What a hint says to do after its move ("then ...") holds for what is asked after it. */
function followUp<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, state: Playthrough<Session>, hint: CheckedHint, text: string, moves: readonly NamedMove[]): Finding | null {
  let here = state;
  for (const [index, { line, end }] of moves.entries()) {
    const next = moves[index + 1];
    if (next === undefined || !/\bthen\b/.test(text.slice(end, next.at))) return null;
    here = judged(engine, here, line).run;
    if (here.view.decision === null || here.view.world.now !== state.view.world.now) return null;
    const { isGood, name } = judged(engine, here, next.line);
    if (!isGood) return { check: 'hint', about: hint.id, message: `seed ${drawn.seed}: "${text}" at ${state.view.world.now} ms: ${next.line} is ${name}` };
  }
  return null;
}

function judged<Session>(engine: SessionEngine<Session>, run: Playthrough<Session>, line: string): { readonly run: Playthrough<Session>; readonly isGood: boolean; readonly name: string } {
  const read = parseMoveLine(line, { scope: run.view.decision?.scope ?? {} });
  if (!read.ok) return { run, isGood: false, name: read.problem.id };
  if (read.value.do === 'wait' && run.view.mode === 'live') return { run, isGood: true, name: 'wait' };
  const { session, verdict } = engine.play(run.session, read.value);
  return { run: { ...run, session, view: engine.sessionView(session) }, isGood: verdict === null || !FAULTS_OR_REFUSED.has(verdict.outcome), name: verdict?.name ?? 'not judged' };
}

/** The sentence of the third step, its numbers filled in; null where it is none of the level's and names no moves. */
function moveText({ step }: CheckedHint, { level, numbers }: DrawnLevel): string | null {
  const moves = step.params?.['moves'];
  if (typeof moves === 'string') return moves.replaceAll(', ', ', then ');
  const text = level.texts.en[step.id.replace(/^level\./, '')];
  return text === undefined ? null : text.replace(/\{([\w.-]+)\}/g, (whole, name: string) => String(numbers[name] ?? whole));
}
