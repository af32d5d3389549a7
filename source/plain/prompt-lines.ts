import type { Choice, DecisionView, PredictionView, SessionView } from '../referee/session-view.ts';
import { TCP_STATES } from '../tcp/state.ts';
import { QUEUE_NAMES } from '../world/move.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { segmentText } from './segment-words.ts';
import { phrase, tell, type Voice } from './voice.ts';

/** What the player is asked now: a prediction, a decision with its menu, or simply the next move. */
export function askLines(view: SessionView, voice: Voice): readonly string[] {
  if (view.phase === 'won' || view.phase === 'lost') return [];
  if (view.prediction) return predictionLines(view.prediction, voice);
  return [...(view.decision ? [decisionLine(view.decision, view.choices, voice)] : []), ...menuLines(view.choices, voice)];
}

/** The last line before the player types. The first time it says what can be typed. */
export function promptLine(view: SessionView, voice: Voice, first: boolean): string {
  if (view.phase === 'won' || view.phase === 'lost') return tell(voice, view.canUndo ? 'plain.prompt.over-undo' : 'plain.prompt.over');
  if (view.prediction) return tell(voice, view.prediction.required ? 'plain.prompt.predict-required' : 'plain.prompt.predict');
  if (first) return tell(voice, view.mode === 'live' ? 'plain.prompt.first-live' : view.expert ? 'plain.prompt.first-expert' : 'plain.prompt.first');
  return tell(voice, 'plain.prompt.next', { move: view.movesMade + 1 });
}

export function menuLines(choices: readonly Choice[], voice: Voice): readonly string[] {
  return choices.map((choice, index) => tell(voice, 'plain.menu', { number: index + 1, text: choiceText(choice, voice) }));
}

function predictionLines({ question, options, number, of }: PredictionView, voice: Voice): readonly string[] {
  return [
    tell(voice, of > 1 ? 'plain.predict.of' : 'plain.predict', { number, of, question: phrase(voice, question) }),
    ...options.map(({ key, text }, index) => tell(voice, 'plain.predict.option', { number: index + 1, key, text: phrase(voice, text) })),
  ];
}

/** What may be typed for a state or a queue: the lines of the menu; where there is none, all that there are. */
function linesFor(slot: DecisionView['next'], choices: readonly Choice[]): string {
  if (slot === 'answer' || slot === 'timer' || slot === 'returns') return '';
  const offered = choices.flatMap(({ label }) => (label.kind === 'state' ? [label.state] : label.kind === 'queue' ? [label.queue] : []));
  const all: readonly string[] = slot === 'state' ? TCP_STATES : QUEUE_NAMES;
  return (offered.length > 0 ? offered : all).map((name) => `${slot} ${name}`).join(', ');
}

function decisionLine({ host, cause, next, slots, filled }: DecisionView, choices: readonly Choice[], voice: Voice): string {
  const what = cause.kind === 'segment' ? tell(voice, 'plain.cause.segment', { n: cause.n, words: segmentText(cause.segment, voice) }) : cause.kind === 'call' ? tell(voice, 'plain.cause.call', { text: cause.text }) : tell(voice, 'plain.cause.timer', { words: segmentText(cause.last, voice), sent: cause.sent, seconds: Math.round(cause.waited) / 1000 });
  const ask = tell(voice, cause.kind === 'timer' && next === 'answer' ? 'plain.slot.again' : `plain.slot.${next}`, { lines: linesFor(next, choices) });
  const later = slots.filter((slot) => slot !== next && !filled.includes(slot)).map((slot) => tell(voice, `plain.slot-name.${slot}`));
  const line = tell(voice, 'plain.decision', { host, what, ask });
  return later.length === 0 ? line : `${line} ${tell(voice, 'plain.decision.later', { slots: later.join(', ') })}`;
}

/** A line of the menu. What stands for a move is written so that it could be typed as well. */
function choiceText({ label }: Choice, voice: Voice): string {
  switch (label.kind) {
    case 'segment':
      return tell(voice, 'plain.choice.send', { words: segmentText(label.segment, voice) });
    case 'state':
      return `state ${label.state}`;
    case 'queue':
      return `queue ${label.queue}`;
    case 'timer':
      return printMove({ do: 'timer', ms: label.ms });
    case 'returns':
      return printMove({ do: 'returns', result: label.told });
    case 'phrase':
      return phrase(voice, label.phrase);
  }
  return label satisfies never;
}
