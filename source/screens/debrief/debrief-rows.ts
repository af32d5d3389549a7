import { framed, innerWidth } from '../../components/frame.ts';
import type { FrameTexts } from '../../components/frame.ts';
import { fitted, line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { factName } from '../../message/fact-name.ts';
import { kernelName } from '../../referee/kernel-name.ts';
import type { Glyphs } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import type { FooterKey } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size } from '../size-class.ts';
import { DEBRIEF_KEYS } from './debrief-keys.ts';
import type { DebriefView } from './debrief-view.ts';
import { histogramRows } from './histogram-rows.ts';
import { kernelRows } from './kernel-rows.ts';
import { moveTable, type Parts } from './move-table.ts';

/** As it is when one comes to it. */
export const INITIAL_DEBRIEF_STATE = { panel: 'moves', scroll: 0, find: null, sought: '', found: null, told: null, kernel: null } as const satisfies Partial<DebriefState>;

export interface DebriefState {
  /** The panel that has the keys; on a small terminal the only one shown. */
  readonly panel: 'moves' | 'takeaway';
  readonly scroll: number;
  /** What is typed into the find field; null while it is closed. */
  readonly find: string | null;
  readonly sought: string;
  /** The row of the panel that has what was looked for; null: none. */
  readonly found: number | null;
  /** A sentence in the place of the keys until the next one. */
  readonly told: string | null;
  /** The kernel whose comparison is shown instead of the panels; null: none. */
  readonly kernel: string | null;
  /** The level that Enter goes on to, by its place; null when this was the last one. */
  readonly next: string | null;
}

const STARS = ['...', '*..', '**.', '***'] as const;

/** What a finished run teaches: every move with its verdict and source, then what to take away. */
export function debriefRows(view: DebriefView, state: DebriefState, words: Words, size: Size, glyphs: Glyphs, keys: typeof DEBRIEF_KEYS = DEBRIEF_KEYS): Line[] {
  const kind = sizeClass(size);
  const height = bodyHeight(size);
  const { columns } = size;
  const body = state.kernel !== null ? comparison(view, state, words, size, glyphs) : kind === 'small' ? smallBody(view, state, words, size, glyphs) : [];
  if (kind !== 'small' && state.kernel === null) {
    const take = takeaway(view, words, innerWidth(takeawayWidth(columns)));
    const facts = runFacts(view, words, innerWidth(columns - takeawayWidth(columns)));
    const lower = lowerHeight(view, state, words, size);
    const left = scrolling({ title: words.word('debrief.takeaway'), focused: state.panel === 'takeaway' }, state.panel === 'takeaway' ? marked(take, state) : take, state.panel === 'takeaway' ? state.scroll : 0, words, takeawayWidth(columns), lower, glyphs);
    const right = scrolling({ title: words.word('debrief.this-run') }, facts, 0, words, columns - takeawayWidth(columns), lower, glyphs);
    body.push(...movesPanel(view, state, words, columns, height - lower, glyphs), ...left.map((row, y) => [...row, ...(right[y] ?? [])]));
  }
  const result = view.solved ? words.word('debrief.solved') : words.word('debrief.not-solved');
  const rows = screenRows(
    {
      title: line(span(` ${words.word('debrief.title')} ${view.place} ${ownWords('title', view, words) || view.level}  `, { bold: true }), span(`${result} ${STARS[view.stars]}`, { tone: view.solved ? 'good' : 'caution', bold: true })),
      titleEnd: line(`${words.word('debrief.moves-par', { n: view.movesMade, par: view.par })} `),
      body,
      footer: footer(state, view, words, keys),
    },
    size,
  );
  const bottom = bottomLine(state, words);
  return bottom === null ? rows : [...rows.slice(0, -1), fitted(bottom, size.columns - 1)];
}

/** What is typed, or what came of it, in the place of the keys. */
function bottomLine({ find, told }: DebriefState, { word }: Words): Line | null {
  if (find !== null) return line(` ${word('map.find')} >`, { ...span(`${find}_`, { bold: true }), cursor: true });
  return told === null ? null : line(span(` ${told}`, { bold: true }));
}

