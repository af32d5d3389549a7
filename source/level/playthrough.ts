import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import type { Move } from '../world/move.ts';
import { holds } from './holds.ts';
import type { DrawnLevel, ScriptedMove } from './level.ts';
import { FAULTS, type CheckedVerdict, type CheckedView, type SessionEngine } from './session-engine.ts';

/** A session that has been played so far, with every session on the way: states that a learner meets. */
export interface Playthrough<Session> {
  readonly drawn: DrawnLevel;
  readonly session: Session;
  readonly view: CheckedView;
  readonly states: readonly Session[];
  /** The judgement of the last line; null before the first, and where a line is not judged. */
  readonly verdict: CheckedVerdict | null;
  /** Every judgement so far, oldest first. */
  readonly verdicts: readonly CheckedVerdict[];
  /** Predictions that were asked. */
  readonly asked: readonly string[];
  /** The level's idea was met somewhere on the way, or the level names none. */
  readonly ideaMet: boolean;
  /** No move so far was wrong or did harm. */
  readonly isClean: boolean;
  /** The line that could not be read or came after the end, and why; nothing after it was played. */
  readonly stuck: { readonly line: ScriptedMove; readonly why: string } | null;
}

/** Waits after the last line before a level counts as undecided. */
const MOST_WAITS = 500;
/** How far one `wait` without a time goes in a live level, where something happens all the time; ms. */
export const LIVE_STEP = 1000;

export function begin<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel): Playthrough<Session> {
  const session = engine.startSession(drawn);
  return { session, view: engine.sessionView(session), states: [session], verdict: null, verdicts: [], asked: [], ideaMet: meetsIdea(engine, session, drawn), isClean: true, stuck: null, drawn };
}

function meetsIdea<Session>(engine: SessionEngine<Session>, session: Session, { level: { idea } }: DrawnLevel): boolean {
  return idea === null || holds(idea, engine.facts(session));
}

/** The same, without the way that led there: a search keeps many of these. */
export function forgetful<Session>(run: Playthrough<Session>): Playthrough<Session> {
  return { ...run, states: [], verdicts: [] };
}

/** Plays lines one after another, skipping predictions that are asked on the way. Stops at a line that cannot be played. */
export function playLines<Session>(engine: SessionEngine<Session>, start: Playthrough<Session>, lines: readonly ScriptedMove[]): Playthrough<Session> {
  let run = start;
  for (const line of lines) {
    run = skipPredictions(engine, run);
    if (isOver(run.view)) return { ...run, stuck: { line, why: `the level is ${run.view.phase} already` } };
    const read = parseMoveLine(line, { scope: run.view.decision?.scope ?? {} });
    if (!read.ok) return { ...run, stuck: { line, why: problemText(read.problem) } };
    run = makeMove(engine, run, read.value);
  }
  return run;
}

/** Lets time pass until the level is won, lost or as good as endless. */
export function waitForEnd<Session>(engine: SessionEngine<Session>, start: Playthrough<Session>): Playthrough<Session> {
  let run = start;
  for (let waits = 0; waits < MOST_WAITS && !isOver(run.view); waits++) {
    run = skipPredictions(engine, run);
    const before = run.view.world.now;
    run = makeMove(engine, run, { do: 'wait', ms: null });
    if (run.view.world.now === before && !isOver(run.view)) run = makeMove(engine, run, { do: 'wait', ms: Math.max(1, run.view.world.horizon - before + 1) });
  }
  return run;
}

export function isOver(view: CheckedView): boolean {
  return view.phase === 'won' || view.phase === 'lost';
}

export function makeMove<Session>(engine: SessionEngine<Session>, run: Playthrough<Session>, move: Move): Playthrough<Session> {
  const { session, verdict } = move.do === 'wait' && run.view.mode === 'live'
    ? { session: engine.advanceLive(run.session, run.view.world.now + (move.ms ?? LIVE_STEP)), verdict: null }
    : engine.play(run.session, move);
  return { ...run, session, verdict, verdicts: verdict === null ? run.verdicts : [...run.verdicts, verdict], view: engine.sessionView(session), states: [...run.states, session], isClean: run.isClean && !(verdict !== null && FAULTS.has(verdict.outcome)), ideaMet: run.ideaMet || meetsIdea(engine, session, run.drawn) };
}

export function skipPredictions<Session>(engine: SessionEngine<Session>, start: Playthrough<Session>): Playthrough<Session> {
  let run = start;
  while (run.view.phase === 'predicting') {
    const id = run.view.prediction?.id ?? '?';
    if (run.asked.includes(id)) return run;
    run = makeMove(engine, { ...run, asked: [...run.asked, id] }, { do: 'skip' });
  }
  return run;
}

function problemText(problem: { readonly id: string; readonly params?: Readonly<Record<string, string | number>> }): string {
  const details = Object.entries(problem.params ?? {}).map(([name, value]) => `${name} ${value}`);
  return `${problem.id}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
}
