import type { FrameTexts } from '../../components/frame.ts';
import { seconds } from '../../components/clock.ts';
import { briefingRows } from '../../components/briefing.ts';
import { EMPTY_LINE, paragraph, span, line, type Line } from '../../components/line.ts';
import { predictionRows } from '../../components/prediction-panel.ts';
import { refusalRows, verdictRows } from '../../components/verdict-panel.ts';
import { factName } from '../../message/fact-name.ts';
import type { PanelModel } from './panel-rows.ts';
import type { ClockState } from './title.ts';

export interface Band {
  readonly frame: FrameTexts;
  readonly rows: readonly Line[];
  /** Said in the last row when there are more than fit: which key shows all. */
  readonly more: string;
}

/** `***`, `**.`, `*..` or `...`, as on the map. */
export function stars(count: 0 | 1 | 2 | 3): string {
  return '*'.repeat(count) + '.'.repeat(3 - count);
}

/** What the band below the panels says: the most urgent thing first. Null when there is nothing to say. */
export function bandOf(model: PanelModel, width: number, clock: ClockState | null = null): Band | null {
  const { view, state, words } = model;
  const more = words.word('play.band.more');
  if (state.question) return { frame: { title: '?', focused: true }, rows: paragraph(words.word(`play.ask.${state.question}`), width, { bold: true }), more };
  const asks = view.phase === 'predicting' && view.prediction !== null;
  if (state.notice && !asks) return { frame: { title: '!' }, rows: paragraph(state.notice.text, width, state.notice.bad ? { tone: 'bad', bold: true } : { bold: true }), more: state.command ? words.word('play.band.field') : more };
  if (view.phase === 'predicting' && view.prediction) {
    return {
      frame: { title: words.word('play.predict.title'), focused: state.focus === 'prediction', ...(view.prediction.of > 1 && { note: words.word('play.predict.number', { number: view.prediction.number, of: view.prediction.of }) }) },
      // The question stays in sight under what is to be said.
      rows: [...(state.notice ? [line(span(state.notice.text, state.notice.bad ? { tone: 'bad', bold: true } : { tone: 'caution', bold: true }))] : []), ...refusalRows(view.refused, words, width), ...predictionRows(view.prediction, state.prediction, words, width)],
      more: words.word('play.band.question'),
    };
  }
  const last = view.judged.at(-1);
  const hint = view.hints.shown.at(-1);
  const hintRows = hint ? paragraph(words.word('play.hint', { number: view.hints.shown.length, of: view.hints.of, text: words.phrase(hint) }), width, { tone: 'caution' }) : [];
  const rows: Line[] = refusalRows(view.refused, words, width);
  if (view.phase === 'won') {
    const won = words.word(view.movesMade === 1 ? 'play.won.one' : 'play.won', { stars: stars(view.stars), made: view.movesMade, par: view.par });
    // Who watches has no debrief.
    rows.push(line(span(model.watching || model.branch ? won : `${won} ${words.word('play.won.next')}`, { tone: 'good', bold: true })));
  }
  if (view.phase === 'lost' && view.loss) {
    rows.push(...paragraph(`${words.word('play.lost', { why: words.phrase(view.loss.why) })}${width >= 96 ? ` (${factName(words.lang, view.loss.rule)})` : ''}`, width, { tone: 'bad', bold: true }));
    if (!model.branch) rows.push(line(words.word(view.canUndo ? 'play.lost.next' : 'play.lost.next.unmoved')));
  }
  rows.push(...branchRows(model, width));
  const verdict = last ? verdictRows(last, words, width, { names: width >= 96 }) : [];
  rows.push(...(state.predictionNew ? predictionResult(model, width) : []));
  rows.push(...(state.hintLatest ? [...hintRows, ...verdict] : [...verdict, ...hintRows]));
  if (view.hints.offered && view.hints.shown.length < view.hints.of && view.phase === 'awaiting-move') rows.push(line(span(words.word('play.hint.offered'), { tone: 'caution' })));
  const waits = view.mode === 'live' && clock?.paused === true;
  const opening = view.movesMade === 0 && last === undefined && view.refused === undefined && view.phase !== 'won' && view.phase !== 'lost';
  const offers = opening && view.example === true && !model.watching;
  const briefing = opening ? briefingRows(view, words, width) : [];
  if (briefing.length === 0) return rows.length === 0 ? null : { frame: { title: words.word('play.judged') }, rows, more };
  // Before the first move a hint or a settled prediction stands above the briefing, not in its place.
  return { frame: { title: words.word('play.briefing'), ...((waits || offers) && { note: [...(offers ? [words.word('play.example')] : []), ...(waits ? [words.word('play.live.start')] : [])].join('; ') }) }, rows: [...rows, ...(rows.length > 0 ? [EMPTY_LINE] : []), ...briefing], more: words.word('play.briefing.more') };
}

/** At the beginning and at the end of a branch: that it is one, and the way back. */
function branchRows({ branch, view, words }: PanelModel, width: number): Line[] {
  if (!branch) return [];
  if (view.phase === 'won' || view.phase === 'lost') return paragraph(words.word('time.branch-over'), width, { tone: 'caution' });
  return view.judged.length > branch.judged ? [] : paragraph(words.word('time.in-branch', { id: branch.id, time: seconds(branch.at) }), width, { tone: 'caution' });
}

/** What the prediction that was settled last has come to: right, wrong and what is so, or skipped. */
export function predictionResult({ view, words }: PanelModel, width: number): Line[] {
  const last = view.lastPrediction;
  if (!last) return [];
  const id = last.said === null ? 'play.predict.was.skipped' : last.right ? 'play.predict.was.right' : 'play.predict.was.wrong';
  return paragraph(words.word(id, { truth: words.phrase(last.truth) }), width, { tone: last.right ? 'good' : 'caution' });
}
