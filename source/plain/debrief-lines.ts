import { factName } from '../message/fact-name.ts';
import type { Scores } from '../referee/histogram.ts';
import type { Debrief } from '../referee/debrief.ts';
import { phrase, seconds, tell, type Voice } from './voice.ts';
import { segmentText } from './segment-words.ts';

/** What is told only when a level is over: why there are not three stars, what came of the predictions, segments that could not be seen, where to read on. */
export function debriefLines({ missingStars, toll, predictions, hidden, bots, sources, mirror, receipt }: Debrief, voice: Voice): readonly string[] {
  return [
    ...missingStars.map((why) => tell(voice, 'plain.debrief.stars', { text: phrase(voice, why) })),
    ...toll.map((cost) => tell(voice, 'plain.debrief.toll', { text: phrase(voice, cost) })),
    ...predictions.map((prediction) => predictionLine(prediction, voice)),
    ...hidden.map(({ n, sentAt, segment }) => tell(voice, 'plain.debrief.hidden', { n, time: seconds(sentAt), words: segmentText(segment, voice) })),
    ...bots.map((bot) => botLine(bot, voice)),
    ...(sources.length === 0 ? [] : [tell(voice, 'plain.debrief.sources', { sources: sources.map((source) => factName(voice.lang, source)).join('; ') })]),
    ...(mirror === null ? [] : [tell(voice, 'plain.debrief.mirror', { level: mirror })]),
    tell(voice, 'plain.debrief.receipt', { receipt }),
  ];
}

/** Whose plays these are, then how many took how many moves: the graph's numbers, move by move. */
export function scoresLine({ label, won }: Scores, voice: Voice): string {
  const counts = new Map<number, number>();
  for (const moves of won.toSorted((a, b) => a - b)) counts.set(moves, (counts.get(moves) ?? 0) + 1);
  return tell(voice, 'plain.debrief.own', { text: `${phrase(voice, label)} ${[...counts].map(([moves, count]) => tell(voice, 'plain.debrief.bots.bin', { moves, count })).join('; ')}.` });
}

/** What one kind of bot made of it, in one line: the graph's numbers. */
function botLine({ right, histogram: { plays, bins, notWon } }: Debrief['bots'][number], voice: Voice): string {
  const some = bins.filter(({ count }) => count > 0).map(({ from, to, count }) => tell(voice, 'plain.debrief.bots.bin', { count, moves: from === 0 ? `<= ${to}` : to === null ? `>= ${from}` : from === to ? from : `${from}-${to}` }));
  return tell(voice, 'plain.debrief.bots', { right, plays, bins: [...some, tell(voice, 'plain.debrief.bots.lost', { count: notWon })].join('; ') });
}

function predictionLine({ said, truth, right }: Debrief['predictions'][number], voice: Voice): string {
  const words = { said: said ? phrase(voice, said) : tell(voice, 'plain.debrief.said-nothing'), truth: truth ? phrase(voice, truth) : tell(voice, 'plain.debrief.truth-open') };
  return tell(voice, right ? 'plain.debrief.right' : 'plain.debrief.not-right', words);
}
