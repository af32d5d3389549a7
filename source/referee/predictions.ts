import { holds } from '../level/holds.ts';
import type { Level } from '../level/level.ts';
import type { WorldFacts } from '../level/world-facts.ts';
import type { Move } from '../world/move.ts';

/** One prediction of a level, as far as it has come. */
export interface PredictionState {
  readonly id: string;
  readonly answer: string | null;
  readonly skipped: boolean;
  readonly confidence: 1 | 2 | 3 | null;
  /** Key of the option that proved true; null while open. */
  readonly truth: string | null;
  /** A wrong move came before it could be seen: what follows from that is not what Linux does, so it never settles. */
  readonly spoiled: boolean;
}

export type PredictionMove = Extract<Move, { readonly do: 'predict' | 'skip' }>;

/** The answer to a prediction, or that it was skipped. */
export function givenBy(id: string, move: PredictionMove): PredictionState {
  return move.do === 'skip' ? { id, answer: null, skipped: true, confidence: null, truth: null, spoiled: false } : { id, answer: move.answer, skipped: false, confidence: move.confidence, truth: null, spoiled: false };
}

/** The prediction that is due now: its moment has come and it was neither answered nor skipped. */
export function duePrediction(level: Level, states: readonly PredictionState[], facts: WorldFacts): Level['predictions'][number] | null {
  for (const prediction of level.predictions) {
    if (states.some((state) => state.id === prediction.id)) continue;
    if (prediction.before === null || holds(prediction.before, facts)) return prediction;
  }
  return null;
}

/** Whether the prediction has such an option; any can be skipped. */
export function fits({ options }: Level['predictions'][number], move: PredictionMove): boolean {
  return move.do === 'skip' || options.some(({ key }) => key === move.answer);
}

/** Looks whether open predictions can be settled now. */
export function settlePredictions(level: Level, states: readonly PredictionState[], facts: WorldFacts): readonly PredictionState[] {
  if (states.every((state) => state.truth !== null)) return states;
  return states.map((state) => {
    if (state.truth !== null || state.spoiled) return state;
    const prediction = level.predictions.find(({ id }) => id === state.id);
    if (!prediction || !holds(prediction.settles, facts)) return state;
    const truth = prediction.options.find((option) => holds(option.holds, facts))?.key ?? null;
    return { ...state, truth };
  });
}

/** After a wrong move of a kernel: what was open before it stays open for good. */
export function spoil(before: readonly PredictionState[], after: readonly PredictionState[]): readonly PredictionState[] {
  return after.map((state) => {
    const was = before.find(({ id }) => id === state.id);
    return was !== undefined && was.truth === null ? { ...was, spoiled: true } : state;
  });
}

/** How many are settled or skipped, how many of them right: one whose truth is not known yet is neither right nor wrong. */
export function predictionScore(states: readonly PredictionState[]): { asked: number; right: number; skipped: number } {
  return {
    asked: states.filter((state) => state.skipped || state.truth !== null).length,
    right: states.filter((state) => state.answer !== null && state.answer === state.truth).length,
    skipped: states.filter((state) => state.skipped).length,
  };
}
