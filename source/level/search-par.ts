import { createRandom, mix, nextInt, seedFrom } from '../random.ts';
import type { Move } from '../world/move.ts';
import type { DrawnLevel } from './level.ts';
import { begin, isOver, makeMove, skipPredictions, type Playthrough } from './playthrough.ts';
import type { ParReport } from './report.ts';
import type { SessionEngine } from './session-engine.ts';

export interface SearchBudget {
  /** Moves that the exhaustive search may try. */
  readonly plays: number;
  /** Random games after that, when the search did not come to its end. */
  readonly games: number;
}

/**
 * Looks for ways to win with fewer moves than par: breadth first over what the menu offers and waiting, a layer for
 * each number of moves made. When the budget does not suffice, random games look for what the search did not reach.
 */
export function searchPar<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, budget: SearchBudget): ParReport {
  const claimed = drawn.level.par;
  const exhaustive = breadthFirst(engine, drawn, claimed, budget.plays);
  if (exhaustive.best !== null || exhaustive.complete) {
    return { claimed, proved: exhaustive.complete && exhaustive.best === null, best: exhaustive.best ?? claimed, plays: exhaustive.plays };
  }
  const random = randomGames(engine, drawn, claimed, budget.games);
  return { claimed, proved: false, best: random.best, plays: exhaustive.plays + random.plays };
}

interface Found {
  readonly best: number | null;
  readonly plays: number;
}

/** Every path of fewer than `par` moves, as far as the budget goes; equal states once. */
function breadthFirst<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, par: number, budget: number): Found & { readonly complete: boolean } {
  const seen = new Set<string>();
  let plays = 0;
  let layer: Playthrough<Session>[] = [forget(skipPredictions(engine, begin(engine, drawn)))];
  for (let made = 0; layer.length > 0 && made < par; made++) {
    const next: Playthrough<Session>[] = [];
    for (let run = layer.pop(); run !== undefined; run = layer.pop()) {
      if (run.view.phase === 'won') return { best: run.view.movesMade, plays, complete: false };
      const name = fingerprint(engine, run);
      if (isOver(run.view) || seen.has(name)) continue;
      seen.add(name);
      for (const move of movesOf(run)) {
        // With this move made there would be par's number of them: only waiting, which is not counted, can still win with fewer.
        if (made + 1 >= par && move.do !== 'wait') continue;
        if (plays >= budget) return { best: null, plays, complete: false };
        plays++;
        const after = forget(skipPredictions(engine, makeMove(engine, run, move)));
        if (after.view.phase === 'won' && after.view.movesMade < par) return { best: after.view.movesMade, plays, complete: false };
        (after.view.movesMade > made ? next : layer).push(after);
      }
    }
    layer = next;
  }
  return { best: null, plays, complete: true };
}

const MOST_STEPS = 60;

function randomGames<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, par: number, games: number): Found {
  const random = createRandom(mix(seedFrom(drawn.level.id), seedFrom(drawn.seed)));
  let best: number | null = null;
  let plays = 0;
  for (let game = 0; game < games; game++) {
    let run = forget(skipPredictions(engine, begin(engine, drawn)));
    for (let step = 0; step < MOST_STEPS && !isOver(run.view) && run.view.movesMade <= (best ?? par); step++) {
      const moves = movesOf(run);
      run = forget(skipPredictions(engine, makeMove(engine, run, moves[nextInt(random, 0, moves.length - 1)]!)));
      plays++;
    }
    if (run.view.phase === 'won' && (best === null || run.view.movesMade < best)) best = run.view.movesMade;
  }
  return { best, plays };
}

const NOT_PLAYED: ReadonlySet<Move['do']> = new Set(['predict', 'skip', 'hint', 'wait']);

function movesOf<Session>(run: Playthrough<Session>): readonly Move[] {
  return [{ do: 'wait', ms: null }, ...run.view.choices.map(({ move }) => move).filter((move) => !NOT_PLAYED.has(move.do))];
}

/** The search keeps thousands of these: the way that led there is not kept. */
function forget<Session>(run: Playthrough<Session>): Playthrough<Session> {
  return { ...run, states: [] };
}

function fingerprint<Session>(engine: SessionEngine<Session>, run: Playthrough<Session>): string {
  if (engine.fingerprint) return `${run.view.movesMade} ${engine.fingerprint(run.session)}`;
  const { world, decision, movesMade, phase } = run.view;
  return JSON.stringify([movesMade, phase, world.now, world.sockets, world.queues, world.timers, world.sysctls, decision]);
}
