import { createRandom, mix, nextInt, nextUnit, seedFrom, type Random } from '../random.ts';
import { parseMoveLine } from '../world/move-notation/parse-move.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import type { Move } from '../world/move.ts';
import { drawLevel } from './draw.ts';
import type { DrawnLevel, Level } from './level.ts';
import { begin, forgetful, isOver, makeMove, skipPredictions, waitForEnd, type Playthrough } from './playthrough.ts';
import { movesOf, type Way, type WaysFound } from './search-par.ts';
import type { SessionEngine } from './session-engine.ts';

/** Steps of a game at random before it is left to its end. */
const MOST_STEPS = 60;
/** A game of so many moves more than par tells nothing of the shortest way. */
const MOVES_OVER_PAR = 6;

/**
 * Games at random, one for each seed, each a way of its own: it follows one of the level's own scripts for a while, and from
 * then on does what the menu offers, what any script says, or nothing. `best`: the fewest moves of one that won without a wrong move.
 */
export function randomWays<Session>(engine: SessionEngine<Session>, level: Level, seeds: readonly string[]): WaysFound & { readonly best: number | null } {
  let [wins, plays] = [0, 0];
  let best: number | null = null;
  let shorter: Way | null = null;
  let shorterWithWrong: Way | null = null;
  let withoutIdea: Way | null = null;
  for (const seed of seeds) {
    const { run, way } = randomGame(engine, drawLevel(level, seed), createRandom(mix(seedFrom(level.id), seedFrom(seed))));
    plays += way.length;
    if (run.view.phase !== 'won') continue;
    wins++;
    const found: Way = { moves: run.view.movesMade, lines: [`seed ${seed}`, ...way.map(printMove)] };
    if (run.isClean) best = Math.min(best ?? Infinity, found.moves);
    if (run.isClean && found.moves < (shorter?.moves ?? level.par)) shorter = found;
    if (!run.isClean && found.moves < (shorterWithWrong?.moves ?? level.par)) shorterWithWrong = found;
    if (!run.ideaMet) withoutIdea ??= found;
  }
  return { shorter, shorterWithWrong, wins, withoutIdea, plays, best };
}

function randomGame<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, random: Random): { readonly run: Playthrough<Session>; readonly way: readonly Move[] } {
  const { level, solution } = drawn;
  const scripts = [solution, ...level.alternatives, ...level.mistakes.map(({ moves }) => moves)];
  const followed = scripts[nextInt(random, 0, scripts.length - 1)]!;
  const until = nextInt(random, 0, followed.length);
  const way: Move[] = [];
  let run = forgetful(skipPredictions(engine, begin(engine, drawn)));
  for (let step = 0; step < MOST_STEPS && !isOver(run.view) && run.view.movesMade < level.par + MOVES_OVER_PAR; step++) {
    const move = step < until ? read(followed[step]!, run) : strayMove(random, run, scripts, followed[step]);
    if (move === null) continue;
    way.push(move);
    run = forgetful(skipPredictions(engine, makeMove(engine, run, move)));
  }
  return { run: waitForEnd(engine, run), way };
}

function strayMove<Session>(random: Random, run: Playthrough<Session>, scripts: readonly (readonly string[])[], here: string | undefined): Move | null {
  const dice = nextUnit(random);
  const offered = movesOf(run);
  if (dice < 0.6) return offered[nextInt(random, 0, offered.length - 1)]!;
  if (dice < 0.8 && here !== undefined) return read(here, run);
  const script = scripts[nextInt(random, 0, scripts.length - 1)]!;
  return read(script[nextInt(random, 0, script.length - 1)]!, run);
}

function read<Session>(line: string, { view }: Playthrough<Session>): Move | null {
  const move = parseMoveLine(line, { scope: view.decision?.scope ?? {} });
  return move.ok && move.value.do !== 'hint' ? move.value : null;
}
