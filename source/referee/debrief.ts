import type { SegmentEntry } from '../world/view.ts';
import { look } from '../world/look.ts';
import type { Phrase } from '../phrase.ts';
import { hintsUsed } from './hints.ts';
import { histogramOf, type Histogram } from './histogram.ts';
import { receiptOf } from './receipt.ts';
import { toRun } from './replay.ts';
import { ENGINE_VERSION } from './run.ts';
import { missingStars, starsOf } from './score.ts';
import type { Session } from './session.ts';
import type { JudgedMove } from './session-view.ts';
import { sightOf } from './sight.ts';
import { tollOf } from './toll.ts';

/** What came of a prediction. */
export interface PredictionOutcome {
  readonly question: Phrase;
  readonly said: Phrase | null;
  readonly truth: Phrase | null;
  readonly right: boolean;
  readonly confidence: 1 | 2 | 3 | null;
}

/** Everything that is told after a level. */
export interface Debrief {
  readonly level: string;
  readonly solved: boolean;
  readonly stars: 0 | 1 | 2 | 3;
  /** Why there are not three of them; empty where there are, or where it is not solved. */
  readonly missingStars: readonly Phrase[];
  /** What an operator's run has cost; empty in other roles, and where there are no real clients. */
  readonly toll: readonly Phrase[];
  readonly par: number;
  readonly movesMade: number;
  readonly hints: number;
  readonly moves: readonly JudgedMove[];
  /** Segments that the player could not see while he played. */
  readonly hidden: readonly SegmentEntry[];
  readonly hosts: readonly string[];
  readonly predictions: readonly PredictionOutcome[];
  /** What bots made of this level, each kind by itself; none where nobody has let them play this version. */
  readonly bots: readonly { readonly right: number; readonly histogram: Histogram }[];
  readonly loss: Phrase | null;
  readonly sources: readonly string[];
  /** The level that tells the same story from another chair, by its id; null: there is none. */
  readonly mirror: string | null;
  readonly seed: string;
  readonly kernel: string;
  readonly engine: string;
  readonly receipt: string;
}

export function debriefOf(session: Session): Debrief {
  const { drawn, world } = session;
  const { level, numbers } = drawn;
  const all = look(world, sightOf(drawn, world, true, session.countersBefore));
  const seen = new Set(look(world, sightOf(drawn, world, false, session.countersBefore)).ladder.flatMap((entry) => (entry.kind === 'segment' ? [entry.n] : [])));
  const option = (id: string, key: string | null): Phrase | null => (key === null ? null : { id: `level.predict.${id}.${key}`, params: numbers });
  return {
    level: level.id,
    solved: session.loss === null && starsOf(session) > 0,
    stars: starsOf(session),
    missingStars: missingStars(session),
    toll: level.role === 'operator' ? tollPhrases(session) : [],
    par: level.par,
    movesMade: session.movesMade,
    hints: hintsUsed(session.hints),
    moves: session.judged,
    hidden: all.ladder.flatMap((entry) => (entry.kind === 'segment' && !seen.has(entry.n) ? [entry] : [])),
    hosts: all.lifelines.map(({ host }) => host),
    predictions: session.predictions.map((state) => ({
      question: { id: `level.predict.${state.id}`, params: numbers },
      said: option(state.id, state.answer),
      truth: option(state.id, state.truth),
      right: state.answer !== null && state.answer === state.truth,
      confidence: state.confidence,
    })),
    bots: level.bots?.levelVersion === level.version ? level.bots.bots.map((bot) => ({ right: bot.right, histogram: histogramOf(bot, level.par) })) : [],
    loss: session.loss?.why ?? null,
    sources: level.sources,
    mirror: level.mirror,
    seed: drawn.seed,
    kernel: session.options.kernel ?? level.kernel,
    engine: ENGINE_VERSION,
    receipt: receiptOf(toRun(session)),
  };
}

function tollPhrases(session: Session): readonly Phrase[] {
  const { served, letDown, changes, restarts } = tollOf(session);
  return session.world.setup.traffic.some(({ kind }) => kind === 'clients') ? [{ id: 'debrief.toll', params: { served, letDown, changes, restarts } }] : [];
}
