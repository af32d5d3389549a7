import { line, span, type Line } from '../../components/line.ts';
import { segmentLabel } from '../../components/ladder/segment-label.ts';
import type { Words } from '../../components/words.ts';
import type { SessionView } from '../../referee/session-view.ts';

/** What the menu asks: what arrived, on which host, and which part of the act is chosen now. */
export function menuQuestion(view: SessionView, words: Words, width: number): Line {
  const { decision } = view;
  if (!decision) return line(span(words.word('play.menu.ask.free'), { bold: true }));
  const cause = decision.cause.kind === 'segment' ? `#${decision.cause.n} ${segmentLabel(decision.cause.segment, { base: {}, wide: false, notes: [] }, Math.max(8, width - 34))}` : decision.cause.text;
  return line(span(words.word(`play.menu.ask.${decision.next}`, { cause, host: decision.host }), { bold: true }));
}
