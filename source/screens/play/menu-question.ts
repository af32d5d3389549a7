import { cells } from '../../components/cells.ts';
import { line, span, type Line } from '../../components/line.ts';
import { segmentLabel } from '../../components/ladder/segment-label.ts';
import type { Words } from '../../components/words.ts';
import type { SessionView } from '../../referee/session-view.ts';

/** What the menu asks: what happened, on which host, and which part of the act is chosen now; said shorter where it would not fit. */
export function menuQuestion(view: SessionView, words: Words, width: number): Line {
  const { decision } = view;
  if (!decision) return line(span(words.word('play.menu.ask.free'), { bold: true }));
  const { next, host } = decision;
  const happened = (room: number): string =>
    decision.cause.kind === 'segment'
      ? words.word('play.menu.arrived', { segment: `#${decision.cause.n} ${segmentLabel(decision.cause.segment, { base: {}, wide: false, notes: [] }, room)}` })
      : decision.cause.text;
  const texts = [
    ...[40, 24, 8].map((room) => words.word(`play.menu.ask.${next}`, { cause: happened(room), host })),
    words.word(`play.menu.ask.${next}.short`, { cause: happened(8) }),
  ];
  return line(span(texts.find((text) => cells(text) <= width) ?? texts.at(-1)!, { bold: true }));
}