/** How far the panel that has the keys can be scrolled before its last line is the last one shown. */
export function longestScroll(view: DebriefView, state: DebriefState, words: Words, size: Size): number {
  return Math.max(0, partsOf(view, state, words, size).rows.length - visibleRows(view, state, words, size));
}

/** What the panel that has the keys would show with room for all, and where its parts begin. */
export function partsOf(view: DebriefView, { kernel, panel }: Pick<DebriefState, 'kernel' | 'panel'>, words: Words, size: Size): Parts {
  const width = innerWidth(size.columns);
  if (kernel !== null) return paragraphs(kernelRows(view, kernel, words, width));
  if (panel === 'moves') return moveTable(view, words, width);
  return paragraphs(sizeClass(size) === 'small' ? lastWords(view, words, width) : takeaway(view, words, innerWidth(takeawayWidth(size.columns))));
}

/** A part is what follows an empty line. */
function paragraphs(rows: readonly Line[]): Parts {
  return { rows, starts: rows.flatMap((row, y) => (row.length > 0 && (y === 0 || rows[y - 1]!.length === 0) ? [y] : [])) };
}

/** Rows of the panel that has the keys. */
function visibleRows(view: DebriefView, state: DebriefState, words: Words, size: Size): number {
  const height = bodyHeight(size);
  if (state.kernel !== null || sizeClass(size) === 'small') return height - 2;
  const lower = lowerHeight(view, state, words, size);
  return (state.panel === 'moves' ? height - lower : lower) - 2;
}

/** The same moves on another kernel, in one panel. */
function comparison(view: DebriefView, state: DebriefState, words: Words, size: Size, glyphs: Glyphs): Line[] {
  return scrolling({ title: words.word('kernel.compare.title'), focused: true }, marked(kernelRows(view, state.kernel ?? '', words, innerWidth(size.columns)), state), state.scroll, words, size.columns, bodyHeight(size), glyphs);
}

/** Height of the panels below the moves: what their texts need, at most half of the screen; where room is short the half with the keys is the larger one. */
function lowerHeight(view: DebriefView, state: DebriefState, words: Words, size: Size): number {
  const take = takeaway(view, words, innerWidth(takeawayWidth(size.columns)));
  const facts = runFacts(view, words, innerWidth(size.columns - takeawayWidth(size.columns)));
  const share = sizeClass(size) !== 'compact' ? 0.5 : state.panel === 'moves' ? 0.4 : 0.6;
  return Math.min(Math.max(take.length, facts.length) + 2, Math.floor(bodyHeight(size) * share));
}

function lastWords(view: DebriefView, words: Words, width: number): Line[] {
  return [...takeaway(view, words, width), [], ...runFacts(view, words, width)];
}

function takeawayWidth(columns: number): number {
  return Math.floor(columns * 0.62);
}

function smallBody(view: DebriefView, state: DebriefState, words: Words, size: Size, glyphs: Glyphs): Line[] {
  const height = bodyHeight(size);
  if (state.panel === 'moves') return movesPanel(view, state, words, size.columns, height, glyphs);
  return scrolling({ title: words.word('debrief.takeaway'), focused: true }, marked(lastWords(view, words, innerWidth(size.columns)), state), state.scroll, words, size.columns, height, glyphs);
}

function movesPanel(view: DebriefView, state: DebriefState, words: Words, width: number, height: number, glyphs: Glyphs): Line[] {
  const hasKeys = state.panel === 'moves';
  const { rows } = moveTable(view, words, innerWidth(width));
  return scrolling({ title: words.word('debrief.move-by-move'), focused: hasKeys }, hasKeys ? marked(rows, state) : rows, hasKeys ? state.scroll : 0, words, width, height, glyphs);
}

/** The rows with the one that was looked for set off. */
function marked(rows: readonly Line[], { found }: DebriefState): readonly Line[] {
  return found === null ? rows : rows.map((row, y) => (y === found ? row.map((part) => ({ ...part, style: { ...part.style, inverse: true } })) : row));
}

