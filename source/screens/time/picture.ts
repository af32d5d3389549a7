import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import { EMPTY_LINE, line, span, type Line } from '../../components/line.ts';
import { queueRows } from '../../components/queue-panel.ts';
import { seriesRows } from '../../components/small-panels.ts';
import type { Words } from '../../components/words.ts';
import { toolsAt } from '../../plain/time-dialogue.ts';
import type { StopView } from '../../referee/travel/travel.ts';

/** How a moment is drawn: `mark` is the segment to be set off, if any. */
export interface PictureStyle {
  readonly mark: number | null;
  readonly bars: readonly string[];
}

/** The wire up to this moment: the ladder; of a flood its seconds and queues; where only tools are seen, what they print. */
export function pictureRows(view: StopView, { mark, bars }: PictureStyle, words: Words, width: number, height: number): Line[] {
  const { world, judged, machines } = view;
  if (machines.length > 0) return toolsAt(view).map((text) => (text.startsWith('# ') ? line(span(text, { bold: true })) : line(text)));
  if (world.series.length > 0) {
    const graphs = seriesRows(world.series, words, width, bars, Math.max(3, height - world.queues.length - 1));
    return [...graphs, EMPTY_LINE, ...queueRows(world.queues, words, width, Math.max(1, height - graphs.length - 1))];
  }
  const selected = world.ladder.some((entry) => entry.kind === 'segment' && entry.n === mark) ? mark : null;
  return ladderRows({ lifelines: world.lifelines, entries: world.ladder, judged, now: world.now, still: true, absolute: true, selected, yourMove: false, won: false }, words, width, height);
}

/** The segment that a step is about: the last one that it sent or that arrived. */
export function segmentAt({ stop }: StopView): number | null {
  return stop.events.findLast((event) => 'n' in event)?.n ?? null;
}
