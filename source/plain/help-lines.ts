import { GLOSSARY } from '../message/glossary.ts';
import { kernelName } from '../referee/kernel-name.ts';
import type { SessionView } from '../referee/session-view.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { phrase, seconds, tell, type Voice } from './voice.ts';

const TOPICS = ['segment', 'answer', 'slots', 'timer', 'returns', 'call', 'sysctl', 'wait', 'predict', 'host', 'tools', 'time', 'local'] as const;

/** What can be typed, a kind of line each, and what the names in the lines mean. */
export function helpLines(voice: Voice): readonly string[] {
  return [...TOPICS.map((topic) => tell(voice, `plain.help.${topic}`)), ...GLOSSARY.map(([name, text]) => tell(voice, 'plain.help.word', { name, text: tell(voice, text) }))];
}

/** Enough to tell somebody else what happened: the variant and the moves, as they could be typed again. */
export function reportLines(view: SessionView, voice: Voice): readonly string[] {
  return [
    tell(voice, 'plain.report', { level: view.level, seed: view.seed, kernel: phrase(voice, kernelName(view.kernel)) }),
    ...view.judged.map(({ number, at, move, verdict }) => tell(voice, 'plain.report.move', { number, time: seconds(at), move: printMove(move), outcome: verdict.name })),
  ];
}
