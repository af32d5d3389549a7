import { fitted, line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import type { Bin } from '../../referee/histogram.ts';
import type { DebriefView } from './debrief-view.ts';

/** Cells of the words before a bar, and of the number after it. */
const LABEL = 12;
const NUMBER = 12;
const LONGEST_BAR = 24;
/** In every theme: a bar that reads the same without colour and in 7 bits. */
const BAR = '#';

/** How many moves bots took, each kind by itself, a bar for each bin with its number beside it; where this run stands is said. */
export function histogramRows(view: DebriefView, { word }: Words, width: number): Line[] {
  if (view.bots.length === 0) return [];
  const room = Math.max(4, Math.min(LONGEST_BAR, width - LABEL - NUMBER));
  const row = (label: string, count: number, plays: number, isOwn: boolean): Line => [
    ...fitted(line(` ${label}`), LABEL),
    { text: BAR.repeat(Math.ceil((count / plays) * room)), style: { tone: 'good' } },
    isOwn ? span(` ${count} ${word('debrief.bots.you')}`, { bold: true }) : { text: ` ${count}` },
  ];
  const labelOf = ({ from, to }: Bin): string => (from === 0 ? word('debrief.bots.par', { n: to ?? 0 }) : to === null ? `${from}+` : from === to ? String(from) : `${from}-${to}`);
  return [
    ...paragraph(word('debrief.bots.title'), width, { bold: true }),
    ...view.bots.flatMap(({ right, histogram: { plays, bins, notWon } }) => [
      ...paragraph(word('debrief.bots.kind', { right, plays }), width, { tone: 'unknown' }),
      ...bins.map((bin) => row(labelOf(bin), bin.count, plays, view.solved && view.movesMade >= bin.from && view.movesMade <= (bin.to ?? Infinity))),
      row(word('debrief.bots.lost'), notWon, plays, !view.solved),
    ]),
  ];
}
