import { printMove } from '../world/move-notation/print-move.ts';
import type { Move } from '../world/move.ts';
import type { DrawnLevel } from './level.ts';
import { begin, forgetful, isOver, makeMove, skipPredictions, type Playthrough } from './playthrough.ts';
import type { SessionEngine } from './session-engine.ts';

/** A way to win. */
export interface Way {
  /** Moves that count. */
  readonly moves: number;
  readonly lines: readonly string[];
}

/** What was found among ways to win. */
export interface WaysFound {
  /** The shortest way of fewer moves than par without a wrong or harmful move; null when none was found. */
  readonly shorter: Way | null;
  /** The same with wrong moves, which par does not count on. */
  readonly shorterWithWrong: Way | null;
  /** Ways to win that were met, of any length. */
  readonly wins: number;
  /** One of them that never met the level's idea; null when none was found. */
  readonly withoutIdea: Way | null;
  /** Moves tried. */
  readonly plays: number;
}

export interface Search extends WaysFound {
  /** Every way of fewer moves than this was tried to its end, and none wins. */
  readonly atLeast: number;
}

/**
 * Tries every way of 0 moves, of 1 move, and so on up to `most`, over what the menu offers and waiting, as far as `budget` moves
 * go. Of two ways that lead to the same world the longer one is left. `clean`: ways without a wrong or harmful move only.
 */
export function searchWays<Session>(engine: SessionEngine<Session>, drawn: DrawnLevel, { clean, most, budget }: { readonly clean: boolean; readonly most: number; readonly budget: number }): Search {
  const hunt: Hunt<Session> = { engine, clean, par: drawn.level.par, left: budget, way: [], shorter: null, shorterWithWrong: null, wins: 0, withoutIdea: null, seen: new Map() };
  const start = forgetful(skipPredictions(engine, begin(engine, drawn)));
  let atLeast = 0;
  for (let bound = 0; bound <= most && !isFound(hunt); bound++) {
    hunt.seen = new Map();
    hunt.wins = 0;
    if (!dig(hunt, start, bound) || isFound(hunt)) break;
    atLeast = bound + 1;
  }
  const { shorter, shorterWithWrong, wins, withoutIdea } = hunt;
  return { atLeast, shorter, shorterWithWrong, wins, withoutIdea, plays: budget - hunt.left };
}

interface Hunt<Session> {
  readonly engine: SessionEngine<Session>;
  readonly clean: boolean;
  readonly par: number;
  left: number;
  /** Moves from the beginning to where the search is now. */
  way: Move[];
  shorter: Way | null;
  shorterWithWrong: Way | null;
  wins: number;
  withoutIdea: Way | null;
  /** Worlds that were reached, and with how few moves. */
  seen: Map<string, number>;
}

function isFound({ shorter, shorterWithWrong }: Hunt<unknown>): boolean {
  return shorter !== null || shorterWithWrong !== null;
}

/** Everything that can be done from here with `bound` moves in all. False when the budget was spent before the end. */
function dig<Session>(hunt: Hunt<Session>, run: Playthrough<Session>, bound: number): boolean {
  const { engine, seen, way } = hunt;
  const { movesMade, decision, mode } = run.view;
  const world = fingerprint(engine, run);
  const known = seen.get(world);
  if (known !== undefined && known <= movesMade) return true;
  seen.set(world, movesMade);
  // Where something waits for a decision, letting it go by is a move.
  const isFree = decision === null || mode === 'live';
  for (const move of movesMade < bound ? movesOf(run) : isFree ? [WAIT] : []) {
    if (hunt.left <= 0) return false;
    hunt.left--;
    const made = makeMove(engine, run, move);
    if (made.session === run.session || (hunt.clean && !made.isClean)) continue;
    const after = forgetful(skipPredictions(engine, made));
    way.push(move);
    if (after.view.phase === 'won') foundWin(hunt, after);
    const isComplete = isOver(after.view) || after.view.movesMade > bound || dig(hunt, after, bound);
    way.pop();
    if (!isComplete || isFound(hunt)) return isComplete;
  }
  return true;
}

function foundWin<Session>(hunt: Hunt<Session>, { view, ideaMet, isClean }: Playthrough<Session>): void {
  const way: Way = { moves: view.movesMade, lines: hunt.way.map(printMove) };
  hunt.wins++;
  if (way.moves < hunt.par && isClean) hunt.shorter ??= way;
  if (way.moves < hunt.par && !isClean) hunt.shorterWithWrong ??= way;
  if (!ideaMet) hunt.withoutIdea ??= way;
}

const WAIT: Move = { do: 'wait', ms: null };
const NOT_PLAYED: ReadonlySet<Move['do']> = new Set(['predict', 'skip', 'hint', 'wait']);

/** Letting time pass, and what the menu offers. */
export function movesOf<Session>({ view }: Playthrough<Session>): readonly Move[] {
  return [WAIT, ...view.choices.map(({ move }) => move).filter((move) => !NOT_PLAYED.has(move.do))];
}

/** What of a play decides over its future. Whether a wrong move was made does so in a search for clean ways only, which makes none. */
function fingerprint<Session>(engine: SessionEngine<Session>, run: Playthrough<Session>): string {
  if (engine.fingerprint) return `${engine.fingerprint(run.session)} ${run.ideaMet}`;
  const { world, decision, phase } = run.view;
  return JSON.stringify([phase, run.ideaMet, world.now, world.sockets, world.queues, world.timers, world.sysctls, decision]);
}
