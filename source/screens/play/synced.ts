import type { SessionView } from '../../referee/session-view.ts';
import type { PlayState } from './play-state.ts';
import { freshComposer } from './scope.ts';

/** Brings the state in line with a new view: a new question takes the focus, a new menu begins at its top, fields for a new decision are fresh. */
export function synced(state: PlayState, view: SessionView): PlayState {
  const seen = {
    choices: view.choices.map((choice) => choice.id).join('\n'),
    decision: view.decision ? `${view.decision.at} ${view.decision.host} ${view.decision.next}` : '',
    prediction: view.phase === 'predicting' ? (view.prediction?.id ?? '') : '',
    settled: view.lastPrediction?.id ?? '',
    judged: view.judged.length,
    hints: view.hints.shown.length,
    phase: view.phase,
  };
  const before = state.seen;
  if (before.choices === seen.choices && before.decision === seen.decision && before.prediction === seen.prediction && before.settled === seen.settled && before.judged === seen.judged && before.hints === seen.hints && before.phase === seen.phase) return state;
  let next: PlayState = { ...state, seen };
  if (before.choices !== seen.choices) next = { ...next, menuIndex: 0 };
  if (before.decision !== seen.decision) next = { ...next, composer: null, composing: composesAtOnce(view) };
  if (before.judged !== seen.judged) next = { ...next, segment: null, found: null, scroll: {}, hintLatest: false };
  if (before.settled !== seen.settled) next = { ...next, predictionNew: seen.settled !== '' };
  else if (before.judged !== seen.judged) next = { ...next, predictionNew: false };
  if (before.hints < seen.hints) next = { ...next, hintLatest: true };
  if (before.prediction !== seen.prediction) {
    next = { ...next, prediction: { answer: null, confidence: null } };
    if (seen.prediction) next = { ...next, focus: 'prediction', zoom: false };
  }
  if (next.focus === 'prediction' && !seen.prediction) next = { ...next, focus: 'move' };
  if (next.composing && !next.composer) next = { ...next, composer: freshComposer(view) };
  return next;
}

/** An expert has no menu: where a segment is asked for, the composer is open. */
function composesAtOnce({ expert, decision }: SessionView): boolean {
  return expert && decision?.next === 'answer';
}
