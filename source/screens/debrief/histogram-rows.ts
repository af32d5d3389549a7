import { fitted, line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { histogramOfScores, type Bin, type Histogram } from '../../referee/histogram.ts';
import type { DebriefView } from './debrief-view.ts';

/** Cells of the words before a bar, and of the number after it. */
const LABEL = 12;
const NUMBER = 12;
const LONGEST_BAR = 24;
/** In every theme: a bar that reads the same without colour and in 7 bits. */
const BAR = '#';

/** How many moves plays took, whose they are, a bar for each bin with its number beside it; where this run stands is said. */
export function histogramRows(view: DebriefView, { word, phrase }: Words, width: number): Line[] {
  const room = Math.max(4, Math.min(LONGEST_BAR, width - LABEL - NUMBER));
  const row = (label: string, count: number, plays: number, isOwn: boolean): Line => [
    ...fitted(line(` ${label}`), LABEL),
    { text: BAR.repeat(Math.ceil((count / plays) * room)), style: { tone: 'good' } },
    isOwn ? span(` ${count} ${word('debrief.bots.you')}`, { bold: true }) : { text: ` ${count}` },
  ];
  const labelOf = ({ from, to }: Bin): string => (from === 0 ? word('debrief.bots.par', { n: to ?? 0 }) : to === null ? `${from}+` : from === to ? String(from) : `${from}-${to}`);
  const bars = ({ plays, bins, notWon }: Histogram, knowsLost: boolean): Line[] => [
    ...bins.map((bin) => row(labelOf(bin), bin.count, plays, view.solved && view.movesMade >= bin.from && view.movesMade <= (bin.to ?? Infinity))),
    ...(knowsLost ? [row(word('debrief.bots.lost'), notWon, plays, !view.solved)] : []),
  ];
  return [
    ...view.scores.flatMap((scores) => [...paragraph(phrase(scores.label), width, { bold: true }), ...bars(histogramOfScores(scores, view.par), scores.notWon !== null)]),
    ...(view.bots.length === 0 ? [] : paragraph(word('debrief.bots.title'), width, { bold: true })),
    ...view.bots.flatMap(({ right, histogram }) => [...paragraph(word('debrief.bots.kind', { right, plays: histogram.plays }), width, { tone: 'unknown' }), ...bars(histogram, true)]),
  ];
}
