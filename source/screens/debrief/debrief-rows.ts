import { framed, innerWidth } from '../../components/frame.ts';
import { line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import type { Glyphs } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import type { FooterKey } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size } from '../size-class.ts';
import { DEBRIEF_KEYS } from './debrief-keys.ts';
import type { DebriefView } from './debrief-view.ts';
import { moveTable } from './move-table.ts';

export interface DebriefState {
  /** The panel that has the keys; on a small terminal the only one shown. */
  readonly panel: 'moves' | 'takeaway';
  readonly scroll: number;
  /** The level that Enter goes on to, by its place; null when this was the last one. */
  readonly next: string | null;
}

const STARS = ['...', '*..', '**.', '***'] as const;

/** What a finished run teaches: every move with its verdict and source, then what to take away. */
export function debriefRows(view: DebriefView, state: DebriefState, words: Words, size: Size, glyphs: Glyphs): Line[] {
  const kind = sizeClass(size);
  const height = bodyHeight(size);
  const { columns } = size;
  const body = kind === 'small' ? smallBody(view, state, words, size, glyphs) : [];
  if (kind !== 'small') {
    const take = takeaway(view, words, innerWidth(takeawayWidth(columns)));
    const facts = runFacts(view, words, innerWidth(columns - takeawayWidth(columns)));
    const lower = lowerHeight(view, words, size);
    const left = framed({ title: words.word('debrief.takeaway'), focused: state.panel === 'takeaway' }, scrolled(take, state.panel === 'takeaway' ? state.scroll : 0, lower - 2), takeawayWidth(columns), lower, glyphs);
    const right = framed({ title: words.word('debrief.this-run') }, facts, columns - takeawayWidth(columns), lower, glyphs);
    body.push(...movesPanel(view, state, words, columns, height - lower, glyphs), ...left.map((row, y) => [...row, ...(right[y] ?? [])]));
  }
  const result = view.solved ? words.word('debrief.solved') : words.word('debrief.not-solved');
  return screenRows(
    {
      title: line(span(` ${words.word('debrief.title')} ${view.place} ${levelTitle(view, words)}  `, { bold: true }), span(`${result} ${STARS[view.stars]}`, { tone: view.solved ? 'good' : 'caution', bold: true })),
      titleEnd: line(`${words.word('debrief.moves-par', { n: view.movesMade, par: view.par })} `),
      body,
      footer: footer(state, view, words),
    },
    size,
  );
}

/** How far the panel that has the keys can be scrolled before its last line is the last one shown. */
export function longestScroll(view: DebriefView, state: DebriefState, words: Words, size: Size): number {
  const kind = sizeClass(size);
  const height = bodyHeight(size);
  const width = innerWidth(size.columns);
  if (kind === 'small') return Math.max(0, (state.panel === 'moves' ? moveTable(view, words, width) : lastWords(view, words, width)).length - (height - 2));
  const lower = lowerHeight(view, words, size);
  if (state.panel === 'moves') return Math.max(0, moveTable(view, words, width).length - (height - lower - 2));
  return Math.max(0, takeaway(view, words, innerWidth(takeawayWidth(size.columns))).length - (lower - 2));
}

/** Height of the panels below the moves: what their texts need, at most half of the screen. */
function lowerHeight(view: DebriefView, words: Words, size: Size): number {
  const take = takeaway(view, words, innerWidth(takeawayWidth(size.columns)));
  const facts = runFacts(view, words, innerWidth(size.columns - takeawayWidth(size.columns)));
  return Math.min(Math.max(take.length, facts.length) + 2, Math.floor(bodyHeight(size) / 2));
}

function lastWords(view: DebriefView, words: Words, width: number): Line[] {
  return [...takeaway(view, words, width), [], ...runFacts(view, words, width)];
}

function levelTitle(view: DebriefView, words: Words): string {
  const title = words.phrase({ id: 'level.title' });
  return title.startsWith('<') ? view.level : title;
}

function takeawayWidth(columns: number): number {
  return Math.floor(columns * 0.62);
}

function smallBody(view: DebriefView, state: DebriefState, words: Words, size: Size, glyphs: Glyphs): Line[] {
  const height = bodyHeight(size);
  if (state.panel === 'moves') return movesPanel(view, state, words, size.columns, height, glyphs);
  const width = innerWidth(size.columns);
  const rows = lastWords(view, words, width);
  return framed({ title: words.word('debrief.takeaway'), focused: true }, scrolled(rows, state.scroll, height - 2), size.columns, height, glyphs);
}

function movesPanel(view: DebriefView, state: DebriefState, words: Words, width: number, height: number, glyphs: Glyphs): Line[] {
  const rows = moveTable(view, words, innerWidth(width));
  const visible = Math.max(1, height - 2);
  const offset = state.panel === 'moves' ? state.scroll : 0;
  const top = Math.max(0, Math.min(offset, rows.length - visible));
  const below = rows.length - visible - top;
  const note = below > 0 ? words.word('debrief.more', { n: below }) : undefined;
  return framed({ title: words.word('debrief.move-by-move'), focused: state.panel === 'moves', ...(note === undefined ? {} : { note }) }, rows.slice(top), width, height, glyphs);
}

function scrolled(rows: readonly Line[], scroll: number, visible: number): readonly Line[] {
  return rows.slice(Math.max(0, Math.min(scroll, rows.length - Math.max(1, visible))));
}

/** The level's own words; its `takeaway`, and before it why the run was lost. */
function takeaway(view: DebriefView, words: Words, width: number): Line[] {
  const text = (id: string) => {
    const found = words.phrase({ id: `level.${id}` });
    return found.startsWith('<') ? [] : paragraph(found, width);
  };
  const loss = view.loss === null ? [] : [...paragraph(words.phrase(view.loss), width, { tone: 'caution' }), []];
  const parts = [text('takeaway'), text('debrief')].filter((part) => part.length > 0);
  return [...loss, ...parts.flatMap((part, index) => (index === 0 ? part : [[], ...part]))];
}

function runFacts(view: DebriefView, words: Words, width: number): Line[] {
  const { word } = words;
  const right = view.predictions.filter((prediction) => prediction.right).length;
  return [
    ...(view.predictions.length > 0 ? paragraph(word('debrief.predictions', { right, of: view.predictions.length }), width) : []),
    ...paragraph(word('debrief.hints', { n: view.hints }), width),
    ...(view.solved && view.stars < 3 ? paragraph(word(view.stars === 1 ? 'debrief.hint-cap' : 'debrief.over-par'), width) : []),
    ...paragraph(word('debrief.run', { seed: view.seed, kernel: view.kernel, engine: view.engine }), width, { tone: 'unknown' }),
    ...(view.receipt === null ? [] : paragraph(word('debrief.receipt', { receipt: view.receipt }), width)),
    ...(view.sources.length > 0 ? paragraph(word('debrief.read', { sources: view.sources.join('; ') }), width) : []),
  ];
}

function footer(state: DebriefState, view: DebriefView, { lang, word }: Words): FooterKey[] {
  const next = state.next === null ? null : word('debrief.key-next', { level: state.next });
  const main = view.solved ? (next ?? word('debrief.key-map')) : word('debrief.key-retry');
  return footerKeys(DEBRIEF_KEYS, 'debrief', lang, { main, retry: view.solved ? word('debrief.key-again') : null, leave: word('debrief.key-map'), settings: null });
}