/** Lines in a frame from one of them on; the frame says how many are below. */
function scrolling(frame: FrameTexts, rows: readonly Line[], scroll: number, words: Words, width: number, height: number, glyphs: Glyphs): Line[] {
  const visible = Math.max(1, height - 2);
  const top = Math.max(0, Math.min(scroll, rows.length - visible));
  const below = rows.length - visible - top;
  return framed(below > 0 ? { ...frame, note: words.word('debrief.more', { n: below }) } : frame, rows.slice(top), width, height, glyphs);
}

/** Why the run was lost, the wrong ideas that it showed, the level's own words, and what bots made of it. */
function takeaway(view: DebriefView, words: Words, width: number): Line[] {
  const loss = view.loss === null ? [] : [paragraph(words.phrase(view.loss), width, { tone: 'caution' })];
  const quiz = view.quiz.ideas.length === 0 ? [] : paragraph(words.word('quiz.debrief', { ideas: view.quiz.ideas.join(', '), key: view.quiz.key }), width);
  const refuted = view.refutations.map((phrase, index) => [...paragraph(words.phrase(phrase), width), ...(index === view.refutations.length - 1 ? quiz : [])]);
  const own = ['takeaway', 'debrief'].map((id) => paragraph(ownWords(id, view, words), width)).filter((rows) => rows.length > 0);
  const bots = histogramRows(view, words, width);
  return [...loss, ...(refuted.length === 0 && quiz.length > 0 ? [quiz] : refuted), ...own, ...(bots.length > 0 ? [bots] : [])].flatMap((rows, index) => (index === 0 ? rows : [[], ...rows]));
}

/** A section of the level's texts with this variant's numbers; empty when there is none. */
function ownWords(id: string, view: DebriefView, words: Words): string {
  const text = words.phrase({ id: `level.${id}`, params: view.numbers });
  return text === `<level.${id}>` ? '' : text;
}

function runFacts(view: DebriefView, words: Words, width: number): Line[] {
  const { word } = words;
  const right = view.predictions.filter((prediction) => prediction.right).length;
  // One of which nothing came to be known is neither right nor wrong.
  const known = view.predictions.filter(({ said, truth }) => said !== null && truth !== null).length;
  const skipped = view.predictions.filter((prediction) => prediction.said === null).length;
  return [
    ...(known > 0 ? paragraph(word('debrief.predictions', { right, of: known }), width) : []),
    ...(skipped > 0 ? paragraph(word('debrief.predictions-skipped', { n: skipped }), width) : []),
    ...paragraph(word('debrief.hints', { n: view.hints }), width),
    ...[...view.missingStars, ...view.toll].flatMap((why) => paragraph(words.phrase(why), width)),
    ...paragraph(word('debrief.run', { seed: view.seed, kernel: words.phrase(kernelName(view.kernel)), engine: view.engine }), width, { tone: 'unknown' }),
    ...(view.otherChair === null ? [] : paragraph(word('debrief.mirror', { level: `${view.otherChair.place} ${view.otherChair.title[words.lang]}` }), width)),
    ...(view.otherKernels.length > 0 ? paragraph(word('debrief.kernels', { kernels: view.otherKernels.join(', ') }), width) : []),
    ...(view.receipt === null ? [] : paragraph(word('debrief.receipt', { receipt: view.receipt }), width)),
    ...(view.sources.length > 0 ? paragraph(word('debrief.read', { sources: view.sources.map((source) => factName(words.lang, source)).join('; ') }), width) : []),
  ];
}

function footer(state: DebriefState, view: DebriefView, { lang, word }: Words, keys: typeof DEBRIEF_KEYS): FooterKey[] {
  const next = state.next === null ? null : word('debrief.key-next', { level: state.next });
  const main = state.kernel !== null ? word('debrief.key-own') : view.solved ? (next ?? word('debrief.key-map')) : word('debrief.key-retry');
  return footerKeys(keys, 'debrief', lang, { main, retry: view.solved ? word(view.movesMade > view.par ? 'debrief.key-again' : 'debrief.key-retry') : null, leave: word('debrief.key-map'), settings: null, panel: word('debrief.key-panel'), part: word('debrief.key-part.short'), ...(view.otherKernels.length === 0 && { kernel: null }), ...(view.otherChair === null && { mirror: null }) });
}
