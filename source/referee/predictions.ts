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
}

export type PredictionMove = Extract<Move, { readonly do: 'predict' | 'skip' }>;

/** The answer to a prediction, or that it was skipped. */
export function givenBy(id: string, move: PredictionMove): PredictionState {
  return move.do === 'skip' ? { id, answer: null, skipped: true, confidence: null, truth: null } : { id, answer: move.answer, skipped: false, confidence: move.confidence, truth: null };
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
    if (state.truth !== null) return state;
    const prediction = level.predictions.find(({ id }) => id === state.id);
    if (!prediction || !holds(prediction.settles, facts)) return state;
    const truth = prediction.options.find((option) => holds(option.holds, facts))?.key ?? null;
    return { ...state, truth };
  });
}

export function predictionScore(states: readonly PredictionState[]): { asked: number; right: number; skipped: number } {
  return {
    asked: states.length,
    right: states.filter((state) => state.answer !== null && state.answer === state.truth).length,
    skipped: states.filter((state) => state.skipped).length,
  };
}
